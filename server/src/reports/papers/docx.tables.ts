import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import { type Face, run } from './docx.fonts.js';
import { LAYOUT } from './layout.js';
import type { Block } from './sheet.js';

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const { small } = LAYOUT.size;
const SPACING = { line: 420, lineRule: LineRuleType.EXACT, before: 0, after: 0 };
/** Row heights in twips: one line, and room to write by hand. */
const ROW = 560;
const BLANK_ROW = 1500;

function cell(words: string, width: number, face: Face, centred: boolean, size: number = small): TableCell {
  const alignment = centred ? AlignmentType.CENTER : AlignmentType.LEFT;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 100, right: 100 },
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE },
    children: words
      .split('\n')
      .map(each => new Paragraph({ alignment, spacing: { ...SPACING, line: size * 15 }, children: [run([each], face, size)] })),
  });
}

/** A form of two columns. */
export function formTable(rows: { label: string; value: string }[], width: number): Table {
  const columns = [Math.round(width * 0.22), Math.round(width * 0.78)] as const;
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: [...columns],
    rows: rows.map(
      ({ label, value }) =>
        new TableRow({
          cantSplit: true,
          height: { value: value ? ROW : BLANK_ROW, rule: HeightRule.ATLEAST },
          children: [cell(label, columns[0], 'black', true), cell(value, columns[1], 'body', false)],
        }),
    ),
  });
}

const LIST_SIZE = 21;

/** A table with a head that is repeated on each page. */
export function listTable({ columns, rows }: Extract<Block, { kind: 'list' }>, width: number): Table {
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map(column => Math.floor((width * column.width) / whole));
  const line = (cells: string[], face: Face, head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: cells.map((words, index) => cell(words, widths[index] ?? 0, face, head || columns[index]?.centred === true, LIST_SIZE)),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      line(
        columns.map(({ heading }) => heading),
        'black',
        true,
      ),
      ...rows.map(row => line(row, 'body', false)),
    ],
  });
}
