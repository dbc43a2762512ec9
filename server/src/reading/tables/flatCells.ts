import { isShareOut } from '../duties/duties.js';
import { isNameCell } from '../duties/organisations.js';
import type { Role } from '../formats/table.js';
import { ACTIONS, ADVERBS } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { wordAt } from '../words/scan.js';
import type { Column } from './flatRows.js';

/** A stretch of a table that came as text between two marks that may divide cells. */
export interface Piece {
  from: number;
  to: number;
  text: string;
  /** it begins a line; one that does not stands in the row of the piece before */
  isFirst: boolean;
  /** it holds nothing but names of units */
  isNames: boolean;
  /** it ends its cell where marks close cells */
  closes: boolean;
}

/** What a column of units, times, texts… makes of a cell: the higher the likelier. */
type Fit = (cell: Seen) => number;

/** A cell as it is looked at, before it is known in which column it stands. */
export interface Seen {
  text: string;
  isNumber: boolean;
  isNames: boolean;
  isTime: boolean;
  /** nothing but a level: "95%以上" */
  isFigure: boolean;
  isClosed: boolean;
  /** it begins with what is to be done */
  isTask: boolean;
  /** what it costs that it is broken into pieces, so many */
  joins: number;
  pieces: number;
}

const NUMBER = pattern(/^\(?(?:\d{1,3}(?:[-.]{1,2}\d{1,2})?|[一二三四五六七八九十]{1,3})[)、.]?$/);
/** Nothing but a time. */
export const TIME = pattern(
  /^(?!.*[.-]$)(?=.*[年月日季期续常态时旬立前.])[\d年月日底末初前之内上中下旬半季度第每一二三四五全长期坚持续推进常态化完成实施即知改立行时限按到至:汛春夏秋冬学.\-/、()]{2,24}$/,
);
/** "6月底前完成招标;…": a step with its time. */
const STEP = pattern(/^(?:20\d\d年)?\d{1,2}月/);
const FIGURE = pattern(/^[<>≤≥=]?\d[\d.,]*(?:%|‰|[一-龥]{0,3})(?:以上|以下|以内|左右)?$/);
const CLOSED = pattern(/[。;]$/);
const PERSON = pattern(/^[一-龥]?某{1,2}$|^[一-龥]{2,4}(?:[、 ,][一-龥]{2,4}){0,3}$/);
const PHONE = pattern(/^[\d-]{6,}$/);
const DONE = pattern(/^(?:目前|现)?(?:已|正在|完成了|累计)/);
const NUMBERED = pattern(/^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\))./);
const HAS_DIGIT = pattern(/\d/);
const LONG = 14;
/** An office whose name begins like a task is no longer than this: 宣传科, 监测中心. */
const LONGEST_OFFICE = 6;
/** No list of units is longer. */
const LONGEST_LIST = 160;

const seq: Fit = c => (c.isNumber ? 4 : -9);
const units: Fit = c => {
  if (c.isNames) return 3;
  if (c.isTime || c.isNumber || c.isFigure) return -7;
  return c.isClosed || HAS_DIGIT.test(c.text) ? -5 : c.text.length > LONG ? -2.5 : -1.5;
};
/** Mostly one leads. */
const leader: Fit = c => units(c) - 0.3 * (c.pieces - 1);
const due: Fit = c => {
  if (c.isTime) return 3.5;
  if (c.isNumber || c.isNames) return -7;
  if (STEP.test(c.text)) return 0.5;
  if (c.isClosed) return -7;
  return c.text.length <= LONG && /[年月日季期时]/.test(c.text) ? 0.5 : -5;
};
const person: Fit = c => {
  if (PHONE.test(c.text)) return 4;
  if (c.isTime || c.isNumber || c.isFigure || c.isClosed) return -7;
  if (c.text.length <= LONG && c.text.includes('某')) return 4;
  return !PERSON.test(c.text) ? -5 : c.isNames ? -2 : 2;
};
const text: Fit = c => {
  if (c.isNumber || (c.isTime && !c.isClosed)) return -6;
  if (c.isNames) return -2;
  return (c.isFigure ? -1 : c.text.length < 4 ? -1.5 : 2) + (c.isTask ? 0.8 : 0) + (c.isClosed ? 0.4 : 0);
};
const level: Fit = c => {
  if (c.isFigure) return 3;
  if (c.isNumber || c.isTime || c.isNames) return -4;
  return c.isTask || /\d|全部|全覆盖/.test(c.text) ? 2.2 : 1.2;
};
const topic: Fit = c => {
  if (c.isNumber || c.isTime || c.isFigure) return -6;
  if (c.isClosed || c.text.length > 20) return c.isTask ? -3 : -0.5;
  return c.isNames ? -1 : c.isTask ? 0.5 : 1.5;
};
const note: Fit = c => (c.text.length <= 6 && !NUMBERED.test(c.text) && !c.isTime && !c.isNames && !c.isNumber ? 0.5 : -2);
const SITE_HEAD = pattern(/地点|位置|地址/);
const SITE = pattern(/[镇乡村县市区路道办街]$/);
const site: Fit = c => (c.isNumber || c.isFigure || c.isTime ? -4 : SITE.test(c.text) ? 3.2 : aside(c));
/** A room inside the office. */
export const ROOM_HEAD = pattern(/内(?:设|部)?.{0,4}(?:处室|科室|股室|机构)/);
const SUM_HEAD = pattern(/投资|资金|金额|经费/);
const sum: Fit = c => (c.isNumber || c.isFigure ? 2.5 : -2);
const aside: Fit = c => (c.isClosed || c.isTask ? -4 : c.isNumber || c.isFigure ? 1.5 : c.text.length <= LONG ? 0.5 : -1);
/** What stands under a head from which nothing is read. */
const other = (head: string): Fit => (SITE_HEAD.test(head) ? site : SUM_HEAD.test(head) ? sum : ROOM_HEAD.test(head) ? units : aside);
const told: Fit = c => (c.isNames || c.isTime ? -2 : DONE.test(c.text) ? 3 : c.text.length > LONG ? 1 : 0);

