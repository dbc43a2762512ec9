import { WHO_LABEL } from '../duties/dutyLabels.js';
import { areNames, TIME } from './flatCells.js';
import type { Line } from './flatHeads.js';
import type { Column, FlatCell, FlatRow } from './flatRows.js';

/**
 * Tasks one behind the other, who owes each and by when on lines of their own below it, without any head or label:
 * "1.新建公园2处。", "市城管局", "2025年6月底".
 */

const TASK: Column = { role: 'task', head: '', isTold: false };
const OWNER: Column = { role: 'owner', head: '', isTold: false };
const DUE: Column = { role: 'due', head: '', isTold: false };

const NUMBERED = /^[ \t]*(?:\d{1,2}[.、](?!\d)|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|[①-⑳])/;
const SHORTEST_TASK = 8;
const LONGEST_BELOW = 60;
/** Fewer rows may be a signature. */
const FEWEST_ROWS = 2;
const MOST_BELOW = 3;

/** What a text holds in which such lines stand. */
export const MAY_BE_BARE = /[局委办府会院处科镇乡心] *$/m;

/** The rows that begin at a line, each right behind the one before, or behind a heading. */
export function bareRows(lines: Line[], at: number): FlatRow[] {
  const rows: FlatRow[] = [];
  for (let next = at; ; ) {
    const own = [next, next + 1]
      .slice(0, rows.length === 0 ? 1 : 2)
      .map(line => bareRow(lines, line))
      .find(Boolean);
    if (!own) return rows.length >= FEWEST_ROWS ? rows : [];
    rows.push(own);
    next = lines.findIndex((line, n) => n > next && line.from >= own.to);
    if (next < 0) next = lines.length;
  }
}

/** A numbered line, and those below it that hold nothing but who owes it and by when; a closed one, where both stand there. */
function bareRow(lines: Line[], at: number): FlatRow | null {
  const task = lines[at];
  if (!task || task.text.length < SHORTEST_TASK) return null;
  const below: FlatCell[] = [];
  for (let next = at + 1; next < lines.length && below.length < MOST_BELOW; next++) {
    const column = lines[next]!.text.length <= LONGEST_BELOW ? columnOf(lines[next]!.text.trim()) : null;
    if (!column || (column === DUE && below.some(cell => cell.column === DUE))) break;
    below.push({ column, from: lines[next]!.from, to: lines[next]!.to });
  }
  const isDated = below.some(cell => cell.column === DUE) && /[。;] *$/.test(task.text);
  if (!below.some(cell => cell.column === OWNER) || !(isDated || NUMBERED.test(task.text))) return null;
  if (task.text.includes('\t') || areNames(task.text.replace(NUMBERED, ''))) return null;
  const { from, to } = task;
  return { from, to: below.at(-1)!.to, cells: [{ column: TASK, from, to }, ...below], isLine: false, isHeading: false, isPlan: false };
}

function columnOf(text: string): Column | null {
  if (/[。;:\t]/.test(text) || NUMBERED.test(text) || WHO_LABEL.test(text)) return null;
  return TIME.test(text) ? DUE : areNames(text) ? OWNER : null;
}
