import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  type IParagraphOptions,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TabStopType,
} from 'docx';
import { type Face, fontTable, PAPER_FONTS, run } from './docx.fonts.js';
import { imprint, letterImprint } from './docx.imprint.js';
import { emptyHeader, letterFoot, letterHead, letterNumber } from './docx.letter.js';
import { mark } from './docx.mark.js';
import { formTable, listTable } from './docx.tables.js';
import { LAYOUT } from './layout.js';
import type { Block, Sheet } from './sheet.js';
import { lettersOf, titleLines } from './title.lines.js';

const { size } = LAYOUT;
const mm = convertMillimetersToTwip;
const WIDTH = mm(LAYOUT.sheet.width - LAYOUT.margin.left - LAYOUT.margin.right);
/** A character of 3号, in twips. */
const LETTER = 320;
/** The letters of 2号 that stand in one line of a title. */
const TITLE_LETTERS = 19;
const fixed = (line: number = LAYOUT.line, before = 0) => ({ line, lineRule: LineRuleType.EXACT, before, after: 0 });

/** Writes a paper in the layout of GB/T 9704-2012. Gives the bytes of a .docx. */
export async function writePaper(sheet: Sheet): Promise<Buffer> {
  const document = new Document({
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: PAPER_FONTS.body, size: size.body } } } },
    sections: [sheet.layout === 'letter' ? letter(sheet) : paper(sheet)],
  });
  return Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTable() }]);
}

/** 文件格式. */
function paper(sheet: Sheet): ISectionOptions {
  return {
    properties: { page: page() },
    footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
    children: [...head(sheet), ...body(sheet), ...imprint(sheet, WIDTH)],
  };
}

/** 信函格式: mark and double rules stand outside the text area of the first page, which shows no number. */
function letter(sheet: Sheet): ISectionOptions {
  const usual = page();
  const { markDown, footUp } = LAYOUT.letter;
  const raised = usual.margin.footer - mm(footUp);
  return {
    properties: {
      titlePage: true,
      page: { ...usual, margin: { ...usual.margin, header: mm(markDown), footer: mm(footUp) } },
    },
    headers: { first: letterHead(sheet.mark), default: emptyHeader(), even: emptyHeader() },
    footers: { first: letterFoot(), default: footer(AlignmentType.RIGHT, raised), even: footer(AlignmentType.LEFT, raised) },
    children: [letterNumber(sheet.number ?? ''), ...titles(sheet), ...body(sheet), ...letterImprint(sheet, WIDTH)],
  };
}

function body(sheet: Sheet): (Paragraph | Table)[] {
  return [...text(sheet), ...closing(sheet), ...attachments(sheet)];
}

function page() {
  const { sheet, margin, pageNumberDown } = LAYOUT;
  return {
    size: { width: mm(sheet.width), height: mm(sheet.height) },
    margin: {
      top: mm(margin.top),
      bottom: mm(margin.bottom),
      left: mm(margin.left),
      right: mm(margin.right),
      footer: mm(margin.bottom - pageNumberDown) - size.small * 10,
    },
  };
}

/** @param raised twips by which the number stands above the foot */
function footer(alignment: typeof AlignmentType.RIGHT | typeof AlignmentType.LEFT, raised = 0): Footer {
  const inside = { [alignment]: size.small * 10 };
  const number = run(['— ', PageNumber.CURRENT, ' —'], 'number', size.small);
  return new Footer({ children: [new Paragraph({ alignment, indent: inside, spacing: { after: raised }, children: [number] })] });
}

/** Red head, number (and signer), red rule, title. */
function head(sheet: Sheet): Paragraph[] {
  const { number, signer } = sheet;
  const wording = signer === null ? [run([number ?? ''])] : [run([`${number ?? ''}\t签发人：`]), run([signer], 'kai')];
  return [
    ...mark(sheet.mark, mm(LAYOUT.markDown)),
    new Paragraph({
      alignment: signer === null ? AlignmentType.CENTER : AlignmentType.LEFT,
      indent: signer === null ? undefined : { left: LETTER, right: LETTER },
      tabStops: [{ type: TabStopType.RIGHT, position: WIDTH - LETTER }],
      spacing: fixed(LAYOUT.line, 2 * LAYOUT.line),
      children: wording,
    }),
    new Paragraph({
      spacing: fixed(mm(LAYOUT.ruleDown)),
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: LAYOUT.red, space: 0 } },
    }),
    ...titles(sheet),
  ];
}

