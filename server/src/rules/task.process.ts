import type { Act, Placed, Process } from './process.js';
import {
  deadlineNotPast,
  draftIsComplete,
  escalationDateAhead,
  escalationLevelAllowed,
  escalationsAnswered,
  evidenceIsThere,
  leadHasReceived,
  newDateAhead,
  phaseCanBeJudged,
  planIsConfirmed,
  reviewerIsSomebodyElse,
  workIsReportedDone,
} from './task.guards.js';

export type TaskState = 'draft' | 'discarded' | 'pending_issue' | 'issued' | 'in_progress' | 'close_requested' | 'returned' | 'completed';

export type TaskRelation = 'owner' | 'supervising' | 'lead';

/** What the guards of a task look at, loaded once. Dates are 'YYYY-MM-DD'. */
export interface TaskFacts extends Placed<TaskRelation> {
  planConfirmed: boolean;
  leadUnits: number;
  doneCriterion: string | null;
  evidenceRequired: string | null;
  cadence: string | null;
  startDate: string | null;
  deadline: string | null;
  leadReceived: boolean;
  /** Percent of the lead unit's last report, null before the first. */
  leadPercent: number | null;
  /** Evidence neither withdrawn nor belonging to a past submission only. */
  evidenceCount: number;
  openEscalations: number;
  phases: { id: number; year: number; dueDate: string }[];
  /** Account that asked for closing, null where nobody has. */
  submittedBy: number | null;
  /** Accounts that were in charge of the work: handlers and those who reported. */
  responsibleIds: number[];
}

export const ESCALATION_LEVELS = {
  level_1: '蓝单（提醒）',
  level_2: '黄单（警示）',
  level_3: '红单（严重）',
} as const;
export type EscalationLevel = keyof typeof ESCALATION_LEVELS;

/** What a phase came to (domain.md 5.11: 达到/滞后/无法判断). */
export const PHASE_VERDICTS = { reached: '达到', behind: '滞后', unknown: '无法判断' } as const;
export type PhaseVerdict = keyof typeof PHASE_VERDICTS;

export const RETURN_REASONS = {
  evidence_missing: '佐证材料不足',
  evidence_mismatch: '佐证与报送不符',
  criterion_unmet: '未达到完成标准',
  figures_unclear: '数据不清或前后矛盾',
  other: '其他',
} as const;

const UNDER_WAY: readonly TaskState[] = ['issued', 'in_progress', 'returned'];
const reason = (label: string) => ({ name: 'reason', label, kind: 'text', required: true, max: 1000 }) as const;
const lead = [
  { role: 'unit_staff', as: 'lead' },
  { role: 'dept_head', as: 'lead' },
] as const;
const supervising = [
  { role: 'supervisor', as: 'supervising' },
  { role: 'supervision_head', as: 'supervising' },
] as const;
const planner = [{ role: 'dept_head', as: 'owner' }] as const;
const signer = [{ role: 'leader', as: 'owner' }] as const;

export type TaskAct =
  | 'register'
  | 'sign_off'
  | 'send_back'
  | 'issue'
  | 'discard'
  | 'begin'
  | 'request_completion'
  | 'complete'
  | 'return'
  | 'urge'
  | 'escalate'
  | 'record_phase';

