import { pattern } from '../words/pattern.js';
import { isDigit } from '../words/scan.js';
import { leadingVerb, stripLead } from '../words/segments.js';
import { bodyOf, type Draft, LEAD } from './placed.js';

/** What sentences and lines that are built alike side by side say of each other: changes the ranks that each has by itself. */
export function compareSiblings(drafts: Draft[], levels: (number | null)[]): void {
  followSiblings(drafts, levels);
  keepLists(drafts, levels);
  markParallelLeads(drafts, levels);
  markLeadLines(drafts, levels);
}

/** A numbered sentence that fills its paragraph is body text where the one numbered before it, built the same, is. */
function followSiblings(drafts: Draft[], levels: (number | null)[]): void {
  const before = new Map<number, number>();
  drafts.forEach((d, i) => {
    if (!d.mark) return;
    const level = d.mark.level;
    const sibling = before.get(level);
    const isWhole = (n: number): boolean => drafts[n]!.first && drafts[n]!.last && drafts[n]!.words.folded.endsWith('。');
    if (levels[i] !== null && sibling !== undefined && isWhole(i) && levels[sibling] === null && isWhole(sibling)) levels[i] = null;
    for (const other of before.keys()) if (other > level) before.delete(other);
    before.set(level, i);
  });
}

/** Open lines side by side, each an action, of which one has a figure, are a list of what is to be done: none of them heads anything. */
function keepLists(drafts: Draft[], levels: (number | null)[]): void {
  for (let from = 0; from < drafts.length; from++) {
    if (!isItem(drafts[from]!)) continue;
    let to = from + 1;
    while (to < drafts.length && (isLoneNumber(drafts[to]!) || (isItem(drafts[to]!) && isSibling(drafts[to]!, drafts[from]!)))) to++;
    const items = drafts.slice(from, to).filter(d => !isLoneNumber(d));
    if (items.length > 1 && items.some(d => carriesFigure(bodyOf(d)))) levels.fill(null, from, to);
    from = to - 1;
  }
}

const isSibling = (a: Draft, b: Draft): boolean => a.mark?.level === b.mark?.level;

/** "1." alone on its line. */
export const isLoneNumber = ({ mark, words }: Draft): boolean => mark?.length === words.folded.length;

/** "新增停车位600个", on a line of its own. */
function isItem(d: Draft): boolean {
  const { folded } = d.words;
  return d.first && d.last && folded.length <= LONGEST_ITEM && !ITEM_END.test(folded) && leadingVerb(stripLead(bodyOf(d))).verb !== '';
}

const LONGEST_ITEM = 50;
const ITEM_END = pattern(/[。;!?:]$/);

/** Unnumbered short first sentences are headings where paragraphs side by side are built alike. */
function markParallelLeads(drafts: Draft[], levels: (number | null)[]): void {
  const isNumbered = levels.some(l => l !== null && l >= 1 && l <= 4);
  const runs: number[][] = [[]];
  for (let i = 0; i < drafts.length; i++) {
    const d = drafts[i]!;
    if (levels[i] !== null && levels[i]! <= LEAD) runs.push([]);
    else if (d.first) {
      if (isLeadCandidate(d, drafts[i + 1])) runs.at(-1)!.push(i);
      else if (!d.last || d.mark) runs.push([]);
    }
  }
  for (const run of runs) {
    for (const i of run)
      if (run.length >= (isNumbered ? 3 : 2) || isSlogan(drafts[i]!) || run.some(j => j !== i && alike(drafts[i]!, drafts[j]!)))
        levels[i] = LEAD;
  }
}

/** Closed short lines are headings where two and more of them take turns with paragraphs of several sentences. */
function markLeadLines(drafts: Draft[], levels: (number | null)[]): void {
  let before = -1;
  for (let i = 0; i + 1 < drafts.length; i++) {
    if (levels[i] !== null || !isLeadLine(drafts[i]!, drafts[i + 1]!)) continue;
    if (before >= 0 && drafts[i]!.paragraph === drafts[before]!.paragraph + 2) levels[i] = levels[before] = LEAD;
    before = i;
  }
}

function isLeadLine(d: Draft, next: Draft): boolean {
  return d.first && d.last && !d.mark && !next.mark && !next.last && LEAD_LINE.test(d.words.folded);
}

/** No day, figure, party or order. */
const LEAD_LINE = pattern(/^(?!.*(?:要|应|须|已|了|[局委办厅院]))[^,。;:\d]{6,24}。$/);

/** "会议强调,推进医共体建设。": what somebody said heads nothing. */
const TOLD = pattern(/^[^,]{2,14}(?:指出|强调|要求|表示|认为|提出|介绍|获悉|了解到?),/);

function isLeadCandidate(d: Draft, next: Draft | undefined): boolean {
  const whole = d.words.folded;
  if (d.mark || d.last || !next || !whole.endsWith('。') || whole.length > 34 || whole.length < 5) return false;
  return (
    whole.split(',').length <= 2 &&
    !/\d|缩影|[了说道]。$|,(?:是|这)/.test(whole) &&
    !/^(?:要|同时|此外)|:|已|截至|\d{4}年/.test(whole) &&
    !TOLD.test(whole)
  );
}

function isSlogan(d: Draft): boolean {
  return /^坚持[^,的]{2,10}(?:,[^,的]{2,8}){0,2}。$/.test(d.words.folded);
}

function alike(a: Draft, b: Draft): boolean {
  return a.words.folded.slice(0, 2) === b.words.folded.slice(0, 2);
}

const FIGURE = pattern(
  /\d(?:\.\d+)?(?:[%‰]|[万亿]?(?:个|家|所|名|人|元|张|件|项|公里|亩|吨|处|部|场|座|台|套|辆|户|次|期|支|片))(?!专项|行动)/,
);

/** Whether words count something, and not only number themselves. */
export function carriesFigure(body: string): boolean {
  return FIGURE.test(body) && !isDigit(body.charCodeAt(0));
}
