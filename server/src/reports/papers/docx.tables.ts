import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  VerticalAlign,
  WidthType,
} from 'docx';
import { type Face, run } from './docx.fonts.js';
import { LAYOUT } from './layout.js';
import type { Block, Sheet } from './sheet.js';

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
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
      children: cells.map((words, index) =>
        cell(words, widths[index] ?? 0, face, head || (columns[index]?.width ?? 0) <= NARROW, LIST_SIZE),
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

/** Columns up to this width hold numbers and short words, in the middle. */
const NARROW = 14;

/** 版记 at the foot of the last page: 抄送, printer and day between rules across the text width, then the number of copies. */
export function imprint({ copyTo, printer, date, copies }: Sheet, width: number): (Paragraph | Table)[] {
  const inside = { left: small * 10, right: small * 10 };
  const rows = [
    ...(copyTo ? [{ words: `抄送：${copyTo}。`, indent: { ...inside, left: small * 40, hanging: small * 30 } }] : []),
    { words: `${printer}\t${date}印发`, indent: inside },
    ...(copies === null ? [] : [{ words: `\t（共印${copies}份）`, indent: inside }]),
  ];
  const ruled = rows.length - (copies === null ? 0 : 1);
  const table = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: [width],
    float: {
      horizontalAnchor: TableAnchorType.MARGIN,
      verticalAnchor: TableAnchorType.MARGIN,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
    },
    rows: rows.map(
      ({ words, indent }, index) =>
        new TableRow({
          cantSplit: true,
          children: [
            new TableCell({
              width: { size: width, type: WidthType.DXA },
              margins: { top: 40, bottom: 40, left: 0, right: 0 },
              borders: {
                left: NONE,
                right: NONE,
                top: ruleAbove(index, ruled),
                bottom: index === rows.length - 1 ? ruleAbove(rows.length, ruled) : undefined,
              },
              children: [imprintLine(words, indent, width)],
            }),
          ],
        }),
    ),
  });
  return [table, new Paragraph({ spacing: { ...SPACING, line: 20 } })];
}

function imprintLine(words: string, indent: IParagraphOptions['indent'], width: number): Paragraph {
  const tabStops = [{ type: TabStopType.RIGHT, position: width - small * 10 }];
  return new Paragraph({ indent, spacing: SPACING, tabStops, children: [run([words], 'body', small)] });
}

/** First and last rule are thicker than those between; below the last one there is none. */
function ruleAbove(index: number, ruled: number) {
  if (index > ruled) return NONE;
  return { style: BorderStyle.SINGLE, size: index === 0 || index === ruled ? 8 : 6, color: '000000' } as const;
}
