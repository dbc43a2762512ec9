import { chineseDate } from './lights.js';
import { type Period, refusalOfPeriod } from './periods.js';
import type { Act, Guard, Placed, Process } from './process.js';
import { type ReadIndicator, readFigure } from './readings.js';
import { RISKS } from './return.words.js';
import { type TaskState, UNDER_WAY } from './task.words.js';

export const ASSIGNMENT_ROLES = { lead: '牵头', co_lead: '责任', support: '配合' } as const;
export type AssignmentRole = keyof typeof ASSIGNMENT_ROLES;

export type AssignmentState = 'pending_receipt' | 'receipt_disputed' | 'received' | 'branch_submitted' | 'branch_confirmed' | 'replaced';
export type AssignmentRelation = 'assignee' | 'lead' | 'owner' | 'supervising';

/** What the guards of one unit's share (承办分支) look at. Dates are 'YYYY-MM-DD'. */
export interface AssignmentFacts extends Placed<AssignmentRelation> {
  role: AssignmentRole;
  taskState: TaskState;
  taskDeadline: string | null;
  /** Percent of the last report of this share that has not been sent back, null before the first. */
  lastPercent: number | null;
  /** A report of this share has been approved: it can be carried in as “无变化”. */
  hasApprovedReport: boolean;
  /** The share's reporting periods; loaded for an act only, lists leave them out. */
  periods: Period[];
  /** The indicators of the task's measure; loaded as the periods are. */
  indicators: ReadIndicator[];
  handlerId: number | null;
  /** Weights of the task's other shares, added up. */
  otherWeights: number;
  /** Units that have a share in the task now. */
  sharingUnitIds: number[];
}

export const taskIsUnderWay: Guard<AssignmentFacts> = facts =>
  UNDER_WAY.includes(facts.taskState) ? [] : ['任务不在办理中，现在不能签收、报送或分派。'];

export const percentDoesNotFall: Guard<AssignmentFacts> = (facts, { input }) => {
  const percent = input?.percent;
  if (typeof percent !== 'number' || facts.lastPercent === null || percent >= facts.lastPercent) return [];
  return [
    `本次进度 ${percent}% 低于上次报送的 ${facts.lastPercent}%。如上次填错且还没有审核，请先撤回那一次；已经审核的，请在“存在问题”中说明，进度填不低于上次的数。`,
  ];
};

const shareIsNotLead: Guard<AssignmentFacts> = facts => (facts.role === 'lead' ? ['牵头单位直接申请办结，不另报牵头单位。'] : []);

const shareIsReported: Guard<AssignmentFacts> = facts => (facts.lastPercent === null ? ['还没有报送过进展，请先报送。'] : []);

/** A report names the period for which its form was opened, so that one that has locked meanwhile is told, not put into the next. */
const periodIsOpen: Guard<AssignmentFacts> = (facts, { input, today }) => {
  if (typeof input?.period !== 'string') return [];
  const refusal = refusalOfPeriod(facts.periods, input.period, today);
  return refusal ? [refusal] : [];
};

/** Figures belong to the indicators of the task's own measure, each once, in their unit and within reason. */
const readingsAreSound: Guard<AssignmentFacts> = (facts, { input }) => {
  const readings = Array.isArray(input?.readings) ? input.readings : [];
  const refusals = readings.flatMap(({ indicatorId, value }) => {
    const indicator = facts.indicators.find(({ id }) => id === indicatorId);
    if (!indicator) return ['填报的指标不属于这项任务，请刷新页面后重填。'];
    const figure = readFigure(value, indicator);
    return 'refusal' in figure ? [figure.refusal] : [];
  });
  const twice = new Set(readings.map(({ indicatorId }) => indicatorId)).size < readings.length;
  return twice ? [...refusals, '同一个指标填了两次，请只留一个。'] : refusals;
};

const hasApprovedReport: Guard<AssignmentFacts> = facts =>
  facts.hasApprovedReport ? [] : ['还没有审核通过的报送，不能报“无变化”，请填写进展。'];

const hasHandler: Guard<AssignmentFacts> = facts => (facts.handlerId === null ? ['还没有分派承办人。'] : []);

