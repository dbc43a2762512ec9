import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeightRule,
  type IParagraphOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  VerticalMergeType,
  WidthType,
} from 'docx';
import { chineseDate } from '../../rules/lights.js';
import { type CellValue, groupsOf, headDepth, type PrintedTable, runsOf } from './table.js';
import type { Paper } from './template.js';

/** Names as offices know them; the font table tells what stands in where a machine lacks one. */
const FONTS = {
  title: { name: '方正小标宋简体', instead: 'SimSun' },
  head: { name: '黑体', instead: 'SimHei' },
  body: { name: '仿宋_GB2312', instead: 'FangSong' },
  latin: { name: 'Times New Roman', instead: 'Liberation Serif' },
} as const;
type Face = Exclude<keyof typeof FONTS, 'latin'>;

const SHEETS: Record<Paper, [short: number, long: number]> = { A4: [210, 297], A3: [297, 420] };
const MARGIN_MM = { side: 18, top: 25, bottom: 22 };
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;

/** Writes the table as a document of its own on landscape sheets (an attachment to a notice). */
export async function writeDocx(table: PrintedTable): Promise<Buffer> {
  const [short, long] = SHEETS[table.paper];
  const document = new Document({
    styles: { default: { document: { run: { font: fontOf('body'), size: 21 } } } },
    sections: [
      {
        properties: {
          page: {
            // The library turns the sheet itself.
            size: {
              width: convertMillimetersToTwip(short),
              height: convertMillimetersToTwip(long),
              orientation: PageOrientation.LANDSCAPE,
            },
            margin: {
              left: convertMillimetersToTwip(MARGIN_MM.side),
              right: convertMillimetersToTwip(MARGIN_MM.side),
              top: convertMillimetersToTwip(MARGIN_MM.top),
              bottom: convertMillimetersToTwip(MARGIN_MM.bottom),
              footer: convertMillimetersToTwip(12),
            },
          },
        },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [
          line(table.title, 'title', 40, { alignment: AlignmentType.CENTER, spacing: { after: 120 } }),
          line(table.note, 'body', 21, { alignment: AlignmentType.RIGHT, spacing: { after: 80 } }),
          new Table({
            layout: TableLayoutType.FIXED,
            width: { size: usable(table.paper), type: WidthType.DXA },
            columnWidths: widthsOf(table),
            rows: [...headRows(table), ...bodyRows(table)],
          }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTable() }]);
}

function fontOf(face: Face) {
  const { latin } = FONTS;
  return { ascii: latin.name, hAnsi: latin.name, eastAsia: FONTS[face].name, hint: 'eastAsia' as const };
}

function usable(paper: Paper): number {
  return convertMillimetersToTwip(SHEETS[paper][1] - 2 * MARGIN_MM.side);
}

/** The columns share the sheet in the proportion of their widths. */
function widthsOf({ columns, paper }: PrintedTable): number[] {
  const sum = columns.reduce((total, { width }) => total + width, 0);
  return columns.map(({ width }) => Math.floor((usable(paper) * width) / sum));
}

function headRows({ columns, ...table }: PrintedTable): TableRow[] {
  const widths = widthsOf({ columns, ...table });
  const depth = headDepth(columns);
  const groups = groupsOf(columns);
  const cell = (words: string, index: number, more: object = {}) =>
    new TableCell({
      ...frame(widths[index] ?? 0),
      shading: { fill: 'F2F2F2' },
      children: [line(words, 'head', 21, { alignment: AlignmentType.CENTER })],
      ...more,
    });
  const top = columns.flatMap(({ heading, group }, index) => {
    if (group === null) return [cell(heading, index, depth === 2 ? { verticalMerge: VerticalMergeType.RESTART } : {})];
    const begun = groups.find(({ from }) => from === index);
    return begun ? [cell(begun.name, index, { columnSpan: begun.to - begun.from + 1 })] : [];
  });
  const below = columns.map(({ heading, group }, index) =>
    group === null ? cell('', index, { verticalMerge: VerticalMergeType.CONTINUE }) : cell(heading, index),
  );
  return [top, ...(depth === 2 ? [below] : [])].map(children => new TableRow({ tableHeader: true, cantSplit: true, children }));
}

function bodyRows(table: PrintedTable): TableRow[] {
  const widths = widthsOf(table);
  const runs = runsOf(table);
  return table.rows.map(
    (row, index) =>
      new TableRow({
        cantSplit: true,
        height: { value: 400, rule: HeightRule.ATLEAST },
        children: row.cells.map((value, column) => {
          const run = runs.find(each => each.column === column && index >= each.from && index <= each.to);
          const inside = run && index > run.from;
          const merge = run && { verticalMerge: inside ? VerticalMergeType.CONTINUE : VerticalMergeType.RESTART };
          const alignment = table.columns[column]?.centred ? AlignmentType.CENTER : AlignmentType.LEFT;
          const words = inside ? '' : wordsIn(value);
          return new TableCell({
            ...frame(widths[column] ?? 0),
            ...merge,
            children: words.split('\n').map(each => line(each, 'body', 21, { alignment })),
          });
        }),
      }),
  );
}

const wordsIn = (value: CellValue) => (typeof value === 'string' ? value : chineseDate(value.day));

function frame(width: number) {
  return {
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 60, right: 60 },
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE },
  };
}

/** A paragraph in one face; `size` in half points. */
function line(words: string, face: Face, size: number, options: IParagraphOptions): Paragraph {
  return new Paragraph({ ...options, children: [new TextRun({ text: words, font: fontOf(face), size })] });
}

function pageNumber(): Paragraph {
  const font = { ascii: 'SimSun', hAnsi: 'SimSun', eastAsia: '宋体' };
  const children = [new TextRun({ font, size: 28, children: ['— ', PageNumber.CURRENT, ' —'] })];
  return new Paragraph({ alignment: AlignmentType.CENTER, children });
}

function fontTable(): string {
  const fonts = Object.values(FONTS).map(({ name, instead }) => `<w:font w:name="${name}"><w:altName w:val="${instead}"/></w:font>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
