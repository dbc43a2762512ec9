import { type Actor, hasRole, type Role } from './actor.js';
import { addDays } from './lights.js';
import type { DayUnit } from './schemes.js';
import { ESCALATION_LEVELS, type EscalationLevel, LEADER_LEVELS } from './task.words.js';
import { addWorkingDays, type Known, type WorkingCalendar } from './working-days.js';

/** What a rung does: a line in the inbox, the act 催办, or a notice of a level. */
export const RUNG_KINDS = { reminder: '提醒', urging: '催办', ...ESCALATION_LEVELS } as const;
export type RungKind = keyof typeof RUNG_KINDS;

/** Only these may go out by themselves: everything graver names a unit in writing and is signed by a person. */
export const AUTOMATIC_KINDS: readonly RungKind[] = ['reminder', 'urging'];

/** Who signs a rung, the lowest first; whoever stands higher may sign too. */
export const SIGNERS = ['supervisor', 'supervision_head', 'leader'] as const satisfies readonly Role[];
export type Signer = (typeof SIGNERS)[number];

/** A rung of the ladder (督办阶梯) as data. */
export interface Rung {
  code: string;
  name: string;
  kind: RungKind;
  /** Days from the due day, negative before it. */
  offsetDays: number;
  unit: DayUnit;
  /** Goes out by itself; otherwise a person confirms it. */
  automatic: boolean;
  active: boolean;
  signer: Signer;
  copyTo: Role[];
  /** Working days that the unit has to answer; null: no answer is owed. */
  replyDays: number | null;
  /** What is asked of the unit. */
  demand: string;
}

const reminder = (code: string, name: string, offsetDays: number, unit: DayUnit): Rung => ({
  code,
  name,
  kind: 'reminder',
  offsetDays,
  unit,
  automatic: true,
  active: true,
  signer: 'supervisor',
  copyTo: [],
  replyDays: null,
  demand: '',
});

const step = (
  kind: Exclude<RungKind, 'reminder'>,
  offsetDays: number,
  signer: Signer,
  copyTo: Role[],
  replyDays: number | null,
  demand: string,
): Rung => ({
  code: kind,
  name: RUNG_KINDS[kind],
  kind,
  offsetDays,
  unit: 'working',
  automatic: false,
  active: true,
  signer,
  copyTo,
  replyDays,
  demand,
});

/** The ladder of a new house; all of it is data that the head of supervision changes. */
export const LADDER: readonly Rung[] = [
  reminder('due_7', '到期前七天提醒', -7, 'calendar'),
  reminder('due_3', '到期前三个工作日提醒', -3, 'working'),
  reminder('overdue_1', '逾期提醒', 1, 'working'),
  step('urging', 1, 'supervisor', [], null, '请抓紧办理并报送进展。'),
  step('level_1', 3, 'supervisor', [], 3, '请说明原因，明确完成日期，并抓紧办理。'),
  step('level_2', 6, 'supervision_head', ['leader'], 3, '请书面说明原因和整改措施，明确责任人和完成日期。'),
  step('level_3', 11, 'leader', ['leader'], 2, '请单位主要负责人牵头整改，限期办结并书面报告。'),
  step('interview', 16, 'leader', ['leader'], 5, '请单位主要负责人按通知时间到场说明情况，会后报送整改方案。'),
  step('criticise', 21, 'leader', ['leader'], 5, '请核对拟通报的事实，如有异议请在答复中说明。'),
  step('accountability', 26, 'leader', ['leader'], 5, '拟提出问责建议，请书面陈述意见。'),
];

/** The day on which a rung comes for a due day, both 'YYYY-MM-DD'. */
export function rungDay({ offsetDays, unit }: Pick<Rung, 'offsetDays' | 'unit'>, due: string, calendar: WorkingCalendar): Known<string> {
  return unit === 'calendar' ? { known: true, value: addDays(due, offsetDays) } : addWorkingDays(calendar, due, offsetDays);
}

/** By which day a unit answers what a rung asks today (in working days). */
export function replyDay(replyDays: number | null, today: string, calendar: WorkingCalendar): Known<string> {
  return replyDays === null ? { known: false, because: '这一级不要求答复' } : addWorkingDays(calendar, today, replyDays);
}

/** Longer than any run of days off, on top of the offset. */
const SLACK = 20;

/**
 * The latest due day whose tasks have come to a rung by a day; null where the working days are not known. No rung comes earlier for a later
 * due day, so that all due days up to it have come as well.
 */
