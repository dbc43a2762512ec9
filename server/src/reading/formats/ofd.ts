import { paragraphsOf } from './layout.js';
import type { Page, Run } from './lines.js';
import type { PlainText } from './plain.js';
import { refusal, refuseChars, refuseGarbled, refusePages } from './refusals.js';
import { type Point, type Ruling, rulingsOf, withTables } from './rulings.js';
import { struckNote, withoutStruck } from './struck.js';
import { joinParagraphs } from './tidy.js';
import { all, at, elements, type Node, parseXml, textOf } from './xml.js';
import { Package } from './zip.js';

/** Points in a millimetre: OFD measures in millimetres, the layout's few absolute sizes are points. */
const POINTS = 72 / 25.4;

/** Reads the text of an OFD file (GB/T 33190): the text objects of each page's own content; templates (letter heads, page frames), stamps and notes are left out. */
export async function readOfd(bytes: Uint8Array, fileName: string): Promise<PlainText> {
  const parts = await Package.open(bytes, fileName);
  try {
    if (parts.names.some(n => /(?:^|\/)(?:encryptions?|entriesmap|decryptseed)\b[^/]*$/.test(n)))
      throw refusal('reading.encrypted', fileName);
    const pages: Page[] = [];
    let [chars, struck] = [0, 0];
    for (const { place, box } of await pagePlaces(parts)) {
      const { page, rulings } = await readPage(parts, place, box);
      chars += page.runs.reduce((sum, r) => sum + r.text.length, 0);
      refuseChars(chars, fileName);
      const seen = withoutStruck(page, rulings);
      pages.push(withTables(seen.page, seen.rulings));
      struck += seen.count;
    }
    const text = joinParagraphs(paragraphsOf(pages));
    if (!text.trim()) throw refusal('reading.scanned', fileName);
    refuseGarbled(text, fileName);
    return { text, notes: [...struckNote(struck), '页眉、页脚和页码已略去，版面换行已接续；表格请对照原文件核对。'] };
  } finally {
    parts.close();
  }
}

async function pagePlaces(parts: Package): Promise<{ place: string; box: string }[]> {
  const found: { place: string; box: string }[] = [];
  const roots = all(await tree(parts, 'OFD.xml'), 'DocRoot').map(n => textOf(n).trim());
  for (const root of roots) {
    const document = at(await tree(parts, resolve('', root)), 'Document');
    const box = textOf(at(document, 'CommonData', 'PageArea', 'PhysicalBox'));
    const listed = elements(at(document, 'Pages'), 'Page');
    refusePages(listed.length + found.length, parts.fileName);
    found.push(...listed.map(p => ({ place: resolve(root, p.attributes.BaseLoc ?? ''), box })));
  }
  return found;
}

async function readPage(parts: Package, place: string, usual: string): Promise<{ page: Page; rulings: Ruling[] }> {
  const page = at(await tree(parts, place), 'Page');
  const [, , width = 210, height = 297] = numbers(textOf(at(page, 'Area', 'PhysicalBox')) || usual);
  const content = at(page, 'Content');
  const texts = content ? all(content, 'TextObject') : [];
  const turn = turnOf(texts);
  const upright: Upright = ([x, y]) => {
    const turned: Point[] = [
      [x, y],
      [y, width - x],
      [width - x, height - y],
      [height - y, x],
    ];
    return turned[turn]!;
  };
  const [wide, high] = turn % 2 === 0 ? [width, height] : [height, width];
  return {
    page: { width: wide * POINTS, height: high * POINTS, runs: texts.flatMap(text => textRuns(text, turn, upright)) },
    rulings: content ? all(content, 'PathObject').flatMap(path => linesOf(path, upright)) : [],
  };
}

/** Where a place of the page lies once its words stand upright, in millimetres. */
type Upright = (place: Point) => Point;

const QUARTER = Math.PI / 2;
/** The cosine of how far words may lean: others are a watermark. */
const LEVEL = 0.99;
const angleOf = ({ attributes: { CTM = '' } }: Node): number => {
  const [a = 1, b = 0] = numbers(CTM);
  return Math.atan2(b, a);
};

/** In which direction most words of a page run: a wide page is often printed on a high one. */
function turnOf(texts: readonly Node[]): number {
  const chars = [0, 0, 0, 0];
  for (const text of texts) chars[Math.round(angleOf(text) / QUARTER + 4) % 4]! += textOf(text).trim().length;
  return chars.indexOf(Math.max(...chars));
}

/** How many numbers follow each letter of a path: to move, a straight line, curves, an arc, the way back. */
const STEPS: Record<string, number> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };

