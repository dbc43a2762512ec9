import { listsOf, value } from './docx.numbering.js';
import { numberOf, Styles, type Toggle } from './docx.styles.js';
import { Numbering } from './numbering.js';
import { mainPart, relationsOf } from './ooxml.js';
import type { PlainText } from './plain.js';
import { refusal, refuseChars, refusePages } from './refusals.js';
import { inFont, symbolOf } from './symbols.js';
import { writeTable } from './table.js';
import type { Cell, Grid } from './table.text.js';
import { isEntry, joinParagraphs } from './tidy.js';
import { wordNotes } from './word.notes.js';
import { all, at, elements, type Node, parseXml, textOf } from './xml.js';
import { Package } from './zip.js';

/** Reads a .docx: paragraphs with their automatic numbers, tables row by row, footnotes behind their paragraph, tracked changes as if accepted. */
export async function readDocx(bytes: Uint8Array, fileName: string): Promise<PlainText> {
  const parts = await Package.open(bytes, fileName);
  try {
    if (parts.names.some(n => n.endsWith('vbaproject.bin'))) throw refusal('reading.macro', fileName);
    refusePages(await pages(parts), fileName);
    const main = await mainPart(parts, 'word/document.xml');
    const xml = await parts.text(main);
    if (xml === null) throw refusal('reading.damaged', fileName, '缺少正文');
    const relations = await relationsOf(parts, main);
    const tree = async (kind: string) => {
      const usual = main.replace(/[^/]*$/, `${kind}.xml`);
      const found = await parts.text(relations.find(relation => relation.kind === kind)?.target ?? usual);
      return found === null ? null : parseXml(found, fileName);
    };
    const body = new Body(await tree('styles'), await tree('numbering'), [await tree('footnotes'), await tree('endnotes')]);
    let chars = 0;
    parseXml(xml, fileName, 'body', block => {
      body.add(block);
      chars = body.chars;
      refuseChars(chars, fileName);
    });
    return { text: joinParagraphs(body.done()), notes: body.notes() };
  } finally {
    parts.close();
  }
}

async function pages(parts: Package): Promise<number> {
  const about = await parts.text('docProps/app.xml');
  return about ? Number(textOf(at(parseXml(about, parts.fileName), 'Properties', 'Pages'))) || 0 : 0;
}

/** Elements whose content is not (or no longer) part of the text. */
const GONE = new Set([
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'rPr',
  'pPr',
  'Fallback',
  'rt',
  'annotationRef',
  'sdtPr',
  'tcPr',
  'trPr',
  'tblPr',
]);

class Body {
  private readonly paragraphs: string[] = [];
  private readonly styles: Styles;
  private readonly numbering: Numbering;
  private readonly footnotes = new Map<string, string>();
  private readonly counts = { deleted: 0, inserted: 0, contents: 0, hidden: 0, struck: 0, objects: 0 };
  /** the style of the paragraph at hand */
  private style = '';
  /** how many tables stand around what is at hand, and the notes in them */
  private depth = 0;
  private below: string[] = [];
  /** what is to be joined with the next paragraph: the mark between them is deleted, or it is the first letter, set large */
  private held = '';
  /** what hangs on the paragraph at hand: footnotes, text boxes */
  private aside: string[] = [];
  chars = 0;

  constructor(styles: Node | null, numbering: Node | null, notes: (Node | null)[]) {
    this.styles = new Styles(styles);
    this.numbering = new Numbering(listsOf(numbering));
    for (const root of notes) this.readNotes(root);
  }

  /** Takes one child of the body. */
  add(block: Node): void {
    for (const line of this.block(block)) {
      this.paragraphs.push(line);
      this.chars += line.length;
    }
  }

  done(): string[] {
    if (this.held) this.paragraphs.push(this.held);
    return this.paragraphs;
  }

  notes(): string[] {
    return wordNotes({ ...this.counts, footnotes: this.footnotes.size });
  }

  private readNotes(root: Node | null): void {
    if (!root) return;
    for (const note of elements(elements(root)[0])) {
      if (note.attributes.type && note.attributes.type !== 'normal') continue;
      const text = all(note, 'p')
        .map(p => this.words(p).trim())
        .filter(Boolean)
        .join('');
      if (text) this.footnotes.set(`${note.name}/${note.attributes.id}`, text);
    }
  }

  private block(node: Node): string[] {
    if (node.name === 'p') return this.paragraph(node);
    if (node.name === 'tbl') return this.table(node);
    if (node.name === 'sdt' && isContents(node)) {
      this.counts.contents += all(node, 'p').length;
      return [];
    }
    if (GONE.has(node.name) || isPrompt(node)) return [];
    return elements(node).flatMap(child => this.block(child));
  }

  /** What the cells' words refer to stands below the table. */
  private table(node: Node): string[] {
    this.depth++;
    const lines = writeTable(this.grid(node));
    this.depth--;
    return this.depth > 0 ? lines : [...lines, ...this.below.splice(0)];
  }

  private paragraph(node: Node): string[] {
    const properties = at(node, 'pPr');
    const style = value(properties, 'pStyle') ?? '';
    const text = this.words(node);
    if (/^(?:toc|目录)\s*\d/i.test(this.styles.name(style)) && isEntry(text)) {
      this.counts.contents++;
      return [];
    }
    const aside = this.aside;
    this.aside = [];
    const goesOn = at(properties, 'rPr', 'del') !== undefined || isInitial(properties);
    const isThere = text.trim() !== '' || !(goesOn || this.styles.isOn(properties ?? node, 'vanish', style));
    const whole = this.held + (isThere && !this.held ? this.number(properties) : '') + text.replace(/^[\t ]+/, '');
    this.held = goesOn ? whole : '';
    return goesOn ? aside : [whole, ...aside];
  }

