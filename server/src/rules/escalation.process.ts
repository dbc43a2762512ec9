import type { Act, Guard, Placed, Process } from './process.js';

export type EscalationState = 'issued' | 'answered' | 'closed' | 'withdrawn';
export type EscalationRelation = 'lead' | 'supervising';
export type EscalationFacts = Placed<EscalationRelation>;

const supervising = [
  { role: 'supervisor', as: 'supervising' },
  { role: 'supervision_head', as: 'supervising' },
  { role: 'leader', as: 'supervising' },
] as const;

const replyDateAhead: Guard<EscalationFacts> = (_facts, { input, today }) => {
  const date = input?.replyBy;
  return typeof date === 'string' && date < today ? ['重新答复的时限不能早于今天。'] : [];
};

export type EscalationAct = 'answer' | 'accept' | 'reject' | 'withdraw';

const acts: Record<EscalationAct, Act<EscalationState, EscalationRelation, EscalationFacts>> = {
  answer: {
    label: '答复',
    noun: 'answer',
    from: ['issued'],
    to: 'answered',
    who: [
      { role: 'unit_staff', as: 'lead' },
      { role: 'dept_head', as: 'lead' },
    ],
    carries: [{ name: 'answer', label: '答复内容（原因、措施、时间）', kind: 'text', required: true, max: 2000 }],
    guards: [],
    effects: ['notify_answered'],
    tone: 'primary',
  },
  accept: {
    label: '认可答复',
    noun: 'acceptance',
    from: ['answered'],
    to: 'closed',
    who: supervising,
    carries: [{ name: 'opinion', label: '意见', kind: 'text', required: false, max: 1000 }],
    guards: [],
    effects: ['notify_closed'],
    tone: 'primary',
  },
  reject: {
    label: '不予认可',
    noun: 'rejection',
    from: ['answered'],
    to: 'issued',
    who: supervising,
    carries: [
      { name: 'reason', label: '理由', kind: 'text', required: true, max: 1000 },
      { name: 'replyBy', label: '重新答复时限', kind: 'date', required: true },
    ],
    guards: [replyDateAhead],
    effects: ['move_reply_date', 'propose_next', 'notify_rejected'],
    tone: 'danger',
  },
  withdraw: {
    label: '撤回督办单',
    noun: 'withdrawal',
    from: ['issued'],
    to: 'withdrawn',
    who: supervising,
    carries: [{ name: 'reason', label: '撤回理由', kind: 'text', required: true, max: 1000 }],
    guards: [],
    effects: ['notify_withdrawn'],
    tone: 'plain',
  },
};

/** A notice of the ladder (督办单): issued with a reply date, answered by the unit, accepted or not (domain.md E1–E3). */
export const ESCALATION_PROCESS: Process<EscalationState, EscalationRelation, EscalationFacts, EscalationAct> = {
  name: 'escalation',
  collection: 'escalations',
  label: '督办单',
  states: {
    issued: { label: '待答复' },
    answered: { label: '已答复' },
    closed: { label: '已了结', final: true },
    withdrawn: { label: '已撤回', final: true },
  },
  initial: 'issued',
  begun: ['notify_escalated', 'draw_up_notice'],
  relations: { lead: { label: '被督办单位', reach: 'own' }, supervising: { label: '督查单位', reach: 'subtree' } },
  acts,
};
