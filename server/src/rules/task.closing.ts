import {
  branchesAreConfirmed,
  bySubmitterOrHead,
  escalationsAnswered,
  evidenceIsThere,
  governmentHasDesignated,
  higherAuthorityAgrees,
  instructionsAnswered,
  lastReportsStand,
  leadHasReceived,
  newDateAhead,
  noSuccessorYet,
  nothingApplied,
  recheckAhead,
  recheckHeld,
  repeatedFindingIsSystemic,
  reviewerIsSomebodyElse,
  subtasksAreClosed,
  successorDateAhead,
  verificationDateNotAhead,
  workIsReportedDone,
} from './task.guards.js';
import {
  INSPECTIONS,
  lead,
  planner,
  RECHECK_RESULTS,
  RETURN_REASONS,
  reason,
  supervising,
  type TaskTable,
  UNDER_WAY,
  VERIFICATION_METHODS,
} from './task.words.js';

export type ClosingAct =
  | 'request_completion'
  | 'recall_completion'
  | 'complete'
  | 'return'
  | 'verify'
  | 'confirm_verified'
  | 'refute'
  | 'recheck'
  | 'delist'
  | 'archive'
  | 'carry_over'
  | 'reopen';

const recheckOn = { name: 'recheckOn', label: '回头看日期', kind: 'date', required: false } as const;
const opinion = { name: 'opinion', label: '审核意见', kind: 'text', required: false, max: 1000 } as const;
const returning = [
  { name: 'reasonKind', label: '退回原因', kind: 'choice', required: true, choices: RETURN_REASONS },
  reason('具体说明（缺什么、补什么）'),
  { name: 'resubmitBy', label: '补办时限', kind: 'date', required: false },
] as const;

