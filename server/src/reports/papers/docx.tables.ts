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

interface CellOptions {
  centred?: boolean;
  keepNext?: boolean;
  size?: number;
}

function cell(words: string, width: number, face: Face, { centred = false, keepNext = false, size = small }: CellOptions): TableCell {
  const alignment = centred ? AlignmentType.CENTER : AlignmentType.LEFT;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 100, right: 100 },
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE },
    children: words
      .split('\n')
      .map(each => new Paragraph({ alignment, keepNext, spacing: { ...SPACING, line: size * 15 }, children: [run([each], face, size)] })),
  });
}

/** What is longer than this may be torn by the edge of a page: kept whole it would leave half a page empty. */
const WHOLE_LETTERS = 200;

/** A form of two columns; `last`: its last row stays with what follows it. */
export function formTable(rows: { label: string; value: string }[], width: number, last: boolean): Table {
  const columns = [Math.round(width * 0.22), Math.round(width * 0.78)] as const;
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: [...columns],
    rows: rows.map(
      ({ label, value }, index) =>
        new TableRow({
          cantSplit: value.length <= WHOLE_LETTERS,
          height: { value: value ? ROW : BLANK_ROW, rule: HeightRule.ATLEAST },
          children: [
            cell(label, columns[0], 'black', { centred: true, keepNext: last && index === rows.length - 1 }),
            cell(value, columns[1], 'body', { keepNext: last && index === rows.length - 1 }),
          ],
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
      children: cells.map((words, index) =>
        cell(words, widths[index] ?? 0, face, { centred: head || columns[index]?.centred === true, size: LIST_SIZE }),
      ),
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
