import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type LightFacts, lightDays, phaseBegin, stepsOf } from './light-days.js';
import { lightReason } from './light-reason.js';
import { addDays, daysBetween, type Light, lightOf } from './lights.js';
import { expectedPercent, firstDayBehind } from './pace.js';
import { CURVES, type Curve, type PaceRules, SCHEMES, type Scheme, schemeSentence, WEIGHTS } from './schemes.js';
import { type WorkingCalendar, workingDaysBetween, type YearList } from './working-days.js';

const { years: LISTS }: { years: YearList[] } = JSON.parse(readFileSync(join(__dirname, '../../../seeds/calendar/years.json'), 'utf8'));
const calendar: WorkingCalendar = {
  years: new Set(LISTS.map(({ year }) => year)),
  exceptions: new Map(
    LISTS.flatMap(({ holidays, workdays }) => [
      ...Object.values(holidays)
        .flat()
        .map(date => [date, 'holiday'] as const),
      ...workdays.map(date => [date, 'workday'] as const),
    ]),
  ),
};
const TODAY = '2026-11-22';
const scheme = (name: string) => SCHEMES.find(each => each.name === name) as Scheme;
const pace = (curve: Curve): PaceRules => ({ kind: 'pace', curve, weights: WEIGHTS[curve], warn: 10, critical: 30, graceDays: 30 });

const FACTS: LightFacts = {
  issuedOn: '2026-01-05',
  startDate: '2026-01-01',
  deadline: '2026-12-31',
  nextDue: '2026-12-31',
  milestones: [],
  percent: 40,
  received: true,
};

/** Light and sentence of an open task on a day. */
const lit = (name: string, facts: Partial<LightFacts>, today = TODAY): [Light, string] => {
  const all = { ...FACTS, ...facts };
  const days = lightDays(scheme(name).rules, all, calendar);
  const light = lightOf({ issued: true, closed: null, paused: false, nextDue: all.nextDue, ...days }, today);
  return [light, lightReason(scheme(name), all, days, light, calendar, today)];
};

