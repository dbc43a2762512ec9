import type { Act, Guard, Placed, Process } from './process.js';
import type { ReturnState } from './return.words.js';
import { type TaskState, UNDER_WAY } from './task.words.js';

/** Who looks at a return after the unit's head follows from whose share it is: the lead unit for its partners, the supervisors for the lead unit. */
export type ReturnRelation = 'assignee' | 'consolidating' | 'reviewing' | 'assigner';

/** What the guards of one reporting cycle's answer (反馈) look at. */
export interface ReturnFacts extends Placed<ReturnRelation> {
  reporterId: number;
  taskState: TaskState;
  /** Nobody has acted on it since it was handed in. */
  untouched: boolean;
}

/** G4: nobody approves or returns what he has reported himself. */
const reviewerIsNotReporter: Guard<ReturnFacts> = (facts, { actor }) =>
  actor.accountId !== null && actor.accountId === facts.reporterId ? ['这次进展由您报送，须由他人审核。'] : [];

/** A return sent back changes the task's percent: once closing is asked for, it is judged there. */
const taskIsWorkedOn: Guard<ReturnFacts> = facts =>
  UNDER_WAY.includes(facts.taskState) ? [] : ['任务不在办理中，进展不能再退回或撤回；已申请办结的，请在办结审核中退回补办。'];

const byTheReporter: Guard<ReturnFacts> = (facts, { actor }) =>
  actor.accountId === facts.reporterId ? [] : ['只有报送人可以撤回；需要改的，请退回修改。'];

const nobodyHasActed: Guard<ReturnFacts> = facts =>
  facts.untouched ? [] : ['本单位负责人已经同意报出，不能撤回；需要更正的，请重新报送。'];

const unitHead = [{ role: 'dept_head', as: 'assignee' }] as const;
const reviewing = [
  { role: 'supervisor', as: 'reviewing' },
  { role: 'supervision_head', as: 'reviewing' },
  { role: 'unit_staff', as: 'consolidating' },
  { role: 'dept_head', as: 'consolidating' },
  { role: 'dept_head', as: 'assigner' },
] as const;
const opinion = { name: 'opinion', label: '审核意见', kind: 'text', required: false, max: 1000 } as const;
const reason = { name: 'reason', label: '退回理由（缺什么、改什么）', kind: 'text', required: true, max: 1000 } as const;

export type ReturnAct = 'endorse' | 'hold_back' | 'approve' | 'return' | 'withdraw' | 'replace';

const acts: Record<ReturnAct, Act<ReturnState, ReturnRelation, ReturnFacts>> = {
  endorse: {
    label: '同意报出',
    noun: 'endorsement',
    from: ['submitted'],
    to: 'unit_approved',
    who: unitHead,
    carries: [opinion],
    guards: [reviewerIsNotReporter],
    effects: [],
    tone: 'primary',
  },
  hold_back: {
    label: '退回修改',
    noun: 'holding-back',
    from: ['submitted'],
    to: 'returned',
    who: unitHead,
    carries: [reason],
    guards: [reviewerIsNotReporter, taskIsWorkedOn],
    effects: ['discount', 'notify_report_returned'],
    tone: 'danger',
  },
  approve: {
    label: '审核通过',
    noun: 'approval',
    from: ['unit_approved'],
    to: 'approved',
    who: reviewing,
    carries: [opinion],
    guards: [reviewerIsNotReporter],
    effects: [],
    tone: 'primary',
  },
  return: {
    label: '退回重报',
    noun: 'return',
    from: ['unit_approved'],
    to: 'returned',
    who: reviewing,
    carries: [reason],
    guards: [reviewerIsNotReporter, taskIsWorkedOn],
    effects: ['discount', 'notify_report_returned'],
    tone: 'danger',
  },
  // A slip of the pen, or the wrong task: what was reported before stands again. By the unit's head it needs nobody's word to be with the reviewers.
  withdraw: {
    label: '撤回报送',
    noun: 'withdrawal',
    from: ['submitted', 'unit_approved'],
    to: 'withdrawn',
    who: [{ role: 'unit_staff', as: 'assignee' }, ...unitHead],
    carries: [],
    guards: [byTheReporter, nobodyHasActed, taskIsWorkedOn],
    effects: ['discount'],
    tone: 'plain',
  },
  // A correction of the same period, before anybody approved it: the earlier version stays to be read.
  replace: {
    label: '由更正代替',
    noun: 'replacement',
    from: ['submitted', 'unit_approved'],
    to: 'replaced',
    who: [{ role: 'system', as: 'assignee' }],
    carries: [],
    guards: [],
    effects: [],
    tone: 'plain',
  },
};

/** One reporting cycle's answer of a unit. What is sent back or corrected stays visible and counts for nothing. */
export const RETURN_PROCESS: Process<ReturnState, ReturnRelation, ReturnFacts, ReturnAct> = {
  name: 'cycle_return',
  collection: 'returns',
  label: '进展报送',
  classifier: '次',
  states: {
    submitted: { label: '待单位审核' },
    unit_approved: { label: '待审核' },
    approved: { label: '已审', final: true },
    returned: { label: '已退回', final: true },
    replaced: { label: '已更正', final: true },
    withdrawn: { label: '已撤回', final: true },
  },
  initial: 'submitted',
  relations: {
    assignee: { label: '报送单位', reach: 'own' },
    consolidating: { label: '牵头单位（汇总其他单位）', reach: 'own' },
    reviewing: { label: '督查单位（审核牵头单位）', reach: 'subtree' },
    assigner: { label: '分解任务的单位', reach: 'own' },
  },
  acts,
};