/** Two lines below what stands above it. */
function titles(sheet: Sheet): Paragraph[] {
  return [
    ...titleLines(sheet.title, TITLE_LETTERS).map((words, index) => title(words, index === 0 ? 2 * LAYOUT.line : 0)),
    ...(sheet.badge ? [centred(sheet.badge.text, sheet.badge.colour)] : []),
  ];
}

const title = (words: string, before: number) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: fixed(700, before),
    keepNext: true,
    children: [run([words], 'title', size.title)],
  });

/** Half a line between a title and the table below it. */
const gap = () => new Paragraph({ spacing: fixed(LAYOUT.line / 2), keepNext: true });

const centred = (words: string, color: string) =>
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: fixed(), children: [run([words], 'black', size.body, { color })] });

function text({ addressee, blocks, attachments }: Sheet): (Paragraph | Table)[] {
  return [
    addressee === null ? plain('') : plain(`${addressee}：`, { spacing: fixed(LAYOUT.line, LAYOUT.line) }),
    ...(addressee !== null && blocks[0]?.kind === 'form' ? [gap()] : []),
    ...blocks.flatMap((block, index) => paragraphs(block, index === blocks.length - 1)),
    ...attachments.map(({ title }, index) => plain(listed(title, index, attachments.length), { ...hanging(index), keepNext: true })),
  ];
}

/** 附件：1.… — the next ones stand below the first one's number. */
const listed = (title: string, index: number, count: number) => `${index === 0 ? '附件：' : ''}${count > 1 ? `${index + 1}.` : ''}${title}`;
const hanging = (index: number) => ({
  indent: { left: (index === 0 ? 2 : 5) * LETTER },
  spacing: fixed(LAYOUT.line, index === 0 ? LAYOUT.line : 0),
});

const FACES: Record<1 | 2, Face> = { 1: 'black', 2: 'kai' };

/** @param last it stands above the signature, which is never alone on a page (此页无正文) */
function paragraphs(block: Block, last: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [plain(block.text, { ...INDENTED, keepNext: true }, FACES[block.level])];
    case 'body':
      return block.text.split('\n').map((words, index, all) => plain(words, { ...INDENTED, keepNext: last && index === all.length - 1 }));
    case 'form':
      return [formTable(block.rows, WIDTH, last)];
    case 'list':
      return [listTable(block, WIDTH)];
  }
}

const INDENTED = { indent: { firstLineChars: 200, firstLine: 2 * LETTER }, alignment: AlignmentType.JUSTIFIED } as const;

function plain(words: string, options: IParagraphOptions = {}, face: Face = 'body'): Paragraph {
  return new Paragraph({ spacing: fixed(), ...options, children: [run([words], face)] });
}

/** The date four characters from the right, the signature centred above it, with room for the seal; then the note. */
function closing({ signature, date, sealText, note }: Sheet): Paragraph[] {
  const right = (letters: number) => ({ alignment: AlignmentType.RIGHT, indent: { right: Math.round(letters * LETTER) }, keepNext: true });
  const centre = Math.max(0, 4 + (lettersOf(date) - lettersOf(signature)) / 2);
  const seal = new Paragraph({
    ...right(4),
    spacing: fixed(LAYOUT.line, LAYOUT.line),
    children: [run([sealText ?? ''], 'body', size.small, { color: '808080' })],
  });
  return [
    seal,
    plain(signature, right(centre)),
    plain(date, { ...right(4), keepNext: note !== null }),
    ...(note === null ? [] : [plain(`（${note}）`, { indent: { left: 2 * LETTER } })]),
  ];
}

/** Each attachment begins on a page of its own, 附件1 at its top left. */
function attachments({ attachments }: Sheet): (Paragraph | Table)[] {
  return attachments.flatMap(({ title: name, blocks }, index) => [
    plain(attachments.length > 1 ? `附件${index + 1}` : '附件', { pageBreakBefore: true }, 'black'),
    ...titleLines(name, TITLE_LETTERS).map((words, place) => title(words, place === 0 ? LAYOUT.line : 0)),
    gap(),
    ...blocks.flatMap(block => paragraphs(block, false)),
  ]);
}