describe('each light explains itself with the numbers', () => {
  it.each<[string, Partial<LightFacts>, Light, string]>([
    ['七日制', {}, 'normal', '应办日期是2026年12月31日，还有 39 天（29 个工作日），多于 7 天，亮“正常”。'],
    ['七日制', { nextDue: '2026-11-29' }, 'due_soon', '应办日期是2026年11月29日，还有 7 天（5 个工作日），不多于 7 天，亮“临期”。'],
    ['七日制', { nextDue: '2026-11-01' }, 'overdue', '应办日期是2026年11月1日，已超过 21 天（15 个工作日），亮“逾期”。'],
    ['三日制', { nextDue: '2026-11-26' }, 'normal', '应办日期是2026年11月26日，还有 4 天（4 个工作日），多于 3 个工作日，亮“正常”。'],
    ['三日制', { nextDue: '2026-11-25' }, 'due_soon', '应办日期是2026年11月25日，还有 3 天（3 个工作日），不多于 3 个工作日，亮“临期”。'],
    ['三日制', { nextDue: '2026-11-22' }, 'critical', '应办日期是2026年11月22日，今天到期，亮“告急”。'],
    [
      '序时制',
      {},
      'critical',
      '2026年1月1日至2026年12月31日按“匀速”，到今天应完成 89.3%，最近报送 40%，落后 49.2 个百分点，达到 30 个百分点，亮“严重滞后”。',
    ],
    [
      '序时制',
      { percent: 75 },
      'due_soon',
      '2026年1月1日至2026年12月31日按“匀速”，到今天应完成 89.3%，最近报送 75%，落后 14.2 个百分点，达到 10 个百分点，亮“滞后”。',
    ],
    ['序时制', { percent: 95 }, 'normal', '2026年1月1日至2026年12月31日按“匀速”，到今天应完成 89.3%，最近报送 95%，没有落后，亮“达进度”。'],
    [
      '序时制',
      { percent: null, issuedOn: '2026-11-10' },
      'no_data',
      '2026年11月10日交办后还没有报送过进展，不能判断快慢；到2026年12月11日仍不报送，按严重滞后计，亮“无数据”。',
    ],
    ['序时制', { percent: null }, 'critical', '2026年1月5日交办后还没有报送过进展，已超过 30 天，亮“严重滞后”。'],
    ['比例制', {}, 'critical', '应办日期是2026年12月31日，全程 364 天，还有 39 天（29 个工作日），剩余 10.7%，低于 15%，亮“告急”。'],
    [
      '比例制',
      { nextDue: '2027-02-28', deadline: '2027-02-28' },
      'due_soon',
      '应办日期是2027年2月28日，全程 423 天，还有 98 天，剩余 23.2%，低于 30%，亮“临期”。',
    ],
    [
      '13710',
      { issuedOn: '2026-11-18', percent: null },
      'due_soon',
      '2026年11月18日交办，今天是第 4 天，没有按时做到：3 天反馈进展，亮“超步骤”。',
    ],
    [
      '13710',
      { issuedOn: '2026-11-18', percent: null, received: false },
      'critical',
      '2026年11月18日交办，今天是第 4 天，没有按时做到：1 天签收部署、3 天反馈进展，亮“连超两步”。',
    ],
    [
      '13710',
      { issuedOn: '2026-11-20', percent: null },
      'normal',
      '2026年11月20日交办，今天是第 2 天，下一步是2026年11月23日前反馈进展，亮“正常”。',
    ],
    [
      '13710',
      { issuedOn: '2026-11-12', nextDue: '2026-12-05', percent: 50 },
      'due_soon',
      '2026年11月12日交办，今天是第 10 天，没有按时做到：7 天办结一般事项，亮“超步骤”。',
    ],
    // What is given more than a month is a major matter.
    [
      '13710',
      { issuedOn: '2026-11-12', nextDue: '2026-12-31', percent: 50 },
      'normal',
      '2026年11月12日交办，今天是第 10 天，下一步是2026年12月12日前办结重大事项，亮“正常”。',
    ],
    // A step that falls on the due day or after it is none.
    [
      '13710',
      { issuedOn: '2026-11-18', nextDue: '2026-11-25', percent: 50 },
      'normal',
      '各步骤都已做到，应办日期是2026年11月25日，还有 3 天（3 个工作日），亮“正常”。',
    ],
    // The phase that is judged now begins with the end of the one before.
    [
      '比例制',
      { milestones: ['2026-10-31', '2026-12-31'] },
      'normal',
      '应办日期是2026年12月31日，全程 61 天，还有 39 天（29 个工作日），剩余 63.9%，不低于 30%，亮“正常”。',
    ],
    ['13710', { percent: 100 }, 'normal', '各步骤都已做到，应办日期是2026年12月31日，还有 39 天（29 个工作日），亮“正常”。'],
    ['三日制', { deadline: null, nextDue: null }, 'no_date', '没有完成时限，长期推进，按报送频次报送。'],
  ])('%s %j: %s', (name, facts, light, sentence) => {
    expect(lit(name, facts)).toEqual([light, sentence]);
  });

  it('where the working days of a year are not loaded it warns of nothing, and says why', () => {
    expect(lit('三日制', { nextDue: '2027-03-01' }, '2027-02-27')).toEqual([
      'normal',
      '应办日期是2027年3月1日，还有 2 天，亮“正常”。2027年的放假安排还没有载入，算不出工作日，因此没有提前预警。',
    ]);
  });

  it('every scheme says its thresholds', () => {
    expect(SCHEMES.map(schemeSentence)).toEqual([
      '距应办日期7天起亮“临期”',
      '距应办日期3个工作日起亮“临期”，当天亮“告急”',
      '落后序时进度（匀速）10个百分点亮“滞后”，30个百分点亮“严重滞后”；30天没有报送过的亮“严重滞后”',
      '剩余时间不到30%亮“临期”，不到15%亮“告急”',
      '交办后1天签收、3天反馈、一般事项7天办结、重大事项30天办结；超一步亮“超步骤”，超两步亮“连超两步”',
    ]);
  });
});

