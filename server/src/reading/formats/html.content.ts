import type { parseDocument } from 'htmlparser2';
import { sift } from './html.tools.js';
import { print } from './numbering.js';
import { hasHeads, writeTable } from './table.js';
import type { Cell, Grid } from './table.text.js';
import { oneLine } from './tidy.js';

type Document = ReturnType<typeof parseDocument>;
type AnyNode = Document | Document['children'][number];
type Element = Extract<AnyNode, { attribs: unknown }>;
type Text = Extract<AnyNode, { data: string }>;

const isTag = (node: AnyNode): node is Element => 'attribs' in node;
const isText = (node: AnyNode): node is Text => node.type === 'text';

const INLINE = new Set(
  'a abbr b bdi bdo big cite code dfn em font i kbd label mark nobr q s samp small span strike strong sub sup tt u var ins time data img wbr sdfield'.split(
    ' ',
  ),
);
/** Office programs mark names, days and their own blanks with elements of other spaces of names. */
const isInline = ({ name }: Element) => INLINE.has(name) || name.includes(':');
/** Never text of an article. */
const NEVER = new Set(
  'script style noscript template head iframe object embed svg canvas video audio nav form button select input textarea footer aside dialog map del rt rp'.split(
    ' ',
  ),
);
/** Names that makers of sites give to what stands around an article. */
const AROUND =
  /(?:^|[-_\s])(?:nav|navi|menu|crumbs?|breadcrumbs?|location|position|share|print|toolbar|tools?|sidebar|footer|foot|header|pager|pagination|related|recommend|qrcode|copyright|comment|social|fontsize|hidden|skip)(?:$|[-_\s\d])|bdshare|shareto|dqwz|weizhi/i;
/** How an office program marks what a page prints over and under its text. */
const PAGE_EDGE = /^(?:header|footer)$/;
/** What a page's own notes are told by. */
const NOTE = '注：';
/** A line with a number of its own needs none of its list. */
const NUMBERED = /^[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]/;
/** How much of a container's sentences its one child must hold to be the article rather than a part of it. */
const DOMINANT = 0.75;

interface Weight {
  /** sentence marks outside links, full stops threefold: what prose has and menus lack */
  marks: number;
  chars: number;
  linked: number;
}

interface Article {
  paragraphs: string[];
  title: string;
  /** words around it were left out */
  isCut: boolean;
  /** in how many places a style strikes words out */
  struckByStyle: number;
}

/** The article of a page. */
export function mainContent(document: Document): Article {
  const weights = new Map<AnyNode, Weight>();
  const whole = weigh(document, weights, false);
  const main = descend(document, weights, whole);
  const writer = new Writer(weights, whole);
  writer.write(main);
  const { kept, left } = sift(writer.done());
  const title = titleOf(document);
  const isThere = !title || squeeze(kept.slice(0, 12).join('')).includes(squeeze(title));
  const isCut = left + writer.left > 0 || weights.get(main)!.chars < whole.chars;
  return { paragraphs: isThere ? kept : [title, ...kept], isCut, title, struckByStyle: struckIn(main) };
}

function weigh(node: AnyNode, weights: Map<AnyNode, Weight>, inLink: boolean): Weight {
  const own: Weight = { marks: 0, chars: 0, linked: 0 };
  if (isText(node)) {
    own.chars = node.data.replace(/\s/g, '').length;
    if (inLink) own.linked = own.chars;
    else own.marks = (node.data.match(/[，；、,;]/g)?.length ?? 0) + 3 * (node.data.match(/。/g)?.length ?? 0);
  } else if ('children' in node && !(isTag(node) && isNever(node))) {
    for (const child of node.children) {
      const { marks, chars, linked } = weigh(child, weights, inLink || (isTag(node) && node.name === 'a'));
      own.marks += marks;
      own.chars += chars;
      own.linked += linked;
    }
  }
  weights.set(node, own);
  return own;
}

function isNever(node: Element): boolean {
  const { style = '', hidden, role = '', title = '' } = node.attribs;
  return (
    NEVER.has(node.name) ||
    hidden !== undefined ||
    node.attribs['aria-hidden'] === 'true' ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style) ||
    STRUCK.test(style) ||
    /^(?:navigation|banner|contentinfo|search|toolbar)$/.test(role) ||
    PAGE_EDGE.test(title)
  );
}

const STRUCK = /text-decoration(?:-line)?\s*:[^;]*line-through/i;

/** How many elements with words a style strikes out. */
function struckIn(node: AnyNode): number {
  if (!('children' in node)) return 0;
  if (isTag(node) && STRUCK.test(node.attribs.style ?? '')) return node.children.some(child => textOf(child).trim()) ? 1 : 0;
  return node.children.reduce((sum, child) => sum + struckIn(child), 0);
}

