import { listsOf, value } from './docx.numbering.js';
import { Numbering, type NumberRef } from './numbering.js';
import { mainPart } from './ooxml.js';
import type { PlainText } from './plain.js';
import { refusal, refuseChars, refusePages } from './refusals.js';
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
    const near = (name: string) => parts.text(main.replace(/[^/]*$/, name));
    const tree = async (name: string) => {
      const found = await near(name);
      return found === null ? null : parseXml(found, fileName);
    };
    const body = new Body(await tree('styles.xml'), await tree('numbering.xml'), [await tree('footnotes.xml'), await tree('endnotes.xml')]);
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

interface Style {
  name: string;
  basedOn?: string;
  number: NumberRef;
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
  private readonly styles = new Map<string, Style>();
  private readonly numbering: Numbering;
  private readonly footnotes = new Map<string, string>();
  private readonly counts = { deleted: 0, inserted: 0, contents: 0, hidden: 0, struck: 0 };
  /** what a deleted paragraph mark leaves to be joined with the next paragraph */
  private held = '';
  /** what hangs on the paragraph at hand: footnotes, text boxes */
  private aside: string[] = [];
  chars = 0;

  constructor(styles: Node | null, numbering: Node | null, notes: (Node | null)[]) {
    this.numbering = new Numbering(listsOf(numbering));
    for (const style of elements(at(styles ?? undefined, 'styles'), 'style'))
      this.styles.set(style.attributes.styleId ?? '', {
        name: value(style, 'name') ?? '',
        basedOn: value(style, 'basedOn'),
        number: numberOf(at(style, 'pPr')),
      });
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
        .map(p => this.inline(p).trim())
        .filter(Boolean)
        .join('');
      if (text) this.footnotes.set(`${note.name}/${note.attributes.id}`, text);
    }
  }

  private block(node: Node): string[] {
    if (node.name === 'p') return this.paragraph(node);
    if (node.name === 'tbl') return writeTable(this.grid(node));
    if (node.name === 'sdt' && isContents(node)) {
      this.counts.contents += all(node, 'p').length;
      return [];
    }
    if (GONE.has(node.name)) return [];
    return elements(node).flatMap(child => this.block(child));
  }

  private paragraph(node: Node): string[] {
    const properties = at(node, 'pPr');
    const style = this.styles.get(value(properties, 'pStyle') ?? '');
    const text = this.inline(node);
    if (style && /^(?:toc|目录)\s*\d/i.test(style.name) && isEntry(text)) {
      this.counts.contents++;
      return [];
    }
    const aside = this.aside;
    this.aside = [];
    const isJoined = at(properties, 'rPr', 'del') !== undefined;
    const whole = this.held + (text.trim() && !this.held ? this.number(properties) : '') + text.replace(/^[\t ]+/, '');
    this.held = isJoined ? whole : '';
    return isJoined ? aside : [whole, ...aside];
  }

  /** The automatic number before a paragraph, from itself or its style, and the glue that keeps it apart from a digit. */
  private number(properties: Node | undefined): string {
    const own = numberOf(properties);
    const inherited = this.inherited(value(properties, 'pStyle'));
    const numId = own.numId ?? inherited.numId;
    if (!numId || numId === '0') return '';
    return this.numbering.next({ numId, level: own.level ?? inherited.level ?? 0 });
  }

  private inherited(styleId: string | undefined): NumberRef {
    const found: NumberRef = {};
    const seen = new Set<string>();
    for (let id = styleId; id && !seen.has(id); id = this.styles.get(id)?.basedOn) {
      seen.add(id);
      const number = this.styles.get(id)?.number;
      found.numId ??= number?.numId;
      found.level ??= number?.level;
    }
    return found;
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
        return '\t';
      case 'br':
      case 'cr':
        return node.attributes.type === 'page' || node.attributes.type === 'column' ? '' : '\n';
      case 'noBreakHyphen':
        return '-';
      case 'r':
        if (isHidden(node)) this.counts.hidden++;
        else if (!isStruck(node)) return this.inline(node);
        else if (!(typeof before === 'object' && isStruck(before))) this.counts.struck++;
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
        return GONE.has(node.name) ? '' : this.inline(node);
    }
  }

  private hang(node: Node): void {
    const text = this.footnotes.get(`${node.name.replace('Reference', '')}/${node.attributes.id}`);
    if (text) this.aside.push(`注：${text}`);
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
        const content = goesOn ? (above[cells.length] ?? null) : { text: this.cellText(cell) };
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

function isOn(run: Node, property: string): boolean {
  const found = at(run, 'rPr', property);
  return found !== undefined && !['0', 'false', 'off'].includes(found.attributes.val ?? '');
}

const isHidden = (run: Node) => isOn(run, 'vanish');
const isStruck = (run: Node) => isOn(run, 'strike') || isOn(run, 'dstrike');

function numberOf(properties: Node | undefined): NumberRef {
  const number = at(properties, 'numPr');
  const level = value(number, 'ilvl');
  return { numId: value(number, 'numId'), level: level === undefined ? undefined : Number(level) };
}
