import { type Actor, hasRole } from './actor.js';
import type { InstructionState } from './instruction.words.js';
import { type Act, type Guard, mayPerform, type Placed, type Process, type Who } from './process.js';

export type InstructionRelation = 'lead' | 'supervising' | 'owner';
export type InstructionFacts = Placed<InstructionRelation>;

/** A leader writes it himself; the supervising office records one on a leader's behalf. */
export const INSTRUCTING = [
  { role: 'leader', as: 'owner' },
  { role: 'leader', as: 'supervising' },
  { role: 'supervision_head', as: 'supervising' },
  { role: 'supervisor', as: 'supervising' },
] as const;

/** An instruction is a work secret: beside those who write it, the head who planned the task and the head who has to answer read it. */
const READING: readonly Who<InstructionRelation>[] = [
  ...INSTRUCTING,
  { role: 'dept_head', as: 'owner' },
  { role: 'dept_head', as: 'lead' },
];

/** True when the actor may read the instructions on a task with these places. */
export function readsInstructions(places: InstructionFacts['places'], actor: Actor): boolean {
  return mayPerform(INSTRUCTION_PROCESS, { who: READING }, { places }, actor);
}

const replyDateAhead: Guard<unknown> = (_facts, { input, today }) => {
  const date = input?.replyBy;
  return typeof date === 'string' && date < today ? ['回复时限不能早于今天。'] : [];
};

/** Whoever records an instruction names the leader who gave it. */
const leaderIsNamed: Guard<unknown> = (_facts, { actor, input }) =>
  input && !input.leaderName && !hasRole(actor, 'leader') ? ['代为录入批示，请写明批示领导的姓名。'] : [];

export const INSTRUCTION_GUARDS = [replyDateAhead, leaderIsNamed];

const reason = (label: string) => ({ name: 'reason', label, kind: 'text', required: true, max: 1000 }) as const;

export type InstructionAct = 'answer' | 'accept' | 'reject' | 'withdraw';

const acts: Record<InstructionAct, Act<InstructionState, InstructionRelation, InstructionFacts>> = {
  answer: {
    label: '报送落实情况',
    noun: 'answer',
    from: ['issued'],
    to: 'answered',
    who: [{ role: 'dept_head', as: 'lead' }],
    carries: [{ name: 'answer', label: '落实情况（做了什么、还差什么、何时完成）', kind: 'text', required: true, max: 2000 }],
    guards: [],
    effects: ['notify_instruction_answered'],
    tone: 'primary',
  },
  accept: {
    label: '认可落实情况',
    noun: 'acceptance',
    from: ['answered'],
    to: 'closed',
    who: INSTRUCTING,
    carries: [{ name: 'opinion', label: '意见', kind: 'text', required: false, max: 1000 }],
    guards: [],
    effects: ['notify_instruction_closed'],
    tone: 'primary',
  },
  reject: {
    label: '要求继续落实',
    noun: 'rejection',
    from: ['answered'],
    to: 'issued',
    who: INSTRUCTING,
    carries: [reason('还要落实什么'), { name: 'replyBy', label: '重新回复时限', kind: 'date', required: true }],
    guards: [replyDateAhead],
    effects: ['move_instruction_date', 'notify_instruction_rejected'],
    tone: 'danger',
  },
  withdraw: {
    label: '撤销批示',
    noun: 'withdrawal',
    from: ['issued'],
    to: 'withdrawn',
    who: INSTRUCTING,
    carries: [reason('撤销理由')],
    guards: [],
    effects: ['notify_instruction_withdrawn'],
    tone: 'plain',
  },
};

/** A leader's instruction on a task (领导批示): it calls for an answer or for what was done, and is closed by those who may give one. */
export const INSTRUCTION_PROCESS: Process<InstructionState, InstructionRelation, InstructionFacts, InstructionAct> = {
  name: 'instruction',
  collection: 'instructions',
  label: '领导批示',
  classifier: '条',
  states: {
    issued: { label: '待落实' },
    answered: { label: '已报落实情况' },
    closed: { label: '已落实', final: true },
    withdrawn: { label: '已撤销', final: true },
  },
  initial: 'issued',
  begun: ['notify_instructed'],
  relations: {
    lead: { label: '牵头单位', reach: 'own' },
    supervising: { label: '督查单位', reach: 'subtree' },
    owner: { label: '方案主办单位', reach: 'subtree' },
  },
  acts,
};
