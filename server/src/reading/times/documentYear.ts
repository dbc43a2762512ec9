import type { Placed } from '../outline/placed.js';
import { numeral } from '../words/numerals.js';
import { type Pattern, pattern, sought } from '../words/pattern.js';
import { FIVE_YEAR_ENDS } from './dates.js';

/** Where a document says in which year it speaks, and how much each says. */
const SIGNS: readonly { weight: number; pattern: Pattern }[] = [
  {
    weight: 6,
    pattern: sought(
      /(20\d\d)年(?:度)?(?:[^,。]{0,16})?(?:工作要点|重点工作|工作安排|工作计划|政府工作报告|工作任务|任务目标|目标任务|任务清单|民生实事|工作打算)/g,
    ),
  },
  { weight: 5, pattern: sought(/^\(?(20\d\d)年\d{1,2}月(?:\d{1,2}日|\)?$)/g) },
  { weight: 4, pattern: sought(/^[^,。]{0,12}\[(20\d\d)\]第?\d+[号期]$/g) },
  {
    weight: 4,
    pattern: sought(
      /(20\d\d)年(?:是[^,。]{0,40}(?:之年|第[一二三四五六七八九十]+个|第\d+个)|(?<=(?:做好|抓好|部署|谋划)20\d\d年)[^,。《]{0,8}工作)/g,
    ),
  },
  {
    weight: 3,
    pattern: sought(/(20\d\d)年(?:[,]?(?:要|将|力争|计划|重点|着重|继续|拟)|第[一二三四五六七八九十\d]+次[^,。《]{0,10}(?:会议|例会))/g),
  },
  { weight: 3, pattern: sought(/确定(20\d\d)年为/g) },
  {
    weight: 2,
    pattern: sought(/(?:^|,)(20\d\d)年(?:上半年|第?[一二三四]季度(?!末|前)|\d{1,2}月(?!底|末|前|以前|之前|\d{1,2}日(?:之?前|以前)))/g),
  },
  { weight: 2, pattern: sought(/^(?:[^,。]{0,12})?(20\d\d)[-年/.]\d{1,2}[-月/.]\d{1,2}/g) },
  { weight: 2, pattern: sought(/^\([^)]{0,20}(20\d\d)年\d{1,2}月/g) },
  { weight: 1, pattern: sought(/^(20\d\d)年(?:,|全[市县区省州]|完成|实现|新[建增]|继续|已)/g) },
];
/** A title's own year, not a span of years. */
const TITLE_YEAR = pattern(/(?:^|[^\d-])(20\d\d)年(?!-|至|以来|前)/);

/** "三年行动计划(2024-2026年)": a plan is written when its time begins. */
const TITLE_SPAN = pattern(/\((20\d\d)年?-+20\d\d年?\)/);

/** "“十五五”规划": 2026 to 2030. */
const TITLE_FIVE_YEARS = pattern(/十[二三四五]五/);

function fiveYearsFrom(title: string): string | undefined {
  const found = TITLE_FIVE_YEARS.exec(title);
  return found ? String(FIVE_YEAR_ENDS[found[0]]! - 4) : undefined;
}

/** The years that a title gives its text: [first, last]; null where it gives none. */
export function documentPeriod(placed: Placed[]): [number, number] | null {
  for (const p of placed.slice(0, 6)) {
    const found = p.words.folded.length <= 80 && /(20\d\d)年?(?:-+|至|到)(20\d\d)年/.exec(p.words.folded);
    if (found) return [Number(found[1]), Number(found[2])];
  }
  return null;
}

/** Beyond this the text only repeats itself; a date line stands at the head or at the very end. */
const LOOKED_AT = 400;

/** The year in which a document speaks (its 今年), or null where nothing tells. Ties go to the later year. */
export function documentYear(placed: Placed[]): number | null {
  const votes = new Map<number, number>();
  const looked = placed.length > LOOKED_AT ? [...placed.slice(0, LOOKED_AT), ...placed.slice(-20)] : placed;
  for (const p of looked.slice(0, 4)) {
    vote(votes, TITLE_YEAR.exec(titleWords(p))?.[1], 5);
    vote(votes, TITLE_SPAN.exec(titleWords(p))?.[1], 2);
    vote(votes, fiveYearsFrom(titleWords(p)), 2);
  }
  for (const p of looked) {
    const text = p.words.folded.slice(0, 120);
    vote(votes, writtenYear(text), 5);
    if (!text.includes('20')) continue;
    for (const { weight, pattern } of SIGNS) {
      const named = pattern.all(text);
      if (named.length > 0) for (const year of new Set(named.map(m => m[1]))) vote(votes, year, weight);
    }
  }
  const ranked = [...votes].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return ranked[0]?.[0] ?? mostNamed(looked);
}

/** "二〇二六年四月七日": a date line in characters. */
const DATE_LINE = pattern(/^\(?(二[〇零][〇零一二三四五六七八九]{2})年[一二三四五六七八九十]{1,2}月/);

function writtenYear(text: string): string | undefined {
  const year = DATE_LINE.exec(text)?.[1];
  return year && String(numeral(year));
}

/** A time with its year that is no end of a stretch. */
const DATED = /(?<![-至到\d《“])(20\d\d)年(?=\d{1,2}月|年?[底末]|上半年|下半年|第?[一二三四]季度|[春秋]季)/g;

/** Any year that something is of, goals aside. */
const NAMED = /(?<![-至到\d《“])(20\d\d)(?=年(?!-|至)|\])/g;

/** Where nothing else tells: the year that is named most often with a part of it, of several the earliest; the year before it where only 明年 tells of it; else the only year that is named at all. */
function mostNamed(units: Placed[]): number | null {
  const votes = new Map<number, number>();
  const named = new Map<number, number>();
  let isNext = false;
  for (const { words, cells } of units) {
    for (const { folded } of [words, ...cells.map(c => c.words)]) {
      isNext ||= folded.includes('明年');
      if (!folded.includes('20')) continue;
      for (const m of folded.matchAll(DATED)) vote(votes, m[1], 1);
      for (const m of folded.matchAll(NAMED)) vote(named, m[1], 1);
    }
  }
  if (votes.size === 0) return named.size === 1 ? [...named.keys()][0]! : null;
  const [best] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [null];
  return best !== null && isNext && votes.size === 1 ? best - 1 : best;
}

/** The words of a line that can be a title: short and not a sentence. */
function titleWords(p: Placed): string {
  const text = p.words.folded;
  return text.length <= 60 && !/[。;,]/.test(text) ? text : '';
}

function vote(votes: Map<number, number>, year: string | undefined, weight: number): void {
  if (year) votes.set(Number(year), (votes.get(Number(year)) ?? 0) + weight);
}
