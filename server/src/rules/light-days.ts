import { addDays, daysBetween } from './lights.js';
import { firstDayBehind, type Stretch } from './pace.js';
import type { DaysRules, PaceRules, RatioRules, SchemeRules, StepRules } from './schemes.js';
import { lastWorkingDaysFrom, type WorkingCalendar } from './working-days.js';

/** What the warnings of a task follow from. Days are 'YYYY-MM-DD'. */
export interface LightFacts {
  /** Day of issue; a draft has none. */
  issuedOn: string | null;
  startDate: string | null;
  deadline: string | null;
  nextDue: string | null;
  /** Due days of all phases, in order. */
  milestones: string[];
  /** Percent of the lead unit's last report; null: it has never reported. */
  percent: number | null;
  received: boolean;
}

/** The days from which the warnings are lit. */
export interface LightDays {
  warnFrom: string | null;
  criticalFrom: string | null;
  noData: boolean;
  /** Why a day could not be found, in words; null: nothing is missing. */
  because: string | null;
}

const NONE: LightDays = { warnFrom: null, criticalFrom: null, noData: false, because: null };

/** Finds the days from which a task's warnings are lit under a scheme. A task without a due day, or not yet issued, has none. */
export function lightDays(rules: SchemeRules, facts: LightFacts, calendar: WorkingCalendar): LightDays {
  if (facts.nextDue === null || facts.issuedOn === null) return NONE;
  const dated = { ...facts, nextDue: facts.nextDue, issuedOn: facts.issuedOn };
  switch (rules.kind) {
    case 'days':
      return byDays(rules, dated, calendar);
    case 'pace':
      return byPace(rules, dated);
    case 'ratio':
      return byRatio(rules, dated);
    case 'steps':
      return bySteps(rules, dated);
  }
}

export interface DatedFacts extends LightFacts {
  nextDue: string;
  issuedOn: string;
}

function byDays({ unit, warn, critical }: DaysRules, { nextDue }: DatedFacts, calendar: WorkingCalendar): LightDays {
  const before = (days: number) =>
    unit === 'calendar' ? ({ known: true, value: addDays(nextDue, -days) } as const) : lastWorkingDaysFrom(calendar, nextDue, days);
  const [first, second] = [before(warn), critical === null ? null : before(critical)];
  const missing = [first, second].find(found => found && !found.known);
  return {
    ...NONE,
    warnFrom: first.known ? first.value : null,
    criticalFrom: second?.known ? second.value : null,
    because: missing && !missing.known ? missing.because : null,
  };
}

function byPace(rules: PaceRules, facts: DatedFacts): LightDays {
  if (facts.percent === null) return { ...NONE, noData: true, criticalFrom: addDays(facts.issuedOn, rules.graceDays + 1) };
  const stretch = stretchOf(facts);
  return {
    ...NONE,
    warnFrom: firstDayBehind(rules, stretch, facts.percent, rules.warn),
    criticalFrom: firstDayBehind(rules, stretch, facts.percent, rules.critical),
  };
}

/** The whole of the task, from its beginning to its end; percent is reported of the whole too. */
export function stretchOf({ startDate, issuedOn, deadline, nextDue, milestones }: DatedFacts): Stretch {
  return { begin: startDate ?? issuedOn, end: deadline ?? milestones.at(-1) ?? nextDue, milestones };
}

function byRatio({ warn, critical }: RatioRules, facts: DatedFacts): LightDays {
  const begin = phaseBegin(facts);
  const total = daysBetween(begin, facts.nextDue);
  if (total <= 0) return NONE;
  const whenLeft = (percent: number) => addDays(facts.nextDue, -(Math.ceil((total * percent) / 100) - 1));
  return { ...NONE, warnFrom: whenLeft(warn), criticalFrom: whenLeft(critical) };
}

/** Where the phase that is judged now begins: with the end of the one before, or with the task. */
export function phaseBegin({ startDate, issuedOn, nextDue, milestones }: DatedFacts): string {
  const begin = startDate ?? issuedOn;
  return milestones.filter(mark => mark > begin && mark < nextDue).at(-1) ?? begin;
}

function bySteps(rules: StepRules, facts: DatedFacts): LightDays {
  const steps = stepsOf(rules, facts);
  const open = steps.findIndex(({ met }) => !met);
  if (open < 0) return NONE;
  const after = (index: number) => (steps[index] ? addDays(steps[index].by, 1) : null);
  return { ...NONE, warnFrom: after(open), criticalFrom: after(open + 1) };
}

/** The steps of 13710 that fall before the due day. What is given more than a month's time is a major matter. */
export function stepsOf(rules: StepRules, { issuedOn, nextDue, received, percent }: DatedFacts) {
  const major = daysBetween(issuedOn, nextDue) > rules.major;
  const solved = percent === 100;
  const steps = [
    { name: '签收部署', days: rules.receive, met: received || percent !== null },
    { name: '反馈进展', days: rules.report, met: percent !== null },
    { name: major ? '办结重大事项' : '办结一般事项', days: major ? rules.major : rules.solve, met: solved },
  ];
  return steps.map(step => ({ ...step, by: addDays(issuedOn, step.days) })).filter(({ by }) => by < nextDue);
}