/** What leads from a text to its note at the page's foot, and back. */
function isNoteMark(node: Element): boolean {
  return node.name === 'a' && /^#./.test(node.attribs.href ?? '') && /^\s*[[［(（]?\d{1,3}[\]］)）]?\s*$/.test(textOf(node));
}

/** From the page down to the smallest container that holds nearly all sentences. */
function descend(node: AnyNode, weights: Map<AnyNode, Weight>, whole: Weight): AnyNode {
  const holdsMost = (node: AnyNode) => weights.get(node)!.marks >= whole.marks * DOMINANT;
  let at = node;
  for (;;) {
    const next: AnyNode | undefined = 'children' in at ? at.children.find(c => isTag(c) && holdsMost(c)) : undefined;
    if (!next || whole.marks === 0 || (isTag(next) && !isFrame(next, holdsMost))) return at;
    at = next;
  }
}

/** Whether an element may frame an article, with others beside it that are none: what has pieces frames it in one of them. */
function isFrame(node: Element, holdsMost: (node: AnyNode) => boolean): boolean {
  if (node.name === 'ol' || (node.name === 'table' && isBreakdown(node))) return false;
  if (PIECES.has(node.name)) return node.children.some(c => isTag(c) && holdsMost(c) && isFrame(c, holdsMost));
  return !WORDS.has(node.name) || holdsBlocks(node);
}

const PIECES = new Set(['table', 'tbody', 'tr', 'ul']);
const WORDS = new Set(['p', 'span', 'font']);

const isBreakdown = (table: Element) => isData(table) && hasHeads(gridOf(table));

/** Whether a container is itself laid out in blocks: an old page's frame of tables, a paragraph around paragraphs. */
function holdsBlocks(node: Element): boolean {
  return node.children.some(c => isTag(c) && (c.name === 'div' || c.name === 'p' || c.name === 'table' || holdsBlocks(c)));
}

class Writer {
  private readonly lines: string[] = [];
  private line = '';
  private isPre = false;
  /** of the list's item whose first line is to come */
  private number = '';
  left = 0;

  constructor(
    private readonly weights: Map<AnyNode, Weight>,
    private readonly whole: Weight,
  ) {}

  done(): string[] {
    this.flush();
    return this.lines;
  }

  write(node: AnyNode): void {
    if (isText(node)) this.words(node.data);
    else if (isTag(node)) this.element(node);
    else if ('children' in node) for (const child of node.children) this.write(child);
  }

  private element(node: Element): void {
    if (isNever(node)) return;
    if (isNoteMark(node)) this.line += this.line.trim() ? '' : NOTE;
    else if (this.isAround(node)) this.left++;
    else if (node.name === 'br') this.flush();
    else if (isInline(node)) this.children(node);
    else this.block(node);
  }

  private block(node: Element): void {
    this.flush();
    if (node.name === 'table' && isData(node)) this.lines.push(...writeTable(gridOf(node)));
    else if (node.name === 'ol') this.list(node);
    else if (node.name === 'pre') this.preformatted(node);
    else this.children(node);
    this.flush();
  }

