import { CompoundFile } from './compound.js';
import { FIB, WordFile } from './doc.file.js';
import { listsIn } from './doc.lists.js';
import { isOn, Mark } from './doc.marks.js';
import { numberIn } from './doc.styles.js';
import { gridOf, type Place, placeIn, type RowShape } from './doc.tables.js';
import { Numbering, type NumberRef } from './numbering.js';
import type { PlainText } from './plain.js';
import { refusal, refuseChars, refusePages } from './refusals.js';
import { writeTable } from './table.js';
import { isEntry, joinParagraphs } from './tidy.js';
import { type WordCounts, wordNotes } from './word.notes.js';

/** Offsets in a Word 97 file's information block: its length, its flags, and the bits there that say that it is encrypted and where its tables are. */
const BLOCK = 0x2f2;
const FLAGS = 10;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;

const NO_NUMBERS = '文件里由软件自动编的序号没有读出来，请另存为 .docx 后上传，或对照原文件补上。';

/** Reads a .doc or .wps of the Word 97 family: paragraphs with their automatic numbers, tables row by row, notes and text boxes behind their paragraph. */
export async function readDoc(bytes: Uint8Array, fileName: string): Promise<PlainText> {
  const body = new Body(open(new CompoundFile(bytes, fileName), fileName));
  refusePages(body.pages, fileName);
  refuseChars(body.length, fileName);
  return { text: joinParagraphs(body.lines()), notes: body.notes() };
}

function open(file: CompoundFile, fileName: string): WordFile {
  const main = file.stream('WordDocument');
  if (!main) throw refusal('reading.format', fileName, '较早的或其他软件的文档');
  if (main.length < 32) throw refusal('reading.damaged', fileName);
  if (main.readUInt16LE(0) !== 0xa5ec) throw refusal('reading.format', fileName, '较早版本的 Word 文档');
  const flags = main.readUInt16LE(FLAGS);
  if (flags & ENCRYPTED) throw refusal('reading.encrypted', fileName);
  if (file.holds('_VBA_PROJECT') || file.holds('_VBA_PROJECT_CUR')) throw refusal('reading.macro', fileName);
  const table = file.stream(flags & SECOND_TABLE ? '1Table' : '0Table');
  if (!table || main.length < BLOCK) throw refusal('reading.damaged', fileName);
  return new WordFile(main, table, () => file.stream('Data'));
}

/** Marks of Word's own in the text, and what is printed for them. */
const CELL = '\u0007';
const BREAK = '\f';
const PRINTED: Record<string, string> = { '\t': '\t', '\v': '\n', '\u000e': '\n', '\u001e': '-' };
const SYMBOL = '(';
const [FIELD, RESULT, FIELD_END] = ['\u0013', '\u0014', '\u0015'];
/** A field that shows another program's file. */
const OBJECT = /^\s*EMBED\s/;
const OBJECT_NAMED = 12;

interface Paragraph {
  text: string;
  /** what hangs on it: notes, text boxes */
  notes: string[];
  boxes: string[];
  place: Place;
}

class Body {
  private readonly numbering: Numbering | null;
  /** What hangs on the character at a place of the text: from where to where it stands there itself. */
  private readonly hanging = new Map<number, { from: number; to: number; isNote: boolean }>();
  private readonly counts: WordCounts = { inserted: 0, deleted: 0, hidden: 0, struck: 0, contents: 0, footnotes: 0, objects: 0 };

  constructor(private readonly file: WordFile) {
    this.numbering = numberingOf(file);
    this.hangNotes(FIB.footnoteMarks, FIB.footnotes, file.story('footnotes').from);
    this.hangNotes(FIB.endnoteMarks, FIB.endnotes, file.story('endnotes').from);
    this.hangBoxes(file.story('boxes').from);
  }

  get length(): number {
    return this.file.story('body').to;
  }

  get pages(): number {
    return this.file.text.slice(0, this.length).split('\f').length;
  }

