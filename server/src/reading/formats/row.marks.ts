import type { RowPlace } from '../types.js';

/** Stand around a row of a breakdown table while its document becomes text: two characters that Unicode keeps for a program's own use. */
const [BEGIN, END] = ['\ufdd0', '\ufdd1'];
const MARK = /[\ufdd0\ufdd1]/;

/** The lines that a row comes to, marked as one. */
export function asRow(lines: string[]): string[] {
  const marked = [...lines];
  if (marked.length > 0) marked[0] = BEGIN + marked[0];
  if (marked.length > 0) marked[marked.length - 1] += END;
  return marked;
}

/** A text without its marks, and where they say that rows stand; of a row in a row only the outer one's beginning counts. */
export function takeRows(marked: string): { text: string; rows: RowPlace[] } {
  const rows: RowPlace[] = [];
  let text = '';
  let [at, start]: [number, number | null] = [0, null];
  for (const [index, piece] of marked.split(MARK).entries()) {
    const mark = index > 0 ? marked[text.length + index - 1] : '';
    if (mark === BEGIN) start ??= at;
    if (mark === END && start !== null) rows.push({ start, end: at });
    if (mark === END) start = null;
    text += piece;
    at += Array.from(piece).length;
  }
  return { text, rows };
}
