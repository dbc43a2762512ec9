/** A text (or a part of one, beginning at code point `from`) that is cut by code point offsets, as readings name them. */
export class PointText {
  private readonly points: string[] | null;

  constructor(
    private readonly text: string,
    private readonly from = 0,
  ) {
    this.points = /[\ud800-\udbff]/.test(text) ? Array.from(text) : null;
  }

  /** The words between two code points of the whole text. */
  slice(start: number, end: number): string {
    const [first, last] = [Math.max(0, start - this.from), Math.max(0, end - this.from)];
    return this.points ? this.points.slice(first, last).join('') : this.text.slice(first, last);
  }
}

/** How many code points a text has. */
export function codePoints(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

/** What numbers a heading or a task on a line of its own; (1) and 一是 run on in their sentence. */
const NUMBER = /(?:[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d))/.source;
/** Where a line of its own begins: in front of a number, behind a short line that has one. What marks divide needs nothing else. */
const BEFORE_NUMBER = new RegExp(`([^\\s。；;：:，,、）)])\\s*\\n\\s*(?=${NUMBER})`, 'g');
const BEHIND_HEADING = new RegExp(`(?<=^|[\\n\\u3000])([^\\S\\n]*${NUMBER}[^\\n\\u3000。；;：:，,、]{2,20})\\n\\s*`, 'g');

/** Joins the lines of a print: Chinese words run on across a line break, Latin ones keep a space, headings stand apart. */
export function joinLines(text: string): string {
  return text
    .replace(/([A-Za-z0-9,.;:])[^\S\n]*\n\s*(?=[A-Za-z])/g, '$1 ')
    .replace(BEFORE_NUMBER, '$1\u3000')
    .replace(BEHIND_HEADING, '$1\u3000')
    .replace(/\s*\n\s*/g, '')
    .trim();
}

const DUTY = /（(?:[^（）]|（[^（）]*）)*：(?:[^（）]|（[^（）]*）)*）/g;

/** Words of a plan in one line. Who owes it by when, which a table says of a whole row, stands behind each sentence of its text: here only behind the last. */
export function inWords(text: string): string {
  const line = joinLines(text);
  const last = new Map([...line.matchAll(DUTY)].map(({ 0: duty, index }) => [duty, index]));
  return line.replace(DUTY, (duty, at: number) => (last.get(duty) === at ? duty : ''));
}

/** The number that a sentence of a plan opens with: 第三条, 十二、, （一）, (3), 2., 一是, 一要. A figure is none: 1.5亿元. */
const OPENING =
  /^\s*(?:第[一二三四五六七八九十百]{1,4}[章节条项]|[一二三四五六七八九十百]{1,4}[、.．]|[一二三四五六七八九十]{1,2}[是要]|[(（][一二三四五六七八九十\d]{1,4}[)）]|\d{1,3}(?:[、)）]|[.．](?:(?!\d)|(?=20\d\d年))))\s*/;

export const withoutNumber = (words: string) => words.replace(OPENING, '');

/** Words without who owes them by when. */
export const withoutDuties = (words: string) => words.replace(DUTY, '');

/**
 * Joins the lines of a stretch of a document, and keeps those apart between which something that was read begins or ends.
 * @param from the code point at which the stretch begins
 * @param edges code points of the document
 */
export function joinBetween(text: string, from: number, edges: ReadonlySet<number>): string {
  let [at, joined] = [from, ''];
  for (const line of text.split('\n')) {
    const begins = at + codePoints(line) - codePoints(line.trimStart());
    const isApart = edges.has(begins) || edges.has(at - 1);
    if (at > from) joined += isApart ? PARAGRAPH : '\n';
    joined += line;
    at += codePoints(line) + 1;
  }
  return joined
    .split(PARAGRAPH)
    .map(joinLines)
    .join('\n')
    .replace(/\n{2,}/g, '\n');
}
const PARAGRAPH = '\u2029';

/** JSON that PostgreSQL stores: NUL and halves of a character, which it refuses, become U+FFFD. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(/\\\\|\\u(?:0000|d[89a-f][0-9a-f]{2})/g, found => (found === '\\\\' ? found : '\ufffd'));
}