/** The straight lines along the axes that a path object draws; a part with curves has none. */
function linesOf(object: Node, upright: Upright): Ruling[] {
  const { Boundary = '', CTM = '', Stroke = 'true', Fill = 'false', Visible = 'true' } = object.attributes;
  if (Visible === 'false' || (Stroke === 'false' && Fill !== 'true')) return [];
  const [left = 0, top = 0] = numbers(Boundary);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(CTM);
  const parts: { points: Point[]; isCurved: boolean }[] = [];
  const words = textOf(at(object, 'AbbreviatedData')).trim().split(/\s+/);
  for (let n = 0; n < words.length && words[n]! in STEPS; n += 1 + STEPS[words[n]!]!) {
    const [letter, x, y] = [words[n]!, Number(words[n + 1]), Number(words[n + 2])];
    const [across, down] = upright([left + a * x + c * y + e, top + b * x + d * y + f]);
    const point: Point = [across * POINTS, down * POINTS];
    const part = parts.at(-1);
    if (letter === 'M' || letter === 'S') parts.push({ points: [point], isCurved: false });
    else if (letter === 'L') part?.points.push(point);
    else if (part && letter !== 'C') part.isCurved = true;
    else part?.points.push(part.points[0]!);
  }
  return parts.filter(part => !part.isCurved).flatMap(({ points }) => rulingsOf(points, Stroke !== 'false'));
}

/** The runs of a text object: its boundary moves it, its matrix (where it has one) scales it; glyphs far apart or on other lines are runs of their own. */
function textRuns(object: Node, turn: number, upright: Upright): Run[] {
  if (object.attributes.Visible === 'false') return [];
  const [left = 0, top = 0] = numbers(object.attributes.Boundary ?? '');
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(object.attributes.CTM ?? '');
  if (Math.cos(angleOf(object) - turn * QUARTER) < LEVEL) return [];
  const size = Number(object.attributes.Size ?? 0);
  const runs: Run[] = [];
  for (const code of elements(object, 'TextCode')) {
    for (const piece of pieces(code, size)) {
      const [x, y] = upright([left + a * piece.x + c * piece.y + e, top + b * piece.x + d * piece.y + f]);
      runs.push({
        x: x * POINTS,
        y: y * POINTS,
        width: piece.width * Math.hypot(a, b) * POINTS,
        size: size * Math.hypot(c, d) * POINTS,
        text: piece.text,
      });
    }
  }
  return runs;
}

function pieces(code: Node, size: number): { x: number; y: number; width: number; text: string }[] {
  const glyphs = Array.from(textOf(code).replace(/[\r\n]/g, ''));
  const across = deltas(code.attributes.DeltaX);
  const down = deltas(code.attributes.DeltaY);
  let x = Number(code.attributes.X ?? 0);
  let y = Number(code.attributes.Y ?? 0);
  const found = [{ x, y, width: 0, text: '' }];
  glyphs.forEach((glyph, i) => {
    const piece = found.at(-1)!;
    piece.text += glyph;
    const step = across[i] ?? 0;
    const own = glyph.charCodeAt(0) > 0x2e80 ? size : size / 2;
    piece.width = x - piece.x + (step > 0 ? Math.min(step, own) : own);
    x += step || (down[i] ? 0 : own);
    y += down[i] ?? 0;
    if (i + 1 < glyphs.length && (down[i] || step > size * 1.6)) found.push({ x, y, width: 0, text: '' });
  });
  return found;
}

/** "3.5 g 4 3 2" is 3.5 3 3 3 3 2. */
function deltas(written = ''): number[] {
  const found: number[] = [];
  const words = written.trim().split(/\s+/);
  for (let i = 0; i < words.length && found.length < 100_000; i++) {
    if (words[i] !== 'g') found.push(Number(words[i]) || 0);
    else {
      found.push(...Array(Math.min(Number(words[i + 1]) || 0, 10_000)).fill(Number(words[i + 2]) || 0));
      i += 2;
    }
  }
  return found;
}

function numbers(written: string): number[] {
  return written.trim().split(/\s+/).filter(Boolean).map(Number);
}

/** A place named in one part, seen from the root of the package: absolute with a slash, else beside that part. */
function resolve(from: string, place: string): string {
  if (place.startsWith('/')) return place.slice(1);
  const folder = from.replace(/^\//, '').replace(/[^/]*$/, '');
  return folder + place.replace(/^\.\//, '');
}

async function tree(parts: Package, name: string): Promise<Node> {
  const xml = await parts.text(name);
  if (xml === null) throw refusal('reading.damaged', parts.fileName, '缺少页面内容');
  return parseXml(xml, parts.fileName);
}
