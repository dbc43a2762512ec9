import type { Act, Guard, Placed, Process } from './process.js';
import type { TaskState } from './task.process.js';

export type AssignmentState = 'pending_receipt' | 'received';
export type AssignmentRelation = 'assignee';

/** What the guards of one unit's share (承办分支) look at. */
export interface AssignmentFacts extends Placed<AssignmentRelation> {
  taskState: TaskState;
  /** Percent of the last report of this share, null before the first. */
  lastPercent: number | null;
}

const WORKING: readonly TaskState[] = ['issued', 'in_progress', 'returned'];

export const taskIsUnderWay: Guard<AssignmentFacts> = facts =>
  WORKING.includes(facts.taskState) ? [] : ['任务不在办理中，现在不能签收、报送或分派。'];

export const percentDoesNotFall: Guard<AssignmentFacts> = (facts, { input }) => {
  const percent = input?.percent;
  if (typeof percent !== 'number' || facts.lastPercent === null || percent >= facts.lastPercent) return [];
  return [`本次进度 ${percent}% 低于上次报送的 ${facts.lastPercent}%。如上次有误，请在“存在问题”中说明，进度填不低于上次的数。`];
};

const assignee = [
  { role: 'unit_staff', as: 'assignee' },
  { role: 'dept_head', as: 'assignee' },
] as const;

export type AssignmentAct = 'receive' | 'hand_over' | 'report';

const acts: Record<AssignmentAct, Act<AssignmentState, AssignmentRelation, AssignmentFacts>> = {
  receive: {
    label: '签收',
    noun: 'receipt',
    from: ['pending_receipt'],
    to: 'received',
    who: assignee,
    carries: [],
    guards: [taskIsUnderWay],
    effects: ['stamp_receipt', 'begin_task'],
    tone: 'primary',
  },
  hand_over: {
    label: '分派承办人',
    noun: 'handler',
    from: ['pending_receipt', 'received'],
    to: 'same',
    who: [{ role: 'dept_head', as: 'assignee' }],
    carries: [{ name: 'handlerId', label: '承办人', kind: 'account', required: true }],
    guards: [taskIsUnderWay],
    effects: ['set_handler'],
    tone: 'plain',
  },
  report: {
    label: '报送进展',
    noun: 'report',
    from: ['received'],
    to: 'same',
    who: assignee,
    carries: [
      { name: 'percent', label: '完成进度（%）', kind: 'percent', required: true },
      { name: 'doneText', label: '进展情况', kind: 'text', required: true, max: 2000 },
      { name: 'problem', label: '存在问题', kind: 'text', required: false, max: 1000 },
      { name: 'nextStep', label: '下步打算', kind: 'text', required: false, max: 1000 },
    ],
    guards: [taskIsUnderWay, percentDoesNotFall],
    effects: ['save_report'],
    tone: 'primary',
  },
};

/** One unit's share of a task, with its own sign-for and reports (domain.md A1, A3). */
export const ASSIGNMENT_PROCESS: Process<AssignmentState, AssignmentRelation, AssignmentFacts, AssignmentAct> = {
  name: 'assignment',
  collection: 'assignments',
  label: '承办分支',
  states: {
    pending_receipt: { label: '待签收' },
    received: { label: '办理中', final: true },
  },
  initial: 'pending_receipt',
  relations: { assignee: { label: '承办单位', reach: 'own' } },
  acts,
};

export const ASSIGNMENT_ROLES = { lead: '牵头', co_lead: '责任', support: '配合' } as const;
export type AssignmentRole = keyof typeof ASSIGNMENT_ROLES;
