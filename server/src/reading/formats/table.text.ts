import { oneLine } from './tidy.js';

/** One place of a table. A merged cell stands at each place that it covers, as the very same object. */
export interface Cell {
  /** lines are separated by \n */
  text: string;
}

/** Rows of equal or different lengths; null: nothing there. */
export type Grid = (Cell | null)[][];

/** A name for what stands below it, not a sentence of its own. */
export function isTopic({ text }: Cell): boolean {
  return oneLine(text).length <= 40 && !/[。；;]/.test(text);
}

/** A cell's lines, the first with its number, each with the responsibility. */
export function lines(cell: Cell, number: string, duty: string): string[] {
  return joinWrapped(cell.text).flatMap((line, i) =>
    annotated(`${i === 0 && !/^[（(]?[一二三四五六七八九十\d]+[、.．）)]/.test(line) ? number : ''}${line}`, duty),
  );
}

/** Lines of a cell; one that breaks off inside a sentence goes on in the next. */
function joinWrapped(text: string): string[] {
  const found: string[] = [];
  for (const line of text.split('\n').map(oneLine).filter(Boolean)) {
    const last = found.at(-1);
    if (last !== undefined && /[，、,]$/.test(last)) found[found.length - 1] = last + line;
    else found.push(line);
  }
  return found;
}

/** A number beside others is no sentence. */
const SHORTEST_SENTENCE = 6;

/** Up to its mark, or to the end; marks in brackets are none, and what is in brackets behind it belongs to it. */
const PIECE = '(?:（[^（）]*）|[^。；;（]|（(?![^（）]*）))';
const SENTENCE = new RegExp(`${PIECE}*[。；;]+(?:（[^（）]*）)*|${PIECE}+`, 'g');

/** The line with the responsibility behind each of its sentences, so that each can stand alone. */
export function annotated(line: string, duty: string): string[] {
  if (!duty) return [line];
  const sentences = line.match(SENTENCE) ?? [line];
  const written = sentences.map(s => {
    if (s.trim().length < SHORTEST_SENTENCE && sentences.length > 1) return s;
    return /[。；;]$/.test(s) ? `${s.replace(/[；;]$/, '。')}${duty}` : `${s}${duty}。`;
  });
  return [written.join('')];
}

/** What divides the units of a cell: lines, wide gaps, and marks that are not in brackets. */
const DIVIDED = /[\n\t]|[/／；;，,](?![^（(]*[）)])|(?<=[\u4e00-\u9fff]{2})[ \u3000]+(?=[\u4e00-\u9fff]{2})/;

/** Units of a cell as a list. */
export function names(text: string): string {
  return text
    .split(DIVIDED)
    .map(part => oneLine(part).replace(/[、，,；;。]+$/, ''))
    .filter(Boolean)
    .join('、');
}

/** A deadline as written, a day in figures as 2026年6月30日. */
export function due(text: string): string {
  return oneLine(text)
    .replace(/。$/, '')
    .replace(/^(20\d\d)[./-](\d{1,2})(?:[./-](\d{1,2}))?(?=\D|$)/, (_, y, m, d) => `${y}年${Number(m)}月${d ? `${Number(d)}日` : ''}`);
}