const acts: Record<TaskAct, Act<TaskState, TaskRelation, TaskFacts>> = {
  register: {
    label: '立项送签',
    noun: 'registration',
    from: ['draft'],
    to: 'pending_issue',
    who: planner,
    carries: [],
    guards: [planIsConfirmed, draftIsComplete],
    effects: [],
    tone: 'plain',
  },
  sign_off: {
    label: '签发',
    noun: 'sign-off',
    from: ['pending_issue'],
    to: 'issued',
    who: signer,
    carries: [],
    guards: [draftIsComplete],
    effects: ['number_task', 'notify_issue'],
    tone: 'primary',
  },
  send_back: {
    label: '退回起草',
    noun: 'send-back',
    from: ['pending_issue'],
    to: 'draft',
    who: signer,
    carries: [reason('退回理由')],
    guards: [],
    effects: [],
    tone: 'danger',
  },
  // A confirmed plan has been signed by those who issued it; its measures may be handed out without a second signature.
  issue: {
    label: '交办',
    noun: 'issue',
    from: ['draft'],
    to: 'issued',
    who: planner,
    carries: [],
    guards: [planIsConfirmed, draftIsComplete, deadlineNotPast],
    effects: ['number_task', 'notify_issue'],
    tone: 'primary',
  },
  discard: {
    label: '作废',
    noun: 'discard',
    from: ['draft'],
    to: 'discarded',
    who: planner,
    carries: [reason('作废理由')],
    guards: [],
    effects: [],
    tone: 'danger',
  },
  begin: {
    label: '开始办理',
    noun: 'begin',
    from: ['issued'],
    to: 'in_progress',
    who: [{ role: 'system', as: 'lead' }],
    carries: [],
    guards: [leadHasReceived],
    effects: [],
    tone: 'plain',
  },
  request_completion: {
    label: '申请办结',
    noun: 'completion-request',
    from: ['in_progress', 'returned'],
    to: 'close_requested',
    who: lead,
    carries: [{ name: 'summary', label: '办理结果', kind: 'text', required: true, max: 2000 }],
    guards: [leadHasReceived, workIsReportedDone, evidenceIsThere, escalationsAnswered],
    effects: ['freeze_evidence', 'notify_close_requested'],
    tone: 'primary',
  },
  complete: {
    label: '通过办结',
    noun: 'completion',
    from: ['close_requested'],
    to: 'completed',
    who: supervising,
    carries: [{ name: 'opinion', label: '审核意见', kind: 'text', required: false, max: 1000 }],
    guards: [reviewerIsSomebodyElse, evidenceIsThere],
    effects: ['stamp_completion', 'notify_completed'],
    tone: 'primary',
  },
  return: {
    label: '退回补办',
    noun: 'return',
    from: ['close_requested'],
    to: 'returned',
    who: supervising,
    carries: [
      { name: 'reasonKind', label: '退回原因', kind: 'choice', required: true, choices: RETURN_REASONS },
      reason('具体说明（缺什么、补什么）'),
      { name: 'resubmitBy', label: '补办时限', kind: 'date', required: false },
    ],
    guards: [reviewerIsSomebodyElse, newDateAhead],
    effects: ['notify_returned'],
    tone: 'danger',
  },
  urge: {
    label: '催办',
    noun: 'reminder',
    from: UNDER_WAY,
    to: 'same',
    who: supervising,
    carries: [{ name: 'text', label: '催办内容', kind: 'text', required: false, max: 500 }],
    guards: [],
    effects: ['notify_urged'],
    tone: 'plain',
  },
  escalate: {
    label: '督办升级',
    noun: 'escalation',
    from: UNDER_WAY,
    to: 'same',
    who: [...supervising, { role: 'leader', as: 'supervising' }],
    carries: [
      { name: 'level', label: '督办级别', kind: 'choice', required: true, choices: ESCALATION_LEVELS },
      reason('督办事由和办理要求'),
      { name: 'replyBy', label: '答复时限', kind: 'date', required: true },
    ],
    guards: [escalationLevelAllowed, escalationDateAhead],
    effects: ['open_escalation'],
    tone: 'danger',
  },
  record_phase: {
    label: '记录阶段结果',
    noun: 'phase-result',
    from: [...UNDER_WAY, 'close_requested'],
    to: 'same',
    who: supervising,
    carries: [
      { name: 'phaseId', label: '阶段', kind: 'phase', required: true },
      { name: 'verdict', label: '结论', kind: 'choice', required: true, choices: PHASE_VERDICTS },
      { name: 'note', label: '依据和说明', kind: 'text', required: true, max: 1000 },
    ],
    guards: [phaseCanBeJudged],
    effects: ['keep_phase_result'],
    tone: 'plain',
  },
};

/** The life of a task (domain.md 2.2 T1–T8), as far as the first release goes. */
export const TASK_PROCESS: Process<TaskState, TaskRelation, TaskFacts, TaskAct> = {
  name: 'task',
  collection: 'tasks',
  label: '任务',
  states: {
    draft: { label: '拟办' },
    discarded: { label: '已作废', final: true },
    pending_issue: { label: '立项待审' },
    issued: { label: '已交办' },
    in_progress: { label: '办理中' },
    close_requested: { label: '办结待审' },
    returned: { label: '退回补办' },
    completed: { label: '已办结', final: true },
  },
  initial: 'draft',
  relations: {
    owner: { label: '方案主办单位', reach: 'subtree' },
    supervising: { label: '督查单位', reach: 'subtree' },
    lead: { label: '牵头单位', reach: 'own' },
  },
  acts,
};

/** States in which nothing is owed any more. */
export const CLOSED_STATES: readonly TaskState[] = ['completed', 'discarded'];
/** States before the units hear of the task. */
export const UNISSUED_STATES: readonly TaskState[] = ['draft', 'pending_issue', 'discarded'];