const shareDateWithin: Guard<AssignmentFacts> = (facts, { input, today }) => {
  const date = input?.dueDate;
  if (typeof date !== 'string') return [];
  if (date < today) return ['分工时限不能早于今天。'];
  return facts.taskDeadline && date > facts.taskDeadline ? [`分工时限不能晚于任务的完成时限（${chineseDate(facts.taskDeadline)}）。`] : [];
};

const weightsAddUp: Guard<AssignmentFacts> = (facts, { input }) => {
  const weight = input?.weight;
  if (typeof weight !== 'number' || weight + facts.otherWeights <= 100) return [];
  return [`各单位的权重合计不能超过 100%：其他单位已占 ${facts.otherWeights}%，这里最多填 ${100 - facts.otherWeights}%。`];
};

const newUnitHasNoShare: Guard<AssignmentFacts> = (facts, { input }) =>
  input && facts.sharingUnitIds.includes(Number(input.unitId)) ? ['改派的单位已经承担本任务，请另选一个单位。'] : [];

const assignee = [
  { role: 'unit_staff', as: 'assignee' },
  { role: 'dept_head', as: 'assignee' },
] as const;
const lead = [
  { role: 'unit_staff', as: 'lead' },
  { role: 'dept_head', as: 'lead' },
] as const;
const deciding = [
  { role: 'supervisor', as: 'supervising' },
  { role: 'supervision_head', as: 'supervising' },
  { role: 'dept_head', as: 'owner' },
] as const;
const period = { name: 'period', label: '报送期次', kind: 'period', required: false } as const;
const reason = (label: string) => ({ name: 'reason', label, kind: 'text', required: true, max: 1000 }) as const;

export type AssignmentAct =
  | 'receive'
  | 'dispute'
  | 'withdraw_dispute'
  | 'uphold'
  | 'reassign'
  | 'hand_over'
  | 'take_back'
  | 'arrange'
  | 'report'
  | 'report_unchanged'
  | 'submit_branch'
  | 'recall_branch'
  | 'confirm_branch'
  | 'return_branch';