  /** A line break of the source stands for nothing between Chinese characters, else for a blank; in preformatted text it ends the line. */
  private words(text: string): void {
    if (!this.isPre) {
      const joined = text.replace(/(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\r?\n\s*(?=[\u2e80-\u9fff\uff00-\uffef])/g, '');
      this.line += joined.replace(/[\s\u00a0]+/g, ' ');
      return;
    }
    text.split('\n').forEach((line, i) => {
      if (i > 0) this.flush();
      this.line += line;
    });
  }

  private children(node: Element): void {
    for (const child of node.children) this.write(child);
  }

  private preformatted(node: Element): void {
    const outer = this.isPre;
    this.isPre = true;
    this.children(node);
    this.flush();
    this.isPre = outer;
  }

  private list(node: Element): void {
    let n = Number(node.attribs.start ?? 1) || 1;
    for (const child of node.children) {
      if (!isTag(child) || child.name !== 'li') this.write(child);
      else {
        this.flush();
        n = Number(child.attribs.value) || n;
        this.number = numberOf(n, node);
        this.children(child);
        this.flush();
        this.number = '';
        n++;
      }
    }
  }

  /** Mostly links, or named like a tool, and hardly any sentence of the page in it. */
  private isAround(node: Element): boolean {
    if (isInline(node)) return false;
    const { marks, chars, linked } = this.weights.get(node)!;
    if (marks > this.whole.marks * 0.05) return false;
    const isMenu =
      chars > 0 &&
      linked * 2 > chars &&
      (node.name === 'ul' || node.name === 'div' || node.name === 'td' || node.name === 'dl' || node.name === 'table');
    return isMenu || AROUND.test(`${node.attribs.class ?? ''} ${node.attribs.id ?? ''}`);
  }

  private flush(): void {
    const line = oneLine(this.line);
    if (line && line !== NOTE) {
      this.lines.push((NUMBERED.test(line) ? '' : this.number) + line);
      this.number = '';
    }
    this.line = '';
  }
}

/** How a list counts, by its type and by its style. */
const COUNTS: Record<string, [format: string, text: string]> = {
  a: ['lowerLetter', '%. '],
  A: ['upperLetter', '%. '],
  i: ['lowerRoman', '%. '],
  I: ['upperRoman', '%. '],
  'lower-alpha': ['lowerLetter', '%. '],
  'upper-alpha': ['upperLetter', '%. '],
  'lower-roman': ['lowerRoman', '%. '],
  'upper-roman': ['upperRoman', '%. '],
  'cjk-ideographic': ['chineseCounting', '%、'],
  'simp-chinese-informal': ['chineseCounting', '%、'],
  'cjk-decimal': ['ideographDigital', '%、'],
};

/** The number that a browser prints before a piece of a list. */
function numberOf(n: number, { attribs: { type = '', style = '' } }: Element): string {
  const [, styled] = /list-style(?:-type)?\s*:\s*([\w-]+)/i.exec(style) ?? [];
  if (styled && /^(?:none|disc|circle|square)$/i.test(styled)) return '';
  const [format, text] = COUNTS[styled?.toLowerCase() ?? type] ?? ['decimal', '%. '];
  return text.replace('%', print(n, format));
}

/** A table of cells with short texts; one that frames other blocks is only the page's layout. */
function isData(table: Element): boolean {
  const rows = rowsOf(table);
  const cells = rows.flatMap(cellsOf);
  return rows.length >= 2 && cells.length > rows.length && !cells.some(c => find(c, 'table')) && cells.every(c => textOf(c).length <= 1500);
}

function gridOf(table: Element): Grid {
  const rows = rowsOf(table);
  const grid: (Cell | null)[][] = rows.map(() => []);
  rows.forEach((row, r) => {
    let c = 0;
    for (const cell of cellsOf(row)) {
      while (grid[r]![c] !== undefined) c++;
      const content = { text: cellText(cell) };
      const across = span(cell.attribs.colspan);
      for (const line of grid.slice(r, r + span(cell.attribs.rowspan))) for (let x = 0; x < across; x++) line[c + x] = content;
    }
  });
  return grid.map(line => Array.from(line, cell => cell ?? null));
}

function span(written: string | undefined): number {
  return Math.min(Math.max(Number(written) || 1, 1), 200);
}

function rowsOf(node: Element): Element[] {
  return node.children
    .filter(isTag)
    .flatMap(child => (child.name === 'tr' ? [child] : ['thead', 'tbody', 'tfoot'].includes(child.name) ? rowsOf(child) : []));
}

function cellsOf(row: Element): Element[] {
  return row.children.filter(isTag).filter(c => c.name === 'td' || c.name === 'th');
}

function find(node: Element, name: string): boolean {
  return node.children.some(c => isTag(c) && (c.name === name || find(c, name)));
}

/** A cell's lines. */
function cellText(cell: Element): string {
  const weights = new Map<AnyNode, Weight>();
  const writer = new Writer(weights, weigh(cell, weights, false));
  for (const child of cell.children) writer.write(child);
  return writer.done().join('\n');
}

function textOf(node: AnyNode): string {
  if (isText(node)) return node.data;
  return 'children' in node && !(isTag(node) && isNever(node)) ? node.children.map(textOf).join('') : '';
}

/** What the page calls its article: the mark that government sites carry, else its main heading, else a window title that ends like a document. */
function titleOf(document: Document): string {
  let meta = '';
  let heading = '';
  let window = '';
  const visit = (node: AnyNode): void => {
    if (!isTag(node)) {
      if ('children' in node) node.children.forEach(visit);
      return;
    }
    if (node.name === 'meta' && /^articletitle$/i.test(node.attribs.name ?? '')) meta ||= oneLine(node.attribs.content ?? '');
    if (node.name === 'h1' && !isNever(node)) heading ||= oneLine(textOf(node));
    if (node.name === 'title')
      window ||= oneLine(node.children.map(c => (isText(c) ? c.data : '')).join(''))
        .split(/[-_|—]/)[0]!
        .trim();
    node.children.forEach(visit);
  };
  visit(document);
  return meta || heading || (/(?:通知|方案|规划|意见|计划|要点|报告|办法|纲要|清单|决定)$/.test(window) ? window : '');
}

function squeeze(text: string): string {
  return text.replace(/[\s\u3000]+/g, '');
}
