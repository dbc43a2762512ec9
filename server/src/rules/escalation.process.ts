import { chineseDate } from './lights.js';
import type { Act, Guard, Placed, Process } from './process.js';
import type { EscalationLevel } from './task.words.js';

export type EscalationState = 'issued' | 'answered' | 'closed' | 'withdrawn';
export type EscalationRelation = 'lead' | 'supervising' | 'interviewing';

/** What the guards of a notice look at. Days are 'YYYY-MM-DD'. */
export interface EscalationFacts extends Placed<EscalationRelation> {
  level: EscalationLevel;
  issuedOn: string;
  /** The minutes of the interview (约谈记录) are there. */
  interviewed: boolean;
}

/** Where a notice stands: an interview is the supervising unit's to hold and to record, any other notice is nobody's. */
export function escalationPlaces(level: EscalationLevel, { lead, supervising }: Record<'lead' | 'supervising', number[]>) {
  return { lead, supervising, interviewing: level === 'interview' ? supervising : [] };
}

const supervising = [
  { role: 'supervisor', as: 'supervising' },
  { role: 'supervision_head', as: 'supervising' },
  { role: 'leader', as: 'supervising' },
] as const;

const replyDateAhead: Guard<EscalationFacts> = (_facts, { input, today }) => {
  const date = input?.replyBy;
  return typeof date === 'string' && date < today ? ['重新答复的时限不能早于今天。'] : [];
};

/** An interview ends with a decision, and that stands in its minutes. */
const interviewRecorded: Guard<EscalationFacts> = ({ level, interviewed }) =>
  level === 'interview' && !interviewed ? ['还没有填写约谈记录，请先填写。'] : [];

const notRecordedYet: Guard<EscalationFacts> = ({ interviewed }) => (interviewed ? ['约谈记录已经填写，不能再改。'] : []);

const heldSinceNotice: Guard<EscalationFacts> = ({ issuedOn }, { input, today }) => {
  const day = input?.heldOn;
  if (typeof day !== 'string') return [];
  if (day > today) return ['约谈日期不能晚于今天。'];
  return day < issuedOn ? [`约谈日期不能早于约谈通知发出的日期（${chineseDate(issuedOn)}）。`] : [];
};

export type EscalationAct = 'answer' | 'record_interview' | 'accept' | 'reject' | 'withdraw';

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
  record_interview: {
    label: '填写约谈记录',
    noun: 'interview-record',
    from: ['issued', 'answered'],
    to: 'same',
    who: [
      { role: 'supervisor', as: 'interviewing' },
      { role: 'supervision_head', as: 'interviewing' },
      { role: 'leader', as: 'interviewing' },
    ],
    carries: [
      { name: 'heldOn', label: '约谈日期', kind: 'date', required: true },
      { name: 'venue', label: '约谈地点', kind: 'text', required: true, max: 200 },
      { name: 'interviewer', label: '约谈人（姓名、职务）', kind: 'text', required: true, max: 300 },
      { name: 'persons', label: '被约谈人（单位、姓名、职务）', kind: 'text', required: true, max: 500 },
      { name: 'minutes', label: '谈话内容', kind: 'text', required: true, max: 4000 },
      { name: 'decision', label: '约谈意见和整改要求', kind: 'text', required: true, max: 2000 },
    ],
    guards: [notRecordedYet, heldSinceNotice],
    effects: ['draw_up_minutes', 'notify_interviewed'],
    tone: 'plain',
  },
  accept: {
    label: '认可答复',
    noun: 'acceptance',
    from: ['answered'],
    to: 'closed',
    who: supervising,
    carries: [{ name: 'opinion', label: '意见', kind: 'text', required: false, max: 1000 }],
    guards: [interviewRecorded],
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

/** A notice of the ladder (督办单): issued with a reply date, answered by the unit, accepted or not; of an interview minutes are kept. */
export const ESCALATION_PROCESS: Process<EscalationState, EscalationRelation, EscalationFacts, EscalationAct> = {
  name: 'escalation',
  collection: 'escalations',
  label: '督办单',
  classifier: '张',
  states: {
    issued: { label: '待答复' },
    answered: { label: '已答复' },
    closed: { label: '已了结', final: true },
    withdrawn: { label: '已撤回', final: true },
  },
  initial: 'issued',
  begun: ['notify_escalated', 'draw_up_notice'],
  relations: {
    lead: { label: '被督办单位', reach: 'own' },
    supervising: { label: '督查单位', reach: 'subtree' },
    interviewing: { label: '约谈单位', reach: 'subtree' },
  },
  acts,
};