describe('the expected curve', () => {
  const stretch = { begin: '2026-01-01', end: '2026-12-31', milestones: ['2026-03-31', '2026-09-30'] };
  const anyCurve = fc.constantFrom(...(Object.keys(CURVES) as Curve[]));
  const anyDay = fc.integer({ min: -30, max: 400 }).map(days => addDays(stretch.begin, days));

  it('is 91.7 % after eleven of twelve months (宣城 2020), and a share per phase by milestones', () => {
    const year = { begin: '2025-12-31', end: '2026-12-31', milestones: [] };
    expect(expectedPercent(pace('linear'), year, '2026-11-30')).toBeCloseTo(91.5, 0);
    expect(expectedPercent(pace('milestones'), stretch, '2026-03-31')).toBeCloseTo(100 / 3, 5);
    expect(expectedPercent(pace('milestones'), stretch, '2026-09-30')).toBeCloseTo(200 / 3, 5);
    expect(expectedPercent(pace('year_end'), year, '2026-09-30')).toBeCloseTo(44, 5);
    expect(expectedPercent(pace('seasonal'), year, '2026-02-28')).toBeCloseTo(4, 5);
  });

  it('begins at 0, ends at 100 and never falls', () => {
    fc.assert(
      fc.property(anyCurve, anyDay, fc.integer({ min: 0, max: 60 }), (curve, day, more) => {
        const at = (date: string) => expectedPercent(pace(curve), stretch, date);
        expect(at(stretch.begin)).toBe(0);
        expect(at(stretch.end)).toBe(100);
        expect(at(addDays(day, more))).toBeGreaterThanOrEqual(at(day) - 1e-9);
      }),
    );
  });

  it('the first day behind is the first on which the gap is reached', () => {
    fc.assert(
      fc.property(anyCurve, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 100 }), (curve, percent, points) => {
        const rules = pace(curve);
        const found = firstDayBehind(rules, stretch, percent, points);
        const gap = (day: string) => expectedPercent(rules, stretch, day) - percent;
        if (found === null) return expect(gap(stretch.end)).toBeLessThan(points);
        expect(gap(found)).toBeGreaterThanOrEqual(points);
        expect(gap(addDays(found, -1))).toBeLessThan(points);
      }),
    );
  });
});

describe('the settled days say on every day what the rule says of that day', () => {
  const facts = fc
    .record({
      begin: fc.integer({ min: 0, max: 600 }),
      lasts: fc.integer({ min: 1, max: 700 }),
      phases: fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 3 }),
      percent: fc.option(fc.integer({ min: 0, max: 100 })),
      received: fc.boolean(),
    })
    .map(({ begin, lasts, phases, percent, received }): LightFacts => {
      const issuedOn = addDays('2024-01-10', begin);
      const milestones = [...new Set(phases.map(at => addDays(issuedOn, Math.ceil((lasts * at) / 100))))].sort();
      const nextDue = addDays(issuedOn, lasts);
      return { issuedOn, startDate: issuedOn, deadline: nextDue, nextDue, milestones, percent, received };
    });
  const someScheme = fc.constantFrom(...SCHEMES);

  /** The rules as their sources put them, asked of one day alone. */
  function direct({ rules }: Scheme, all: LightFacts, today: string): Light {
    const dated = { ...all, issuedOn: all.issuedOn as string, nextDue: all.nextDue as string };
    if (dated.nextDue < today) return 'overdue';
    const left = daysBetween(today, dated.nextDue);
    switch (rules.kind) {
      case 'days': {
        const worked = workingDaysBetween(calendar, today, dated.nextDue);
        const remaining = rules.unit === 'calendar' ? left : worked.known ? worked.value : Number.NaN;
        if (rules.critical !== null && remaining <= rules.critical) return 'critical';
        return remaining <= rules.warn ? 'due_soon' : 'normal';
      }
      case 'ratio': {
        const share = (100 * left) / daysBetween(phaseBegin(dated), dated.nextDue);
        return share < rules.critical ? 'critical' : share < rules.warn ? 'due_soon' : 'normal';
      }
      case 'pace': {
        if (all.percent === null) return daysBetween(dated.issuedOn, today) > rules.graceDays ? 'critical' : 'no_data';
        const stretch = { begin: dated.issuedOn, end: dated.nextDue, milestones: all.milestones };
        const gap = expectedPercent(rules, stretch, today) - all.percent;
        return gap >= rules.critical ? 'critical' : gap >= rules.warn ? 'due_soon' : 'normal';
      }
      case 'steps': {
        const missed = stepsOf(rules, dated).filter(({ met, by }) => !met && by < today).length;
        return missed > 1 ? 'critical' : missed === 1 ? 'due_soon' : 'normal';
      }
    }
  }

  it('for any task, scheme and day', () => {
    fc.assert(
      fc.property(facts, someScheme, fc.integer({ min: 0, max: 720 }), (all, chosen, after) => {
        const today = addDays(all.issuedOn as string, after);
        const days = lightDays(chosen.rules, all, calendar);
        fc.pre(days.because === null);
        const light = lightOf({ issued: true, closed: null, paused: false, nextDue: all.nextDue, ...days }, today);
        expect([light, chosen.name, today]).toEqual([direct(chosen, all, today), chosen.name, today]);
      }),
      { numRuns: 500 },
    );
  });

  it('a draft and a task without an end have no warnings', () => {
    for (const { rules } of SCHEMES)
      for (const none of [{ issuedOn: null }, { nextDue: null }])
        expect(lightDays(rules, { ...FACTS, ...none }, calendar)).toEqual({
          warnFrom: null,
          criticalFrom: null,
          noData: false,
          because: null,
        });
  });
});
