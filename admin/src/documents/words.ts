import type { Indicator, IntakeRecord } from '../api/types.js';
import type { Params, TextKey } from '../i18n/index.js';
import { formatDate } from '../parts/format.js';
import { KINDS } from './kinds.js';

type Text = (key: TextKey, params?: Params) => string;

/** How a figure is compared, as signs that a reader knows; “+” forms speak of an increase. */
export const OPS = {
  '>=': '≥',
  '<=': '≤',
  '=': '=',
  '>': '>',
  '<': '<',
  between: '—',
  '+>=': '+≥',
  '+=': '+',
} as const;
export type Op = keyof typeof OPS;

/** A figure as it is said: whole hundreds of thousands and more in 万 or 亿, for nobody counts noughts. */
function amount(number: number): string {
  const [word, size] = Math.abs(number) >= 1e8 ? ['亿', 1e8] : ['万', 1e4];
  const round = Number((number / size).toFixed(2));
  return Math.abs(number) >= 1e5 && round * size === number ? `${round}${word}` : String(number);
}

/** A level alone: ≥ 90%, 1—2名, 提高 1岁. */
export function levelText({ op, value, value2, unit }: Level, text: (key: TextKey) => string): string {
  const figure = (number: number | null | undefined) => (number === null || number === undefined ? text('documents.lost') : amount(number));
  const end = `${figure(value)}${unit ?? ''}`;
  const said: Record<Op, string> = {
    between: `${figure(value)}—${figure(value2)}${unit ?? ''}`,
    '+=': `${text('documents.increase')} ${end}`,
    '+>=': `${text('documents.increase')} ≥ ${end}`,
    '>=': `≥ ${end}`,
    '<=': `≤ ${end}`,
    '>': `> ${end}`,
    '<': `< ${end}`,
    '=': end,
  };
  return said[(op ?? '=') as Op] ?? end;
}

type Level = Pick<Indicator, 'op' | 'value' | 'unit'> & { value2?: number | null };

/** An indicator in one line: 县域就诊率 ≥ 90%, 骨干人员 1—2名, 预期寿命 提高 1岁. */
export function indicatorText(indicator: Indicator, text: (key: TextKey) => string): string {
  return `${indicator.name ?? ''} ${levelText(indicator, text)}`.trim();
}

/** The same of one among a record's indicators: levels of one name are told apart by their years. */
export function seriesText(all: readonly Indicator[], years: readonly (number | null)[], index: number, text: Text): string {
  const indicator = all[index]!;
  const year = all.filter(({ name }) => name === indicator.name).length > 1 ? years[index] : null;
  return [year && text('plans.year', { from: year }), indicatorText(indicator, text)].filter(Boolean).join(' ');
}

/** Years as typed: 2024、2026 or 2024—2026 (all years between), ascending, each once. */
export function yearsOf(typed: string): number[] {
  const years = new Set<number>();
  for (const [, first, last] of typed.matchAll(/(\d{4})(?:\s*年?\s*[—–~～\-－至到]+\s*(\d{4}))?/g)) {
    const end = Math.min(Number(last ?? first), Number(first) + 30);
    for (let year = Number(first); year <= end; year++) years.add(year);
  }
  return [...years].toSorted((a, b) => a - b);
}

/** Years as an office writes them: 2016—2020、2025. */
export function yearsText(years: readonly number[]): string {
  const runs: number[][] = [];
  for (const year of years) {
    const run = runs.at(-1);
    if (run && run.at(-1) === year - 1) run.push(year);
    else runs.push([year]);
  }
  return runs.map(run => (run.length > 2 ? `${run[0]}—${run.at(-1)}` : run.join('、'))).join('、');
}

type Fields = Pick<IntakeRecord, 'kind' | 'title' | 'lead' | 'support' | 'deadline' | 'phases' | 'indicators'>;

/** What others have set in fields that the person is changing too, "简称“急救圈”": `opened` as the person saw the record, `now` as it is. */
export function otherWords(opened: Fields, now: Fields, draft: Partial<Fields>, text: (key: TextKey) => string): string[] {
  const said: Record<keyof Fields, [TextKey, (record: Fields) => string]> = {
    kind: ['documents.kindLabel', record => text(KINDS[record.kind].label)],
    title: ['documents.titleLabel', record => record.title ?? ''],
    lead: ['documents.lead', record => record.lead.join('、')],
    support: ['documents.support', record => record.support.join('、')],
    deadline: ['documents.deadline', record => formatDate(record.deadline?.date)],
    phases: ['documents.phases', record => yearsText(record.phases)],
    indicators: ['documents.indicator.name', record => record.indicators.map(one => indicatorText(one, text)).join('、')],
  };
  return Object.entries(said).flatMap(([field, [label, of]]) => {
    const words = of(now);
    return field in draft && words !== of(opened) ? [`${text(label)}${words ? `“${words}”` : text('documents.emptied')}`] : [];
  });
}
