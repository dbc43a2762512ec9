import { APPLICATION_KINDS, EXTENSION_REASONS } from './application.words.js';
import { INSTRUCTING, INSTRUCTION_GUARDS } from './instruction.process.js';
import { INSTRUCTION_DEMANDS } from './instruction.words.js';
import {
  amendmentChangesSomething,
  askedDateLater,
  escalationDateAhead,
  escalationLevelAllowed,
  escalationOncePerRound,
  hasDeadline,
  leadHasReceived,
  noApplicationOf,
  subtaskDateWithin,
  subtaskUnitIsNew,
  suspensionEndsAhead,
} from './task.guards.js';
import { ESCALATION_LEVELS, lead, reason, supervising, system, type TaskTable, UNDER_WAY } from './task.words.js';

export type WorkingAct =
  | 'begin'
  | 'decompose'
  | 'urge'
  | 'escalate'
  | 'instruct'
  | 'apply_extension'
  | 'apply_amendment'
  | 'apply_suspension'
  | 'apply_termination'
  | 'extend'
  | 'amend'
  | 'suspend'
  | 'confirm_suspension'
  | 'resume'
  | 'terminate';

const basis = { name: 'basis', label: '依据（文件、会议或批示）', kind: 'text', required: true, max: 500 } as const;
const amended = [
  { name: 'title', label: '任务名称改为', kind: 'text', required: false, max: 200 },
  { name: 'requirement', label: '工作要求改为', kind: 'text', required: false, max: 2000 },
  { name: 'doneCriterion', label: '完成标准改为', kind: 'text', required: false, max: 1000 },
  { name: 'evidenceRequired', label: '佐证材料要求改为', kind: 'text', required: false, max: 1000 },
] as const;