  lines(): string[] {
    const { from, to } = this.file.story('body');
    return this.blocks(this.paragraphs(from, to), 0);
  }

  notes(): string[] {
    return [...wordNotes(this.counts), ...(this.numbering ? [] : [NO_NUMBERS])];
  }

  private hangNotes(marks: number, texts: number, first: number): void {
    const [places, starts] = [this.file.part(marks), this.file.part(texts)];
    for (let n = 0; (n + 2) * 4 <= starts.length && (n + 1) * 4 <= places.length; n++)
      this.hang(places.readUInt32LE(n * 4), starts, n, first, true);
  }

  /** A text box is drawn where a character says; both tell the number of its shape (2.8.37, 2.9.105). */
  private hangBoxes(first: number): void {
    const [drawn, texts] = [this.file.part(FIB.shapes), this.file.part(FIB.boxes)];
    const [shapes, boxes] = [Math.floor((drawn.length - 4) / 30), Math.floor((texts.length - 4) / 26)];
    const places = new Map<number, number>();
    for (let n = 0; n < shapes; n++) places.set(drawn.readUInt32LE((shapes + 1) * 4 + n * 26), drawn.readUInt32LE(n * 4));
    for (let n = 0; n < boxes; n++) {
      const place = places.get(texts.readUInt32LE((boxes + 1) * 4 + n * 22 + 14));
      if (place !== undefined) this.hang(place, texts, n, first, false);
    }
  }

  private hang(place: number, starts: Buffer, n: number, first: number, isNote: boolean): void {
    const [from, to] = [first + starts.readUInt32LE(n * 4), first + starts.readUInt32LE(n * 4 + 4)];
    if (place < this.length && from >= this.length && to <= this.file.text.length) this.hanging.set(place, { from, to, isNote });
  }

  /** The paragraphs of a part of the text. One whose mark is deleted goes on in the next. */
  private paragraphs(from: number, to: number): Paragraph[] {
    const found: Paragraph[] = [];
    for (let at = from; at < to; ) {
      let end = at;
      while (end < to - 1 && !this.isEnd(end)) end++;
      found.push(...this.paragraph(at, end));
      at = end + 1;
    }
    return found;
  }

  /** A section ends with the same character as a page, which may end in the middle of a paragraph. */
  private isEnd(at: number): boolean {
    const c = this.file.text[at]!;
    if (c === CELL) return true;
    return (c === '\r' || (c === BREAK && this.file.endsParagraph(at))) && !(this.file.marks[at]! & Mark.deleted);
  }

  private paragraph(from: number, end: number): Paragraph[] {
    const { style, properties } = this.file.paragraph(end);
    const place = placeIn(properties, this.file.text[end] === CELL);
    const { number, isContents = false, turnsOn = 0 } = this.file.styles[style] ?? {};
    const { line, notes, boxes } = this.line(from, end, turnsOn);
    if (isContents && isEntry(line)) {
      this.counts.contents++;
      return [];
    }
    const isThere = line.trim() !== '' || !(place.endsRow || isOn(this.file.marks[end]!, Mark.hidden, turnsOn));
    const printed = isThere ? this.number({ ...number, ...numberIn(properties) }) : '';
    return [{ text: printed + line.replace(/^\t+|\t+$/g, '').trimEnd(), notes, boxes, place }];
  }

  /** A paragraph's words without the instructions of fields and what is deleted or hidden, and what hangs on them. @param style what its style turns on */
  private line(from: number, end: number, style: number): { line: string; notes: string[]; boxes: string[] } {
    const { text } = this.file;
    const fields: boolean[] = [];
    const [notes, boxes]: [string[], string[]] = [[], []];
    let line = '';
    for (let at = from; at <= end; at++) {
      const c = text[at]!;
      if (c === FIELD) {
        fields.push(false);
        if (OBJECT.test(text.slice(at + 1, at + OBJECT_NAMED))) this.counts.objects++;
      } else if (c === RESULT && fields.length > 0) fields[fields.length - 1] = true;
      else if (c === FIELD_END) fields.pop();
      else if (!this.isGone(at, style) && fields.every(isShown => isShown)) {
        line += this.printed(at);
        const { note, box } = this.hangingAt(at);
        notes.push(...note);
        boxes.push(...box);
      }
    }
    return { line, notes, boxes };
  }

