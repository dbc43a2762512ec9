import { ACTIONS, NOUNISH } from '../words/lexicon.js';
import { pattern } from '../words/pattern.js';
import { wordAt } from '../words/scan.js';
import { sub, type Words } from '../words/text.js';
import type { Figure } from './figures.js';
import { nameSpan } from './nameModel.js';
import type { Group } from './nameSpans.js';
import { eachOf, shareOut } from './namesInLists.js';
import { isDeed, partStart } from './phrases.js';

/** The names of each figure, in the text's own words: usually one, several where 均 or 分别 shares one figure out. `inherited`: what the clause before measured. */
export function nameFigures(words: Words, all: Figure[], inherited: string | null): string[][] {
  const named: string[][] = all.map(() => []);
  let earlier: string | null = null;
  for (const group of groupsOf(all)) {
    const span = nameSpan(words.folded, group);
    const names: string[][] = span ? sharedOut(words, group, span) : [];
    for (let i = group.first; i <= group.last; i++) {
      const own = names[i - group.first] ?? [];
      named[i] = own.every(isDeed)
        ? [earlier ?? (saidBefore(words, all[i]!) || inherited || own[0] || all[i]!.unit)]
        : own.map(name => wholeName(name, earlier ?? (isSaid(name) ? saidBefore(words, all[i]!) : '')));
    }
    earlier = named[group.last]!.at(-1)!;
  }
  return named;
}

/** Figures that stand side by side (30%和5%) are named together; where a rise starts from is not named. */
export function groupsOf(all: readonly Figure[]): Group[] {
  const found: Group[] = [];
  all.forEach((f, i) => {
    if (f.isBaseline) return;
    const last = found.at(-1);
    if (f.isPaired && last?.last === i - 1) last.last = i;
    else found.push({ all, first: i, last: i });
  });
  return found;
}

/** What is said of something named before: its size, its share, how it fell. */
const SAID_OF = pattern(
  /^(?:(?:总|建筑|占地)*(?:里程|长度|面积|库容|装机)|全长|总长|总数|(?:覆盖|完成|办结|整改|开工|竣工|支出)率|超任务|下降|降低|减少|压减|占[一-龥]{2,6})$/,
);
/** What grows is the thing itself. */
const GROWTH = pattern(/^(?:增长|增加|提高|提升|上升|递增)$/);

function isSaid(name: string): boolean {
  return GROWTH.test(name) || SAID_OF.test(name);
}

/** "农村公路6条,总里程9公里": a name that says something of what was named earlier has that before it. */
function wholeName(name: string, earlier: string): string {
  if (earlier === '' || earlier.endsWith(name)) return name;
  if (GROWTH.test(name)) return earlier;
  return SAID_OF.test(name) ? earlier + name : name;
}

const SHARED_OUT = pattern(/(?:均|都|各(?![类种级项])|分别)[^,、]{0,8}$/);

/** Against what a figure is measured: no part of a name. */
const AGAINST =
  /(?:比|较|与|在)(?:上年度?|去年|上一年度?|前年|上学期|上季度?|上月|上期|上半年|年初|改革前|实施前|整治前|(?:19|20)\d\d年|“?十[二三四五]五”?)(?:同期|末|底|初)?(?:水平)?(?:相比|的?基础上)?|同比|(?:年均|力争|确保)(?=[增递下提上减降])/g;

/** "修缮渡槽,完好率达到80%": of what it is a rate stands in the part before. */
const RATE = pattern(/^([一-龥]{2,4}率)(?:达到?|为|保持在?|提高到|提升到|超过)?$/);

/** For each figure of a group its names, by the words that name the group. */
export function sharedOut({ folded, written }: Words, { all, first, last }: Group, [from, to]: [number, number]): string[][] {
  const name = written.slice(from, to).replace(AGAINST, '') || written.slice(from, to);
  const count = last - first + 1;
  const rate = to <= all[first]!.part ? RATE.exec(folded.slice(all[first]!.part, all[first]!.from))?.[1] : undefined;
  if (rate && count === 1) return [[name.endsWith(rate) ? name : name + rate]];
  if (count > 1) return shareOut(name, count).map(n => [n]);
  return [SHARED_OUT.test(folded.slice(all[first]!.part, all[first]!.from)) ? eachOf(name) : eachOf(name, true)];
}

/** What the part before a figure's own speaks of, without the verb in front; '' where that is a time. */
function saidBefore(words: Words, { part }: Figure): string {
  const name = nameAt(words, part - 1);
  const verb = wordAt(name, 0, ACTIONS);
  return /\d/.test(name) ? '' : NOUNISH.has(verb) ? name : name.slice(verb.length);
}

/** Cuts the words of a part down to what they speak of, or ''. */
export function topic(words: Words): string {
  return nameAt(words, words.folded.length);
}

/** The words that name a figure that would stand at `at`, e.g. for a value that was lost; '' where there are none. */
export function nameAt(words: Words, at: number): string {
  if (at <= 0) return '';
  const before = sub(words, partStart(words.folded, at), at);
  const end = before.folded.length;
  const figure: Figure = {
    start: end,
    end,
    from: end,
    to: end,
    part: 0,
    op: '=',
    value: 100,
    value2: undefined,
    unit: '%',
    isPaired: false,
    isBaseline: false,
  };
  const span = nameSpan(before.folded, { all: [figure], first: 0, last: 0 });
  return span ? before.written.slice(...span) : '';
}