/** From the request to close to the archive: 办结 and 销号 are two steps. */
export const CLOSING: TaskTable<ClosingAct> = {
  request_completion: {
    label: '申请办结',
    noun: 'completion-request',
    from: ['in_progress', 'returned'],
    to: 'close_requested',
    who: lead,
    carries: [
      { name: 'summary', label: '办理结果', kind: 'text', required: true, max: 2000 },
      { name: 'systemic', label: '举一反三的整改措施（同类问题一年内再次出现的必填）', kind: 'text', required: false, max: 2000 },
    ],
    guards: [
      leadHasReceived,
      lastReportsStand,
      workIsReportedDone,
      evidenceIsThere,
      branchesAreConfirmed,
      subtasksAreClosed,
      escalationsAnswered,
      instructionsAnswered,
      nothingApplied,
      repeatedFindingIsSystemic,
    ],
    effects: ['freeze_evidence', 'settle_lights', 'notify_close_requested'],
    undoneBy: 'recall_completion',
    tone: 'primary',
  },
  recall_completion: {
    label: '撤回办结申请',
    noun: 'completion-recall',
    from: ['close_requested'],
    to: 'in_progress',
    who: lead,
    carries: [],
    guards: [bySubmitterOrHead],
    effects: [],
    tone: 'plain',
  },
  complete: {
    label: '通过办结',
    noun: 'completion',
    from: ['close_requested'],
    to: 'completed',
    who: supervising,
    carries: [opinion, recheckOn],
    guards: [reviewerIsSomebodyElse, evidenceIsThere, recheckAhead],
    effects: ['stamp_completion', 'notify_completed'],
    tone: 'primary',
  },
  return: {
    label: '退回补办',
    noun: 'return',
    from: ['close_requested'],
    to: 'returned',
    who: supervising,
    carries: returning,
    guards: [reviewerIsSomebodyElse, newDateAhead],
    effects: ['keep_finding', 'give_time_to_mend', 'notify_returned'],
    tone: 'danger',
  },
  verify: {
    label: '抽查核查',
    noun: 'verification',
    from: ['close_requested'],
    to: 'under_verification',
    who: supervising,
    carries: [
      { name: 'method', label: '核查方式', kind: 'choice', required: true, choices: VERIFICATION_METHODS },
      { name: 'people', label: '核查人员', kind: 'text', required: true, max: 200 },
      { name: 'note', label: '核查要点', kind: 'text', required: false, max: 1000 },
      { name: 'inspection', label: '核查性质（不选为日常督导）', kind: 'choice', required: false, choices: INSPECTIONS },
      { name: 'designation', label: '政府授权或指示的文号（政府督查必填）', kind: 'text', required: false, max: 100 },
    ],
    guards: [reviewerIsSomebodyElse, governmentHasDesignated],
    effects: [],
    tone: 'plain',
  },
  confirm_verified: {
    label: '核查属实，通过办结',
    noun: 'verified-completion',
    from: ['under_verification'],
    to: 'completed',
    who: supervising,
    carries: [
      { name: 'verifiedOn', label: '核查日期', kind: 'date', required: true },
      { name: 'record', label: '核查记录（看了什么、问了谁、结果如何）', kind: 'text', required: true, max: 2000 },
      opinion,
      recheckOn,
    ],
    guards: [reviewerIsSomebodyElse, evidenceIsThere, verificationDateNotAhead, recheckAhead],
    effects: ['stamp_completion', 'notify_completed'],
    tone: 'primary',
  },
  refute: {
    label: '核查不实，退回补办',
    noun: 'refutation',
    from: ['under_verification'],
    to: 'returned',
    who: supervising,
    carries: [{ name: 'verifiedOn', label: '核查日期', kind: 'date', required: true }, ...returning],
    guards: [reviewerIsSomebodyElse, verificationDateNotAhead, newDateAhead],
    effects: ['keep_finding', 'give_time_to_mend', 'notify_returned'],
    tone: 'danger',
  },
  recheck: {
    label: '记录回头看',
    noun: 'recheck',
    from: ['completed', 'delisted'],
    to: 'same',
    who: supervising,
    carries: [
      { name: 'result', label: '回头看结果', kind: 'choice', required: true, choices: RECHECK_RESULTS },
      { name: 'note', label: '情况说明', kind: 'text', required: true, max: 1000 },
    ],
    guards: [],
    effects: ['keep_recheck'],
    tone: 'plain',
  },
  delist: {
    label: '销号',
    noun: 'delisting',
    from: ['completed'],
    to: 'delisted',
    who: supervising,
    carries: [
      { name: 'basis', label: '销号依据', kind: 'text', required: true, max: 1000 },
      { name: 'higherReply', label: '上级同意销号的文号（上级交办的必填）', kind: 'text', required: false, max: 100 },
    ],
    guards: [reviewerIsSomebodyElse, recheckHeld, higherAuthorityAgrees],
    effects: [],
    tone: 'primary',
  },
  archive: {
    label: '归档',
    noun: 'archiving',
    from: ['delisted'],
    to: 'archived',
    who: [...supervising, ...planner],
    carries: [],
    guards: [],
    effects: [],
    tone: 'plain',
  },
  carry_over: {
    label: '结转',
    noun: 'carry-over',
    from: [...UNDER_WAY, 'suspended'],
    to: 'carried_over',
    who: [{ role: 'leader', as: 'owner' }],
    carries: [reason('结转原因'), { name: 'deadline', label: '新的完成时限', kind: 'date', required: true }],
    guards: [successorDateAhead, subtasksAreClosed, nothingApplied],
    effects: ['open_successor'],
    tone: 'danger',
  },
  // A struck-off item is never opened again: what comes back is a new task that knows the old one.
  reopen: {
    label: '重新立项',
    noun: 'reopening',
    from: ['completed', 'delisted', 'archived', 'terminated'],
    to: 'same',
    who: planner,
    carries: [reason('重新立项的理由'), { name: 'deadline', label: '完成时限', kind: 'date', required: true }],
    guards: [noSuccessorYet, successorDateAhead],
    effects: ['open_successor'],
    tone: 'plain',
  },
};
