import {
  BorderStyle,
  convertMillimetersToTwip,
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
  WidthType,
} from 'docx';
import { run } from './docx.fonts.js';
import { LAYOUT } from './layout.js';
import type { Sheet } from './sheet.js';

const { small } = LAYOUT.size;
/** One character in from both sides. */
const inside = { left: small * 10, right: small * 10 };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const exact = (height: number) => ({ line: height, lineRule: LineRuleType.EXACT, before: 0, after: 0 });

interface Line {
  words: string;
  indent: IParagraphOptions['indent'];
}

/** A second line of names stands below the first name. */
const copies = (copyTo: string): Line => ({ words: `抄送：${copyTo}。`, indent: { ...inside, left: small * 40, hanging: small * 30 } });

/** 版记 at the foot of the last page: 抄送, printer and day between rules across the text width, then the number of copies. */
export function imprint({ copyTo, printer, date, copies: count }: Sheet, width: number): (Paragraph | Table)[] {
  const rows = [...(copyTo ? [copies(copyTo)] : []), { words: `${printer}\t${date}印发`, indent: inside }];
  const last = count === null ? [] : [{ words: `\t（共印${count}份）`, indent: inside }];
  return atFoot([...rows, ...last], rows.length, width);
}

/** 版记 of a letter: neither printer nor rules. */
export function letterImprint({ copyTo }: Sheet, width: number): (Paragraph | Table)[] {
  return copyTo ? atFoot([copies(copyTo)], 0, width) : [];
}

/**
 * Lines at the foot of the text area of the page that they come to, the first so many between rules. Placed from the edge of the sheet:
 * LibreOffice takes a table as wide as the text out of the flow for that alone.
 */
function atFoot(rows: Line[], ruled: number, width: number): (Paragraph | Table)[] {
  const table = new Table({
    layout: TableLayoutType.FIXED,
    margins: { left: 0, right: 0 },
    width: { size: width, type: WidthType.DXA },
    columnWidths: [width],
    float: {
      horizontalAnchor: TableAnchorType.PAGE,
      absoluteHorizontalPosition: convertMillimetersToTwip(LAYOUT.margin.left),
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
              children: [lineOf(words, indent, width)],
            }),
          ],
        }),
    ),
  });
  return [table, new Paragraph({ spacing: exact(20) })];
}

function lineOf(words: string, indent: Line['indent'], width: number): Paragraph {
  const tabStops = [{ type: TabStopType.RIGHT, position: width - small * 10 }];
  return new Paragraph({ indent, spacing: exact(420), tabStops, children: [run([words], 'body', small)] });
}

/** First and last rule are thicker (0.35 mm) than those between (0.25 mm); below the last one there is none. Sizes in eighths of a point. */
function ruleAbove(index: number, ruled: number) {
  if (ruled === 0 || index > ruled) return NONE;
  return { style: BorderStyle.SINGLE, size: index === 0 || index === ruled ? 8 : 6, color: '000000' } as const;
}