const acts: Record<AssignmentAct, Act<AssignmentState, AssignmentRelation, AssignmentFacts>> = {
  receive: {
    label: '签收',
    noun: 'receipt',
    from: ['pending_receipt'],
    to: 'received',
    who: assignee,
    carries: [],
    guards: [taskIsUnderWay],
    effects: ['stamp_receipt', 'begin_task', 'read_issue'],
    tone: 'primary',
  },
  dispute: {
    label: '提出异议',
    noun: 'dispute',
    from: ['pending_receipt'],
    to: 'receipt_disputed',
    who: assignee,
    carries: [reason('不应由本单位承担的理由'), { name: 'unitId', label: '建议承担的单位', kind: 'unit', required: false }],
    guards: [taskIsUnderWay],
    effects: ['notify_disputed'],
    undoneBy: 'withdraw_dispute',
    tone: 'plain',
  },
  withdraw_dispute: {
    label: '撤回异议',
    noun: 'dispute-withdrawal',
    from: ['receipt_disputed'],
    to: 'pending_receipt',
    who: assignee,
    carries: [],
    guards: [],
    effects: [],
    tone: 'plain',
  },
  uphold: {
    label: '维持交办',
    noun: 'upholding',
    from: ['receipt_disputed'],
    to: 'pending_receipt',
    who: deciding,
    carries: [reason('维持的理由')],
    guards: [],
    effects: ['notify_upheld'],
    tone: 'primary',
  },
  reassign: {
    label: '改派',
    noun: 'reassignment',
    from: ['receipt_disputed'],
    to: 'replaced',
    who: deciding,
    carries: [{ name: 'unitId', label: '改由哪个单位承担', kind: 'unit', required: true }, reason('改派的理由')],
    guards: [newUnitHasNoShare],
    effects: ['pass_to_unit', 'notify_passed'],
    tone: 'plain',
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
    undoneBy: 'take_back',
    tone: 'plain',
  },
  take_back: {
    label: '收回分派',
    noun: 'handler-recall',
    from: ['pending_receipt', 'received'],
    to: 'same',
    who: [{ role: 'dept_head', as: 'assignee' }],
    carries: [],
    guards: [taskIsUnderWay, hasHandler],
    effects: ['clear_handler'],
    tone: 'plain',
  },
  arrange: {
    label: '明确分工',
    noun: 'arrangement',
    from: ['pending_receipt', 'received'],
    to: 'same',
    who: [{ role: 'dept_head', as: 'lead' }],
    carries: [
      { name: 'dueDate', label: '分工时限', kind: 'date', required: false },
      { name: 'weight', label: '权重（%）', kind: 'percent', required: false },
      { name: 'note', label: '分工内容', kind: 'text', required: false, max: 500 },
    ],
    guards: [taskIsUnderWay, shareIsNotLead, shareDateWithin, weightsAddUp],
    effects: ['keep_arrangement'],
    tone: 'plain',
  },
  report: {
    label: '报送进展',
    noun: 'report',
    from: ['received'],
    to: 'same',
    who: assignee,
    carries: [
      period,
      { name: 'percent', label: '完成进度（%）', kind: 'percent', required: true },
      { name: 'doneText', label: '进展情况', kind: 'text', required: true, max: 2000 },
      { name: 'problem', label: '存在问题', kind: 'text', required: false, max: 1000 },
      { name: 'nextStep', label: '下步打算', kind: 'text', required: false, max: 1000 },
      { name: 'help', label: '需协调事项', kind: 'text', required: false, max: 1000 },
      { name: 'readings', label: '指标数据', kind: 'readings', required: false },
      { name: 'risk', label: '自评风险', kind: 'choice', required: false, choices: RISKS },
    ],
    guards: [taskIsUnderWay, percentDoesNotFall, periodIsOpen, readingsAreSound],
    effects: ['save_report'],
    tone: 'primary',
  },
  report_unchanged: {
    label: '报“无变化”',
    noun: 'unchanged-report',
    from: ['received'],
    to: 'same',
    who: assignee,
    carries: [period],
    guards: [taskIsUnderWay, hasApprovedReport, periodIsOpen],
    effects: ['repeat_report'],
    tone: 'plain',
  },
  submit_branch: {
    label: '报牵头单位',
    noun: 'submission',
    from: ['received'],
    to: 'branch_submitted',
    who: assignee,
    carries: [{ name: 'summary', label: '完成情况', kind: 'text', required: true, max: 2000 }],
    guards: [taskIsUnderWay, shareIsNotLead, shareIsReported],
    effects: ['notify_branch_submitted'],
    undoneBy: 'recall_branch',
    tone: 'primary',
  },
  recall_branch: {
    label: '撤回上报',
    noun: 'submission-recall',
    from: ['branch_submitted'],
    to: 'received',
    who: assignee,
    carries: [],
    guards: [taskIsUnderWay],
    effects: [],
    tone: 'plain',
  },
  confirm_branch: {
    label: '确认分工完成',
    noun: 'confirmation',
    from: ['branch_submitted'],
    to: 'branch_confirmed',
    who: lead,
    carries: [{ name: 'opinion', label: '意见', kind: 'text', required: false, max: 1000 }],
    guards: [],
    effects: [],
    tone: 'primary',
  },
  return_branch: {
    label: '退回分工',
    noun: 'branch-return',
    from: ['branch_submitted', 'branch_confirmed'],
    to: 'received',
    who: lead,
    carries: [reason('退回理由（缺什么、补什么）')],
    guards: [taskIsUnderWay],
    effects: ['notify_branch_returned'],
    tone: 'danger',
  },
};

/** One unit's share of a task, with its own sign-for, reports and submission to the lead unit. */
export const ASSIGNMENT_PROCESS: Process<AssignmentState, AssignmentRelation, AssignmentFacts, AssignmentAct> = {
  name: 'assignment',
  collection: 'assignments',
  label: '承办分支',
  classifier: '项',
  states: {
    pending_receipt: { label: '待签收' },
    receipt_disputed: { label: '签收异议' },
    received: { label: '办理中' },
    branch_submitted: { label: '已报牵头' },
    branch_confirmed: { label: '分支确认' },
    replaced: { label: '已改派', final: true },
  },
  initial: 'pending_receipt',
  relations: {
    assignee: { label: '承办单位', reach: 'own' },
    lead: { label: '牵头单位', reach: 'own' },
    owner: { label: '方案主办单位', reach: 'subtree' },
    supervising: { label: '督查单位', reach: 'subtree' },
  },
  acts,
};