  /** Counts stretches on the way. */
  private isGone(at: number, style: number): boolean {
    const { marks } = this.file;
    const [bits, before] = [marks[at]!, marks[at - 1] ?? 0];
    const [isHidden, isStruck] = [isOn(bits, Mark.hidden, style), isOn(bits, Mark.struck, style)];
    if (bits & Mark.inserted && !(before & Mark.inserted)) this.counts.inserted++;
    if (bits & Mark.deleted && !(before & Mark.deleted)) this.counts.deleted++;
    if (isHidden && !isOn(before, Mark.hidden, style)) this.counts.hidden++;
    if (isStruck && !isOn(before, Mark.struck, style)) this.counts.struck++;
    return (bits & Mark.deleted) !== 0 || isHidden || isStruck;
  }

  private printed(at: number): string {
    const c = this.file.text[at]!;
    const symbol = this.file.symbols.get(at);
    if (symbol !== undefined) return symbol;
    if (c === SYMBOL && this.file.marks[at]! & Mark.special) return '';
    return c < ' ' ? (PRINTED[c] ?? '') : c;
  }

  private number({ numId, level }: NumberRef): string {
    return numId && this.numbering ? this.numbering.next({ numId, level }) : '';
  }

  private hangingAt(place: number): { note: string[]; box: string[] } {
    const found = this.hanging.get(place);
    if (!found) return { note: [], box: [] };
    this.hanging.delete(place);
    const lines = this.blocks(this.paragraphs(found.from, found.to), 0);
    if (!found.isNote || lines.length === 0) return { note: [], box: lines };
    this.counts.footnotes++;
    return { note: [`注：${lines.map(line => line.trim()).join('')}`], box: [] };
  }

  /** Paragraphs and tables in their order; what stands deeper than these is a table. */
  private blocks(paragraphs: Paragraph[], depth: number): string[] {
    const found: string[] = [];
    for (let at = 0; at < paragraphs.length; ) {
      let end = at;
      while (end < paragraphs.length && paragraphs[end]!.place.depth > depth) end++;
      if (end > at) found.push(...this.tableWithNotes(paragraphs.slice(at, end), depth + 1));
      else {
        const { text, notes, boxes } = paragraphs[end++]!;
        found.push(...[text, ...notes, ...boxes].filter(line => line.trim()));
      }
      at = end;
    }
    return found;
  }

  /** What the cells' words refer to stands below the table. */
  private tableWithNotes(paragraphs: Paragraph[], depth: number): string[] {
    const bare = paragraphs.map(paragraph => ({ ...paragraph, notes: [] }));
    return [...this.table(bare, depth), ...paragraphs.flatMap(({ notes }) => notes)];
  }

  private table(paragraphs: Paragraph[], depth: number): string[] {
    const rows: { cells: string[]; shape: RowShape }[] = [];
    let [cells, cell]: [string[], Paragraph[]] = [[], []];
    const closeCell = () => {
      cells.push(this.blocks(cell, depth).join('\n'));
      cell = [];
    };
    for (const paragraph of paragraphs) {
      const { place } = paragraph;
      if (place.depth === depth && place.endsRow) {
        if (cell.length > 0) closeCell();
        rows.push({ cells, shape: place.endsRow });
        cells = [];
      } else {
        cell.push(paragraph);
        if (place.depth === depth && place.endsCell) closeCell();
      }
    }
    if (cell.length > 0) closeCell();
    return [...writeTable(gridOf(rows)), ...cells.filter(text => text.trim())];
  }
}

/** Null where the lists do not hold together. */
function numberingOf(file: WordFile): Numbering | null {
  try {
    return new Numbering(listsIn(file));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
