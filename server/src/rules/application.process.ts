import { hasRole } from './actor.js';
import type { ApplicationKind } from './application.words.js';
import { chineseDate } from './lights.js';
import type { Act, Guard, Placed, Process } from './process.js';
import type { TaskState } from './task.words.js';
import { WORKING } from './task.working.js';

export type ApplicationState = 'applied' | 'endorsed' | 'reviewed' | 'granted' | 'refused' | 'withdrawn';
export type ApplicationRelation = 'lead' | 'supervising' | 'owner' | 'assigner';

/** What the guards of an application (申请) look at. Dates are 'YYYY-MM-DD'. */
export interface ApplicationFacts extends Placed<ApplicationRelation> {
  kind: ApplicationKind;
  applicantId: number;
  taskState: TaskState;
  /** Asked for after the deadline. */
  late: boolean;
  /** The task's present deadline. */
  deadline: string | null;
  /** The task was signed off by a leader: then only a leader decides (by the level of the original sign-off). */
  signedByLeader: boolean;
}

/** What the system does to the task once an application is granted. */
const WAKES = { extension: 'extend', amendment: 'amend', suspension: 'suspend', termination: 'terminate' } as const;
export type Wake = (typeof WAKES)[ApplicationKind];

/** The act of the task that follows from a grant; none for a late extension, which leaves the deadline alone (G7). */
export function wakeOf({ kind, late }: { kind: ApplicationKind; late: boolean }): Wake | null {
  return kind === 'extension' && late ? null : WAKES[kind];
}

const unitHead = [{ role: 'dept_head', as: 'lead' }] as const;
const supervising = [
  { role: 'supervisor', as: 'supervising' },
  { role: 'supervision_head', as: 'supervising' },
] as const;
const deciding = [
  { role: 'leader', as: 'owner' },
  { role: 'dept_head', as: 'owner' },
] as const;
const reason = (label: string) => ({ name: 'reason', label, kind: 'text', required: true, max: 1000 }) as const;

const decidedByTheSigningLevel: Guard<ApplicationFacts> = (facts, { actor }) =>
  facts.signedByLeader && !hasRole(actor, 'leader') ? ['这项任务由分管领导签发，须由分管领导批复。'] : [];

const notTheApplicant: Guard<ApplicationFacts> = (facts, { actor }) =>
  actor.accountId !== null && actor.accountId === facts.applicantId ? ['这份申请由您提出，须由他人审核。'] : [];

const byTheApplicant: Guard<ApplicationFacts> = (facts, { actor }) =>
  actor.accountId === facts.applicantId || hasRole(actor, 'dept_head') ? [] : ['只有申请人或本单位负责人可以撤回。'];

/** The reply states the concrete new date; it may differ from the date asked for. */
const grantedDateFits: Guard<ApplicationFacts> = (facts, { input, today }) => {
  if (!input) return [];
  const date = input.grantedDate;
  if (facts.kind !== 'extension') return date === null ? [] : ['只有延期申请才填批准的日期。'];
  if (typeof date !== 'string') return ['请写明批准延期到哪一天。'];
  if (date < today) return ['批准的日期不能早于今天。'];
  return facts.deadline && date <= facts.deadline ? [`批准的日期应当晚于现在的完成时限（${chineseDate(facts.deadline)}）。`] : [];
};

const taskStillAllows: Guard<ApplicationFacts> = facts => {
  const wake = wakeOf(facts);
  if (wake === null || WORKING[wake].from.includes(facts.taskState)) return [];
  return ['任务的状态已经变化，现在不能照这份申请办理；可以不批准，或等任务恢复办理。'];
};

export type ApplicationAct = 'endorse' | 'hold_back' | 'review' | 'grant' | 'refuse' | 'withdraw';

const acts: Record<ApplicationAct, Act<ApplicationState, ApplicationRelation, ApplicationFacts>> = {
  endorse: {
    label: '同意上报',
    noun: 'endorsement',
    from: ['applied'],
    to: 'endorsed',
    who: unitHead,
    carries: [{ name: 'opinion', label: '单位意见', kind: 'text', required: false, max: 1000 }],
    guards: [],
    effects: ['notify_application'],
    tone: 'primary',
  },
  hold_back: {
    label: '不同意上报',
    noun: 'holding-back',
    from: ['applied'],
    to: 'refused',
    who: unitHead,
    carries: [reason('理由')],
    guards: [],
    effects: ['notify_application_decided'],
    tone: 'danger',
  },
  review: {
    label: '初审',
    noun: 'review',
    from: ['endorsed'],
    to: 'reviewed',
    who: [...supervising, { role: 'dept_head', as: 'assigner' }],
    carries: [{ name: 'opinion', label: '初审意见', kind: 'text', required: true, max: 1000 }],
    guards: [notTheApplicant],
    effects: ['notify_application'],
    tone: 'primary',
  },
  grant: {
    label: '批准',
    noun: 'grant',
    from: ['reviewed'],
    to: 'granted',
    who: deciding,
    carries: [
      { name: 'grantedDate', label: '批准延期至', kind: 'date', required: false },
      { name: 'opinion', label: '批复意见', kind: 'text', required: false, max: 1000 },
    ],
    guards: [decidedByTheSigningLevel, notTheApplicant, taskStillAllows, grantedDateFits],
    effects: ['carry_out', 'notify_application_decided'],
    tone: 'primary',
  },
  refuse: {
    label: '不批准',
    noun: 'refusal',
    from: ['reviewed'],
    to: 'refused',
    who: deciding,
    carries: [reason('理由')],
    guards: [decidedByTheSigningLevel, notTheApplicant],
    effects: ['notify_application_decided'],
    tone: 'danger',
  },
  withdraw: {
    label: '撤回申请',
    noun: 'withdrawal',
    from: ['applied', 'endorsed', 'reviewed'],
    to: 'withdrawn',
    who: [{ role: 'unit_staff', as: 'lead' }, ...unitHead],
    carries: [reason('撤回理由')],
    guards: [byTheApplicant],
    effects: [],
    tone: 'plain',
  },
};

/**
 * An application to change a task (延期、变更、中止、终止): the unit's head sends it on, the supervisors look at it,
 * and whoever signed the task off decides. The application alone changes nothing.
 */
export const APPLICATION_PROCESS: Process<ApplicationState, ApplicationRelation, ApplicationFacts, ApplicationAct> = {
  name: 'application',
  collection: 'applications',
  label: '申请',
  classifier: '份',
  states: {
    applied: { label: '待单位审核' },
    endorsed: { label: '待初审' },
    reviewed: { label: '待批复' },
    granted: { label: '已批准', final: true },
    refused: { label: '未批准', final: true },
    withdrawn: { label: '已撤回', final: true },
  },
  initial: 'applied',
  begun: ['notify_application'],
  relations: {
    lead: { label: '牵头单位', reach: 'own' },
    supervising: { label: '督查单位', reach: 'subtree' },
    owner: { label: '方案主办单位', reach: 'subtree' },
    assigner: { label: '分解任务的单位', reach: 'own' },
  },
  acts,
};

/** States in which an application still waits for somebody. */
export const OPEN_APPLICATIONS: readonly ApplicationState[] = ['applied', 'endorsed', 'reviewed'];