  /** The words of a paragraph. */
  private words(paragraph: Node): string {
    const outer = this.style;
    this.style = value(at(paragraph, 'pPr'), 'pStyle') ?? '';
    const text = this.inline(paragraph);
    this.style = outer;
    return text;
  }

  /** The automatic number before a paragraph, from itself or its style; one without words has its number too. */
  private number(properties: Node | undefined): string {
    const own = numberOf(properties);
    const style = value(properties, 'pStyle') ?? '';
    const inherited = this.styles.number(style);
    const numId = own.numId ?? inherited.numId;
    if (!numId || numId === '0') return '';
    return this.numbering.next({ numId, level: own.level ?? inherited.level ?? this.numbering.levelOf(numId, style) });
  }

  private inline(node: Node): string {
    return node.children.map((child, n) => (typeof child === 'string' ? '' : this.piece(child, node.children[n - 1]))).join('');
  }

  /** @param before what stands before it: a change that is kept in several pieces is one */
  private piece(node: Node, before?: Node | string): string {
    const isMore = typeof before === 'object' && before.name === node.name;
    switch (node.name) {
      case 't':
        return textOf(node);
      case 'tab':
      case 'ptab':
        return '\t';
      case 'br':
      case 'cr':
        return node.attributes.type === 'page' || node.attributes.type === 'column' ? '' : '\n';
      case 'noBreakHyphen':
        return '-';
      case 'sym':
        return symbolOf(node.attributes.font ?? '', Number.parseInt(node.attributes.char ?? '', 16));
      case 'den':
        return `/${this.inline(node)}`;
      case 'OLEObject':
        this.counts.objects++;
        return '';
      case 'r':
        if (this.isOn(node, 'vanish')) this.counts.hidden++;
        else if (!this.isStruck(node)) return inFont(at(node, 'rPr', 'rFonts')?.attributes.ascii ?? '', this.inline(node));
        else if (!(isMore && this.isStruck(before))) this.counts.struck++;
        return '';
      case 'ins':
      case 'moveTo':
        if (!isMore) this.counts.inserted++;
        return this.inline(node);
      case 'del':
      case 'moveFrom':
        if (!isMore) this.counts.deleted++;
        return '';
      case 'footnoteReference':
      case 'endnoteReference':
        this.hang(node);
        return '';
      case 'txbxContent':
        this.hangBox(node);
        return '';
      default:
        return GONE.has(node.name) || isPrompt(node) ? '' : this.inline(node);
    }
  }

  private isOn(run: Node, toggle: Toggle): boolean {
    return this.styles.isOn(run, toggle, this.style);
  }

  private isStruck(run: Node): boolean {
    return this.isOn(run, 'strike') || this.isOn(run, 'dstrike');
  }

  private hang(node: Node): void {
    const text = this.footnotes.get(`${node.name.replace('Reference', '')}/${node.attributes.id}`);
    if (text) (this.depth > 0 ? this.below : this.aside).push(`注：${text}`);
  }

  /** A text box stands behind the paragraph that it is anchored to. */
  private hangBox(box: Node): void {
    const outer = this.aside;
    this.aside = [];
    const lines = elements(box).flatMap(child => this.block(child));
    this.aside = [...outer, ...lines];
  }

  private grid(table: Node): Grid {
    const grid: Grid = [];
    for (const row of rowsOf(table)) {
      if (at(row, 'trPr', 'del')) continue;
      const above = grid.at(-1) ?? [];
      const cells: (Cell | null)[] = Array(Number(value(at(row, 'trPr'), 'gridBefore') ?? 0)).fill(null);
      for (const cell of unwrapped(row, 'tc')) {
        const merge = at(cell, 'tcPr', 'vMerge');
        const goesOn = merge !== undefined && merge.attributes.val !== 'restart';
        const before = at(cell, 'tcPr', 'hMerge')?.attributes.val === 'continue' ? cells.at(-1) : undefined;
        const content = before ?? (goesOn ? (above[cells.length] ?? null) : { text: this.cellText(cell) });
        const span = Math.min(Number(value(at(cell, 'tcPr'), 'gridSpan') ?? 1) || 1, 100);
        for (let i = 0; i < span; i++) cells.push(content);
      }
      grid.push(cells);
    }
    return grid;
  }

  private cellText(cell: Node): string {
    return elements(cell)
      .flatMap(child => this.block(child))
      .filter(line => line.trim())
      .join('\n');
  }
}

function rowsOf(table: Node): Node[] {
  return unwrapped(table, 'tr');
}

/** Children of a name, also where a content control or a custom element is wrapped around them. */
function unwrapped(node: Node, name: string): Node[] {
  return elements(node).flatMap(child => {
    if (child.name === name) return [child];
    return ['sdt', 'sdtContent', 'customXml', 'ins', 'smartTag'].includes(child.name) ? unwrapped(child, name) : [];
  });
}

function isContents(node: Node): boolean {
  return /table of contents/i.test(at(node, 'sdtPr', 'docPartObj', 'docPartGallery')?.attributes.val ?? '');
}

/** A content control that nobody has filled in shows what to do there. */
const isPrompt = (node: Node) => node.name === 'sdt' && at(node, 'sdtPr', 'showingPlcHdr') !== undefined;

/** The first letter of the next paragraph, set large. */
const isInitial = (properties: Node | undefined) => /^(?:drop|margin)$/.test(at(properties, 'framePr')?.attributes.dropCap ?? '');
