import { headRole, type Role } from '../formats/table.js';
import { areNames, fit, GOES_ON, look, type Seen } from './flatCells.js';
import { isHead, type Line, linesOf } from './flatHeads.js';

/**
 * Labels that stand on lines of their own, what they tell on the next: "责任单位", "市教育局", "完成时限", "2025年6月底".
 * Each is put into one line with what it tells; the heads of a table, which stand one below the other, are left.
 */

const LABEL =
  '[ \\t]*[[(]?([一-龥]{0,6}(?:单位|部门|科室|处室|股室|机构|主体|时限|期限|时间|领导|[任责系]人))([\\])]?[为是]?:|[\\])])?[ \\t]*';
const LABEL_LINE = new RegExp(`^${LABEL}$`);
const MAY_HOLD = new RegExp(`^${LABEL}$`, 'm');
const TELLS: readonly (Role | null)[] = ['lead', 'owner', 'support', 'due', 'leader'];
const LONGEST_VALUE = 80;

/** What is put instead of the characters of [from, to): the mark, and spaces. */
type Join = [from: number, to: number, mark: string];

export function wholeLabels(folded: string): string {
  if (!MAY_HOLD.test(folded)) return folded;
  const lines = linesOf(folded);
  const joins: Join[] = [];
  for (let at = 0, told = -1; at < lines.length; at++) {
    const [, label, mark] = LABEL_LINE.exec(lines[at]!.text) ?? [];
    const role = headRole(label ?? '');
    const isColumn = !mark && told !== at - 1 && isHead(lines[at - 1]?.text.trim() ?? '');
    const count = label === undefined || isColumn || !TELLS.includes(role) ? 0 : valuesAt(lines, at + 1, role!);
    if (count === 0) continue;
    joins.push(...joined(lines.slice(at, at + count + 1), mark ? ' ' : ':'));
    at += count;
    told = at;
  }
  return put(folded, joins);
}

/** How many lines from `at` on tell what a label asks for: one, or several with units. */
function valuesAt(lines: Line[], at: number, role: Role): number {
  const own = { role, head: '', isTold: false };
  const first = seenAt(lines, at);
  if (!first || fit(own, first) <= 0) return 0;
  let count = 1;
  while (first.isNames && seenAt(lines, at + count)?.isNames) count++;
  return count;
}

function seenAt(lines: Line[], at: number): Seen | null {
  const text = lines[at]?.text.trim() ?? '';
  if (text === '' || text.length > LONGEST_VALUE || LABEL_LINE.test(text)) return null;
  return look([{ from: 0, to: text.length, text, isFirst: true, isNames: areNames(text.replace(GOES_ON, '')), closes: false }]);
}

/** A label and what it tells, `mark` between them, units apart. */
function joined(lines: Line[], mark: string): Join[] {
  const ends = lines.map(({ from, text }) => from + text.trimEnd().length);
  const between = (n: number): string => (n === 1 ? mark : GOES_ON.test(lines[n - 1]!.text.trimEnd()) ? ' ' : '、');
  return lines.slice(1).map(({ from, text }, n) => [ends[n]!, from + text.length - text.trimStart().length, between(n + 1)]);
}

function put(folded: string, joins: Join[]): string {
  let text = '';
  for (const [from, to, mark] of joins) text += folded.slice(text.length, from) + mark.padEnd(to - from);
  return text + folded.slice(text.length);
}