export function latestDue(rung: Pick<Rung, 'offsetDays' | 'unit'>, today: string, calendar: WorkingCalendar): string | null {
  const reach = 2 * Math.abs(rung.offsetDays) + SLACK;
  for (let ahead = rung.offsetDays < 0 ? reach : 0; ahead >= -reach; ahead -= 1) {
    const due = addDays(today, ahead);
    const comes = rungDay(rung, due, calendar);
    if (comes.known && comes.value <= today) return due;
  }
  return null;
}

/**
 * The due days whose tasks stand on a reminder today, both inclusive, null: unbounded. A task stands on the last reminder whose day has come,
 * so that a sweep after a pause does not send all that it missed.
 */
export function dueDaysOn(
  reminders: readonly Rung[],
  rung: Rung,
  today: string,
  calendar: WorkingCalendar,
): { from: string | null; to: string } | null {
  const to = latestDue(rung, today, calendar);
  if (to === null) return null;
  const next = reminders[reminders.indexOf(rung) + 1];
  const after = next ? latestDue(next, today, calendar) : null;
  return { from: after && addDays(after, 1), to };
}

/** The ladder of a plan; `planId` null: the office's, for every plan without one of its own. */
export interface LadderOf {
  planId: number | null;
  rungs: Rung[];
}

/** A rung with the due days, both inclusive, whose tasks have come to it. */
export interface ComingRung {
  planId: number | null;
  code: string;
  /** Which reminder it is; null: a step. */
  notice: 'due_soon' | 'overdue' | null;
  /** The step below it, which must have been decided first. */
  below: string | null;
  automatic: boolean;
  /** Null: unbounded. */
  from: string | null;
  to: string;
}

/** Everything that has come by a day on some ladders. What is switched off, or whose day is not known, does not come. */
export function comingRungs(ladders: readonly LadderOf[], today: string, calendar: WorkingCalendar): ComingRung[] {
  return ladders.flatMap(({ planId, rungs }) => {
    const active = rungs.filter(rung => rung.active);
    const reminders = active.filter(({ kind }) => kind === 'reminder');
    const steps = active.filter(({ kind }) => kind !== 'reminder');
    const came = reminders.flatMap((rung): ComingRung[] => {
      const days = dueDaysOn(reminders, rung, today, calendar);
      const notice = rung.offsetDays > 0 ? 'overdue' : 'due_soon';
      return days ? [{ planId, code: rung.code, notice, below: null, automatic: true, ...days }] : [];
    });
    const proposed = steps.flatMap(({ code, automatic, ...rung }, index): ComingRung[] => {
      const to = latestDue(rung, today, calendar);
      return to ? [{ planId, code, notice: null, below: steps[index - 1]?.code ?? null, automatic, from: null, to }] : [];
    });
    return [...came, ...proposed];
  });
}

/** True when the actor's role may sign what asks for `signer`. */
export const maySign = (role: Role, signer: Signer): boolean => (SIGNERS as readonly Role[]).indexOf(role) >= SIGNERS.indexOf(signer);

/** Everything wrong with a ladder, in words. */
export function faultsOfLadder(rungs: readonly Rung[]): string[] {
  const faults: string[] = [];
  const active = rungs.filter(rung => rung.active);
  for (const rung of active)
    if (rung.automatic && !AUTOMATIC_KINDS.includes(rung.kind)) faults.push(`“${rung.name}”要由人签发，不能设为自动。`);
  for (const rung of active)
    if (LEADER_LEVELS.includes(rung.kind as EscalationLevel) && rung.signer !== 'leader') faults.push(`“${rung.name}”须由分管领导签发。`);
  for (const kind of ['reminder', 'step'] as const) {
    const line = active.filter(rung => (rung.kind === 'reminder') === (kind === 'reminder'));
    for (const [index, rung] of line.entries()) {
      const before = line[index - 1];
      if (before && before.offsetDays > rung.offsetDays) faults.push(`“${rung.name}”的时间早于前一级“${before.name}”，请调整天数。`);
    }
  }
  for (const rung of active) if (rung.kind !== 'reminder' && rung.offsetDays < 1) faults.push(`“${rung.name}”应在逾期之后，天数至少为 1。`);
  return faults;
}

/** Whether somebody signs notices of this level: the red one and what is graver need a leader, the other two are the supervisors' own. */
export function signsLevel(actor: Actor, level: EscalationLevel): boolean {
  return !LEADER_LEVELS.includes(level) || hasRole(actor, 'leader');
}
