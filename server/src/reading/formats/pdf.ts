import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { paragraphsOf } from './layout.js';
import { lettersOf, type Page, type Run } from './lines.js';
import { linesDrawn, type Operators, widthsShown } from './pdf.lines.js';
import type { PlainText } from './plain.js';
import { refusal, refuseChars, refuseGarbled, refusePages } from './refusals.js';
import { withTables } from './rulings.js';
import { struckNote, withoutStruck } from './struck.js';
import { hasMoved, inFont } from './symbols.js';
import { joinParagraphs } from './tidy.js';

/** The tail in which every whole PDF says where its table of contents begins. */
const TAIL = 4096;
/** Fewer characters on a page are a stamp or a scanner's mark, not a text. */
const FEWEST_CHARS = 8;
const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** Reads the text layer of a PDF; nothing in it is run. */
export async function readPdf(bytes: Uint8Array, fileName: string): Promise<PlainText> {
  const tail = Buffer.from(bytes.subarray(-TAIL)).toString('latin1');
  if (!tail.includes('%%EOF') || !tail.includes('startxref')) throw refusal('reading.damaged', fileName, '没有传完整');
  refuseSwelling(bytes, fileName);
  const { pages, struck } = await loadPages(bytes, fileName);
  const paragraphs = paragraphsOf(pages);
  const empty = pages.flatMap((page, n) => (charsOn(page) < FEWEST_CHARS ? [n + 1] : []));
  const chars = paragraphs.reduce((sum, p) => sum + p.length, 0);
  if (chars < pages.length * FEWEST_CHARS || empty.length * 2 > pages.length) {
    throw refusal('reading.scanned', fileName, pages.length > empty.length ? `（${pages.length} 页中有 ${empty.length} 页）` : '');
  }
  const text = joinParagraphs(paragraphs);
  refuseGarbled(text, fileName);
  return { text, notes: [...struckNote(struck), ...notes(empty, looked(pages) === MOST_DRAWN)] };
}

/** What one packed stream (not a picture: those are not looked at) and all together may unpack to. */
const MAX_STREAM = 48 * 1024 * 1024;
const MAX_STREAMS = 256 * 1024 * 1024;
/** A stream's own dictionary stands close before it. */
const DICTIONARY = 600;

/** Unpacks the packed streams up to a limit before the library does so without one. */
function refuseSwelling(bytes: Uint8Array, fileName: string): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let total = 0;
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    const before = file.toString('latin1', Math.max(0, at - DICTIONARY), at);
    const dictionary = before.slice(before.lastIndexOf(' obj') + 1);
    if (!/>>\s*$/.test(dictionary) || !/\/Fl(?:ateDecode)?\b/.test(dictionary) || /\/Subtype\s*\/Image/.test(dictionary)) continue;
    const from = at + (file[at + 6] === 13 ? 8 : 7);
    total += unpackedSize(file.subarray(from, Math.max(from, file.indexOf('endstream', from))));
    if (total > MAX_STREAMS) throw refusal('reading.bomb', fileName, `超过 ${MAX_STREAM / 1024 / 1024} MB`);
  }
}

/** 0: no valid stream, the library will say what it thinks of it; over the limit: infinity. */
function unpackedSize(packed: Uint8Array): number {
  try {
    return inflateSync(packed, { maxOutputLength: MAX_STREAM }).length;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? Number.POSITIVE_INFINITY : 0;
  }
}

function notes(empty: number[], isCut: boolean): string[] {
  const pages = empty.length > 12 ? `${empty.slice(0, 12).join('、')} 等 ${empty.length}` : empty.join('、');
  return [
    ...(empty.length > 0 ? [`第 ${pages} 页没有文字层（空白或图片），未识读。`] : []),
    ...(isCut ? [`表格很多，前 ${MOST_DRAWN} 个有表格的页按格子读出，之后的逐行读出。`] : []),
    '页眉、页脚和页码已略去，版面换行已接续；表格请对照原文件核对。',
  ];
}