const FITS: Partial<Record<Role, Fit>> = {
  seq,
  section: topic,
  task: text,
  item: text,
  goal: level,
  year: level,
  lead: leader,
  owner: units,
  support: units,
  due,
  leader: person,
  note,
};

/** What it costs a row to lack a cell: merged with one above, or left empty. */
const LACKS: Partial<Record<Role, number>> = {
  seq: 2,
  section: 0.5,
  task: 6,
  item: 6,
  goal: 1.5,
  year: 1.5,
  lead: 2,
  owner: 2,
  support: 1.5,
  due: 1.8,
  leader: 1,
  note: 0.2,
  other: 1.5,
};
const LACKS_OTHER = 0.5;
/** A number that no head tells of speaks little for a row's beginning. */
const UNTOLD = 1;
/** A task over several items stands in the first row alone. */
const LACKS_TOPIC = 0.6;

export function lacks({ role, head }: Column, hasItem: boolean): number {
  if (role === 'task' && hasItem) return LACKS_TOPIC;
  return head === '' && role !== 'task' ? 0 : (LACKS[role!] ?? LACKS_OTHER);
}

/** What stands over rows, as wide as the table: a column of its own, in rows of its own. */
export const HEADING: Column = { role: 'section', head: '', isTold: false };
const HEADS = 2;
const LONGEST_HEADING = 60;

const heading: Fit = c => (!c.isClosed && c.text.length <= LONGEST_HEADING && NUMBERED.test(c.text) ? HEADS : -9);

/** "2.不断优化…" */
function opensTask(words: string): boolean {
  const own = words.replace(/^\(?\d{1,2}[)、.]/, '');
  return [0, wordAt(own, 0, ADVERBS).length].some(at => wordAt(own, at, ACTIONS) !== '');
}

const bare = (words: string): string => words.replace(/ /g, '');

/** Nothing but names of units, also with what each does: "甲局牵头,乙局配合". */
export const areNames = (text: string): boolean => !COUNTED.test(text) && (isNameCell(text) || isShareOut(text));

/** "已完成3处": a count, no division. */
const COUNTED = pattern(/\d[处所站]。?$/);

/** Pieces that stand one behind the other as a cell. */
export function look(pieces: Piece[]): Seen {
  const whole = pieces.map(p => bare(p.text)).join('');
  const isEach = eachNames(pieces);
  const isTask = opensTask(whole);
  const seen = {
    text: whole,
    isNumber: NUMBER.test(whole),
    isNames: !(isTask && whole.length > LONGEST_OFFICE) && (isEach || (whole.length <= LONGEST_LIST && areNames(whole))),
    isTime: TIME.test(whole),
    isFigure: FIGURE.test(whole),
    isClosed: CLOSED.test(whole),
    isTask,
    joins: 0,
    pieces: pieces.length,
  };
  return { ...seen, joins: joins(pieces, seen, isEach) };
}

/** How well a cell stands in such a column; one with nothing in it stands anywhere. */
export function fit(column: Column, cell: Seen): number {
  const { role, head, isTold } = column;
  if (column === HEADING) return heading(cell) - cell.joins;
  if (cell.text === '') return 0;
  const likely = isTold ? told : role === 'other' ? other(head) : (FITS[role!] ?? told);
  const own = likely(cell) - cell.joins;
  return role === 'seq' && head === '' ? Math.min(own, UNTOLD) : own;
}

/** A list of units that goes on in the next line begins a cell of its own. */
export const GOES_ON = /、$/;

/** The lines of a cell are about as long as its column is wide, but for the last. */
const WIDTHS_APART = 2;

/** What it costs that a cell is broken into pieces. */
function joins(pieces: Piece[], whole: Seen, isEach: boolean): number {
  let cost = 0;
  for (let i = 1; i < pieces.length; i++) {
    const [before, next] = [pieces[i - 1]!.text, pieces[i]!.text];
    if (!isEach && i > 1 && Math.abs(before.length - pieces[0]!.text.length) > WIDTHS_APART) cost += 1;
    if (whole.isNames) cost += isEach ? 0.6 : 0.8;
    else if (pieces[i]!.isNames && GOES_ON.test(next)) cost += 2;
    else if (whole.isTime) cost += 0.8;
    else if (NUMBER.test(before) || NUMBER.test(next)) cost += 4;
    else if (CLOSED.test(before)) cost += 1.5;
    else if (/[、,:(]$/.test(before)) cost += 0.2;
    else cost += (before.length >= next.length ? 0.4 : 2.5) + (before.length < 5 ? 1 : 0) + (opensTask(next) ? 1.5 : 0);
  }
  return cost;
}

/** Whether each piece of a cell of units names some of its own. */
export const eachNames = (pieces: Piece[]): boolean => pieces.every(p => p.isNames);
