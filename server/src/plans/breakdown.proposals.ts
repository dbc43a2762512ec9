import type { Cadence } from '../rules/cadences.js';
import { criterionIn } from './criterion.js';
import type { Meanings } from './intake.names.js';
import type { MeasureView, PlanView } from './plan.dto.js';
import { shortTitle } from './title.js';

type PlanTimes = Pick<PlanView, 'startYear' | 'endYear' | 'phases'>;

/** The part of a grid row that a person fills in. */
export interface DraftContent {
  title: string;
  doneCriterion: string | null;
  evidenceRequired: string | null;
  leadUnitId: number | null;
  /** Units that each lead a task of their own; then there is no other lead. */
  eachUnitIds: number[];
  coLeadUnitIds: number[];
  supportUnitIds: number[];
  startDate: string | null;
  deadline: string | null;
  cadence: Cadence | null;
  phases: { phaseId: number; year: number; name: string; dueDate: string; target: string | null }[];
}

const EVIDENCE = '工作总结或印发文件、图片、数据表等能证明完成情况的材料';

/**
 * What is proposed for a measure that nobody has broken down yet, from its own words and the plan's years and phases.
 * @param units what the names of the text mean
 * @param today 'YYYY-MM-DD'
 */
export function proposeDraft(measure: MeasureView, plan: PlanTimes, units: Meanings, today: string): DraftContent {
  const { phases } = plan;
  const [first, ...others] = meant(measure.leadNames, units);
  const leads = first ?? [];
  const supports = [...others, ...meant(measure.supportNames, units)].flatMap(ids => ids ?? []);
  const own = measure.phases.length > 0 ? phases.filter(phase => measure.phases.includes(phase.year)) : phases;
  const deadline = measure.deadline ?? own.at(-1)?.dueDate ?? null;
  return {
    title: measure.title ?? shortTitle(measure.text),
    doneCriterion: criterionIn(measure.text, measure.indicators),
    evidenceRequired: EVIDENCE,
    leadUnitId: leads.length === 1 ? (leads[0] ?? null) : null,
    eachUnitIds: leads.length > 1 ? leads : [],
    coLeadUnitIds: [],
    supportUnitIds: [...new Set(supports)].filter(id => !leads.includes(id)),
    startDate: startOf(plan, today, deadline),
    deadline,
    cadence: deadline === null ? 'quarter' : null,
    phases: own
      .filter(phase => deadline === null || phase.dueDate <= deadline)
      .map(({ id, year, name, dueDate }) => ({ phaseId: id, year, name, dueDate, target: null })),
  };
}

/** The names of the fields that carry a proposal. */
export function proposedFields(draft: DraftContent): string[] {
  const filled = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
  return Object.entries(draft)
    .filter(([, value]) => filled(value))
    .map(([name]) => name);
}

/** The lead that a measure names first, where nobody knows which unit that is: the lead stays open until somebody says so, and no other unit takes its place. */
export function unknownLead({ leadNames }: MeasureView, units: Meanings): string | null {
  const first = leadNames.find(name => !meansNone(units.get(name)));
  return first !== undefined && !units.get(first) ? first : null;
}

/** What a proposal leaves out, told so that no unit is lost unseen: names that nobody has said a meaning of. */
export function leftOut(measure: MeasureView, units: Meanings): string[] {
  const lead = unknownLead(measure, units);
  const open = new Set([...measure.leadNames, ...measure.supportNames].filter(name => name !== lead && !units.get(name)));
  return [
    ...(lead === null ? [] : [`原文由“${lead}”牵头，单位名录中没有登记，请指定牵头单位。`]),
    ...(open.size > 0 ? [`原文写到的${[...open].map(name => `“${name}”`).join('、')}没有对应到单位，推荐时略去。`] : []),
  ];
}

/** The units behind each name, null where nobody knows; names that are said to mean none are passed over. */
function meant(names: string[], units: Meanings): (number[] | null)[] {
  return names.map(name => units.get(name) ?? null).filter(ids => !meansNone(ids));
}

const meansNone = (ids: number[] | null | undefined) => ids?.length === 0;

/** The first day of the plan's first phase that is still open, or today where none is, or the day on which the plan begins; never after the deadline or the plan. */
function startOf({ phases, startYear, endYear }: PlanTimes, today: string, deadline: string | null): string | null {
  const open = phases.find(phase => phase.dueDate >= today);
  const begins = `${startYear}-01-01`;
  const start = open ? `${open.year}-01-01` : today < begins ? begins : today;
  return start > (deadline ?? `${endYear}-12-31`) ? null : start;
}