async function loadPages(bytes: Uint8Array, fileName: string): Promise<{ pages: Page[]; struck: number }> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = pdfjs.getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: join(PACKAGE, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(PACKAGE, 'standard_fonts/'),
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    // Pictures are not unpacked.
    maxImageSize: 1,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    refusePages(document.numPages, fileName);
    const pages: Page[] = [];
    let [chars, struck] = [0, 0];
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n);
      const items = await itemsOn(page);
      const turn = turned(items, page.getViewport({ scale: 1 }).transform, pdfjs.Util.transform);
      const { width, height, transform } = page.getViewport({ scale: 1, rotation: (page.rotate + turn) % 360 });
      const runs = items.flatMap(item => run(item, transform, pdfjs.Util.transform));
      const isTable = mayHoldTable(runs) && looked(pages) < MOST_DRAWN;
      const bare = { width, height, runs };
      if (isTable || n <= MOST_STRUCK) {
        const operators = await page.getOperatorList();
        const seen = withoutStruck(bare, linesDrawn(operators, pdfjs, transform), widthsShown(operators, pdfjs));
        pages.push(isTable ? withTables(seen.page, seen.rulings) : seen.page);
        struck += seen.count;
      } else pages.push(bare);
      page.cleanup();
      chars += charsOf(runs);
      refuseChars(chars, fileName);
    }
    return { pages, struck };
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw refusal('reading.encrypted', fileName);
    throw error;
  } finally {
    await task.destroy();
  }
}

type Matrix = number[];

/** A piece of text as the library gives it. */
interface Item {
  str: string;
  transform: Matrix;
  width: number;
  fontName: string;
}

/** What is needed of a page of the library. */
interface Source {
  getTextContent(): Promise<{ items: (Item | object)[] }>;
  getOperatorList(): Promise<Operators>;
  commonObjs: { has(id: string): boolean; get(id: string): { name?: string } };
}

/** The pieces of text on a page; codes of fonts of symbols as these print them (a page's fonts are known when all that it draws is). */
async function itemsOn(page: Source): Promise<Item[]> {
  const items = (await page.getTextContent()).items.filter((item): item is Item => 'str' in item);
  if (!items.some(({ str }) => hasMoved(str))) return items;
  await page.getOperatorList();
  const font = (id: string) => (page.commonObjs.has(id) ? (page.commonObjs.get(id).name ?? '') : '');
  return items.map(item => (hasMoved(item.str) ? { ...item, str: inFont(font(item.fontName), item.str) } : item));
}

/** An upright piece of text; slanted ones are watermarks. */
function run({ str, width, transform }: Item, view: Matrix, multiply: (a: Matrix, b: Matrix) => Matrix): Run[] {
  const [a = 0, b = 0, , d = 0, x = 0, y = 0] = multiply(view, transform);
  const size = Math.hypot(d, 0) || Math.abs(a);
  return Math.abs(b) > Math.abs(a) * 0.15 || !str.trim() ? [] : [{ x, y, width, size, text: lettersOf(str, width, size) }];
}

/** By how much a page must be turned for most of its words to stand upright: a wide page is often printed on a high one. */
function turned(items: readonly Item[], view: Matrix, multiply: (a: Matrix, b: Matrix) => Matrix): number {
  const chars = [0, 0, 0, 0];
  for (const { str, transform } of items) {
    const [a = 0, b = 0] = multiply(view, transform);
    chars[Math.round((Math.atan2(b, a) / Math.PI) * 2 + 4) % 4]! += str.trim().length;
  }
  return ((4 - chars.indexOf(Math.max(...chars))) % 4) * 90;
}

/** Fewest lines of a page in which words stand apart for what is drawn there to be looked at: drawings are many. */
const FEWEST_APART = 2;

function mayHoldTable(runs: readonly Run[]): boolean {
  const rows = new Map<number, Run[]>();
  for (const r of runs) rows.set(Math.round(r.y / 3), [...(rows.get(Math.round(r.y / 3)) ?? []), r]);
  const isApart = (row: Run[]) =>
    row.toSorted((a, b) => a.x - b.x).some((r, n, all) => n > 0 && r.x - all[n - 1]!.x - all[n - 1]!.width > r.size / 2);
  return [...rows.values()].filter(isApart).length >= FEWEST_APART;
}

/** Looking at what a page draws takes as long as reading its words: for so many pages there is time. */
const MOST_DRAWN = 300;
/** On so many pages lines are looked for that strike words out, whether or not there may be a table. */
const MOST_STRUCK = 100;

const looked = (pages: readonly Page[]) => pages.filter(({ tables }) => tables).length;

const charsOf = (runs: readonly Run[]) => runs.reduce((sum, r) => sum + r.text.trim().length, 0);

function charsOn({ runs, tables = [] }: Page): number {
  return (
    charsOf(runs) +
    tables.reduce((sum, { grid }) => sum + [...new Set(grid.flat())].reduce((all, cell) => all + (cell?.text.length ?? 0), 0), 0)
  );
}