/** While the work is under way: the unit applies, the deciding level grants, the system carries out. */
export const WORKING: TaskTable<WorkingAct> = {
  begin: {
    label: '开始办理',
    noun: 'begin',
    from: ['issued'],
    to: 'in_progress',
    who: system,
    carries: [],
    guards: [leadHasReceived],
    effects: [],
    tone: 'plain',
  },
  decompose: {
    label: '分解子任务',
    noun: 'subtask',
    from: ['in_progress'],
    to: 'same',
    who: [{ role: 'dept_head', as: 'lead' }],
    carries: [
      { name: 'unitId', label: '承担单位', kind: 'unit', required: true },
      { name: 'title', label: '子任务名称', kind: 'text', required: true, max: 200 },
      { name: 'requirement', label: '工作要求', kind: 'text', required: true, max: 2000 },
      { name: 'doneCriterion', label: '完成标准', kind: 'text', required: true, max: 1000 },
      { name: 'evidenceRequired', label: '佐证材料要求', kind: 'text', required: true, max: 1000 },
      { name: 'deadline', label: '完成时限', kind: 'date', required: true },
    ],
    guards: [subtaskUnitIsNew, subtaskDateWithin],
    effects: ['open_subtask'],
    tone: 'plain',
  },
  urge: {
    label: '催办',
    noun: 'reminder',
    from: UNDER_WAY,
    to: 'same',
    who: [...supervising, { role: 'system', as: 'supervising' }],
    carries: [{ name: 'text', label: '催办内容', kind: 'text', required: false, max: 500 }],
    guards: [],
    effects: ['note_urging', 'notify_urged', 'draw_up_reminders'],
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
    guards: [escalationLevelAllowed, escalationOncePerRound, escalationDateAhead],
    effects: ['open_escalation'],
    tone: 'danger',
  },
  instruct: {
    label: '批示',
    noun: 'instruction',
    from: UNDER_WAY,
    to: 'same',
    who: INSTRUCTING,
    carries: [
      { name: 'text', label: '批示内容', kind: 'text', required: true, max: 1000 },
      { name: 'leaderName', label: '批示领导（代录的必填，本人批示的不填）', kind: 'text', required: false, max: 40 },
      { name: 'demand', label: '要求', kind: 'choice', required: true, choices: INSTRUCTION_DEMANDS },
      { name: 'replyBy', label: '回复时限', kind: 'date', required: true },
    ],
    guards: INSTRUCTION_GUARDS,
    effects: ['open_instruction'],
    tone: 'plain',
  },
  apply_extension: {
    label: APPLICATION_KINDS.extension.act,
    noun: 'extension-application',
    from: UNDER_WAY,
    to: 'same',
    who: lead,
    carries: [
      { name: 'reasonKind', label: '延期原因', kind: 'choice', required: true, choices: EXTENSION_REASONS },
      reason('具体原因、目前进展和后续安排'),
      { name: 'askedDate', label: '申请延期至', kind: 'date', required: true },
    ],
    guards: [hasDeadline, noApplicationOf('extension'), askedDateLater],
    effects: ['open_extension'],
    tone: 'plain',
  },
  apply_amendment: {
    label: APPLICATION_KINDS.amendment.act,
    noun: 'amendment-application',
    from: UNDER_WAY,
    to: 'same',
    who: [...lead, ...supervising],
    carries: [basis, ...amended],
    guards: [noApplicationOf('amendment'), amendmentChangesSomething],
    effects: ['open_amendment'],
    tone: 'plain',
  },
  apply_suspension: {
    label: APPLICATION_KINDS.suspension.act,
    noun: 'suspension-application',
    from: ['in_progress', 'returned'],
    to: 'same',
    who: [...lead, ...supervising],
    carries: [reason('中止原因'), basis, { name: 'until', label: '预计恢复日期', kind: 'date', required: true }],
    guards: [noApplicationOf('suspension'), suspensionEndsAhead],
    effects: ['open_suspension'],
    tone: 'plain',
  },
  apply_termination: {
    label: APPLICATION_KINDS.termination.act,
    noun: 'termination-application',
    from: [...UNDER_WAY, 'suspended'],
    to: 'same',
    who: [...lead, ...supervising],
    carries: [reason('终止原因、已投入资金和已作承诺的处理'), basis],
    guards: [noApplicationOf('termination')],
    effects: ['open_termination'],
    tone: 'plain',
  },
  extend: {
    label: '延期',
    noun: 'extension',
    from: UNDER_WAY,
    to: 'same',
    who: system,
    carries: [{ name: 'deadline', label: '完成时限改为', kind: 'date', required: true }],
    guards: [],
    effects: ['move_deadline', 'rearm_ladder'],
    tone: 'plain',
  },
  amend: {
    label: '变更',
    noun: 'amendment',
    from: UNDER_WAY,
    to: 'same',
    who: system,
    carries: amended,
    guards: [],
    effects: ['change_fields'],
    tone: 'plain',
  },
  suspend: {
    label: '中止',
    noun: 'suspension',
    from: ['in_progress', 'returned'],
    to: 'suspended',
    who: system,
    carries: [{ name: 'until', label: '预计恢复日期', kind: 'date', required: true }],
    guards: [],
    effects: ['pause_clock'],
    tone: 'plain',
  },
  // A pause that nobody looks at is a task forgotten (every thirty days).
  confirm_suspension: {
    label: '继续中止',
    noun: 'suspension-confirmation',
    from: ['suspended'],
    to: 'same',
    who: supervising,
    carries: [reason('继续中止的理由'), { name: 'until', label: '预计恢复日期', kind: 'date', required: true }],
    guards: [suspensionEndsAhead],
    effects: ['confirm_pause'],
    tone: 'plain',
  },
  resume: {
    label: '恢复办理',
    noun: 'resumption',
    from: ['suspended'],
    to: 'in_progress',
    who: supervising,
    carries: [reason('恢复的理由')],
    guards: [],
    effects: ['resume_clock', 'rearm_ladder'],
    tone: 'primary',
  },
  terminate: {
    label: '终止',
    noun: 'termination',
    from: [...UNDER_WAY, 'suspended'],
    to: 'terminated',
    who: system,
    carries: [],
    guards: [],
    effects: [],
    tone: 'plain',
  },
};
