import { hasRole } from './actor.js';
import { chineseDate } from './lights.js';
import type { BulletinKind, CheckState } from './paper.words.js';
import type { Act, Guard, Placed, Process } from './process.js';

export type PaperState = 'drafted' | 'checking' | 'pending_sign' | 'signed' | 'issued' | 'discarded';
export type PaperRelation = 'office' | 'named';

/** What the guards of a bulletin look at. Days are 'YYYY-MM-DD'. */
export interface PaperFacts extends Placed<PaperRelation> {
  kind: BulletinKind;
  drafterId: number;
  /** Parts of the text that are still empty, by their names. */
  emptyParts: string[];
  /** The units that the text names, and what each has said to the facts; null: it has not been asked. */
  checks: { unitId: number; unitName: string; state: CheckState | null }[];
  /** Until when the units were asked to check. */
  checkBy: string | null;
}

const drafting = [
  { role: 'supervisor', as: 'office' },
  { role: 'supervision_head', as: 'office' },
] as const;
const signing = [
  { role: 'supervision_head', as: 'office' },
  { role: 'leader', as: 'office' },
] as const;
const named = [
  { role: 'unit_staff', as: 'named' },
  { role: 'dept_head', as: 'named' },
] as const;
const reason = (label: string) => ({ name: 'reason', label, kind: 'text', required: true, max: 1000 }) as const;

const textComplete: Guard<PaperFacts> = ({ emptyParts }) => (emptyParts.length > 0 ? [`还没有写：${emptyParts.join('、')}。`] : []);

const namesSomebody: Guard<PaperFacts> = ({ checks }) => (checks.length === 0 ? ['没有点到任何单位，不需要核实，请直接送签。'] : []);

const checkDateAhead: Guard<PaperFacts> = (_facts, { input, today }) => {
  const date = input?.checkBy;
  return typeof date === 'string' && date < today ? ['核实时限不能早于今天。'] : [];
};

const ownCheckOpen: Guard<PaperFacts> = ({ checks }, { actor }) => {
  const own = actor.posts.map(post => post.unitId);
  return checks.some(({ unitId, state }) => own.includes(unitId) && state === 'pending') ? [] : ['贵单位已经答复过这次核实。'];
};

/** Whoever is named has been asked, and has answered or let the day pass. */
const factsChecked: Guard<PaperFacts> = ({ checks, checkBy }, { today }) => {
  const names = (state: CheckState | null) => checks.filter(check => check.state === state).map(({ unitName }) => unitName);
  const unasked = names(null);
  if (unasked.length > 0) return [`点到的单位要先核实事实：${unasked.join('、')}。请先送核实。`];
  const waiting = names('pending');
  if (waiting.length === 0 || (checkBy !== null && checkBy < today)) return [];
  return [`还有 ${waiting.length} 个单位没有核实：${waiting.join('、')}（时限${chineseDate(checkBy ?? today)}）。`];
};

const objectionsSettled: Guard<PaperFacts> = ({ checks }, { input }) => {
  const objecting = checks.filter(({ state }) => state === 'objected').map(({ unitName }) => unitName);
  return input && objecting.length > 0 && !input.handling ? [`${objecting.join('、')}提出了异议，请写明核对结果和处理意见。`] : [];
};

const notTheDrafter: Guard<PaperFacts> = ({ drafterId }, { actor }) =>
  actor.accountId === drafterId ? ['这份公文由您起草，须由他人签发。'] : [];

/** What goes upward is signed by the leader, whose name stands on it (GB/T 9704: 签发人). */
const upwardByTheLeader: Guard<PaperFacts> = ({ kind }, { actor }) =>
  kind === 'special_report' && !hasRole(actor, 'leader') ? ['督查专报报送上级，须由分管领导签发。'] : [];

export type PaperAct =
  | 'send_for_check'
  | 'confirm_facts'
  | 'object_facts'
  | 'submit'
  | 'recall'
  | 'sign'
  | 'send_back'
  | 'issue'
  | 'discard';

const acts: Record<PaperAct, Act<PaperState, PaperRelation, PaperFacts>> = {
  send_for_check: {
    label: '送核实',
    noun: 'check-request',
    from: ['drafted'],
    to: 'checking',
    who: drafting,
    carries: [{ name: 'checkBy', label: '核实时限', kind: 'date', required: true }],
    guards: [textComplete, namesSomebody, checkDateAhead],
    effects: ['open_checks', 'tell_named'],
    tone: 'primary',
  },
  confirm_facts: {
    label: '核实无误',
    noun: 'fact-confirmation',
    from: ['checking'],
    to: 'same',
    who: named,
    carries: [],
    guards: [ownCheckOpen],
    effects: ['keep_check', 'tell_office'],
    tone: 'primary',
  },
  object_facts: {
    label: '提出异议',
    noun: 'fact-objection',
    from: ['checking'],
    to: 'same',
    who: named,
    carries: [{ name: 'text', label: '与事实不符之处和依据', kind: 'text', required: true, max: 1000 }],
    guards: [ownCheckOpen],
    effects: ['keep_check', 'tell_office'],
    tone: 'danger',
  },
  submit: {
    label: '送签',
    noun: 'submission',
    from: ['drafted', 'checking'],
    to: 'pending_sign',
    who: drafting,
    carries: [{ name: 'handling', label: '对异议的核对结果和处理意见（有异议时必填）', kind: 'text', required: false, max: 1000 }],
    guards: [textComplete, factsChecked, objectionsSettled],
    effects: ['tell_signers'],
    tone: 'primary',
  },
  recall: {
    label: '收回修改',
    noun: 'recall',
    from: ['checking', 'pending_sign'],
    to: 'drafted',
    who: drafting,
    carries: [reason('收回理由')],
    guards: [],
    effects: ['drop_checks'],
    tone: 'plain',
  },
  sign: {
    label: '签发',
    noun: 'signature',
    from: ['pending_sign'],
    to: 'signed',
    who: signing,
    carries: [{ name: 'opinion', label: '签发意见', kind: 'text', required: false, max: 500 }],
    guards: [notTheDrafter, upwardByTheLeader],
    effects: ['keep_signer', 'tell_drafter'],
    tone: 'primary',
  },
  send_back: {
    label: '退回修改',
    noun: 'return',
    from: ['pending_sign'],
    to: 'drafted',
    who: signing,
    carries: [reason('退回理由')],
    guards: [],
    effects: ['drop_checks', 'tell_drafter'],
    tone: 'danger',
  },
  issue: {
    label: '印发',
    noun: 'issue',
    from: ['signed'],
    to: 'issued',
    who: drafting,
    carries: [],
    guards: [],
    effects: ['number_and_freeze', 'tell_named'],
    tone: 'primary',
  },
  discard: {
    label: '作废',
    noun: 'discard',
    from: ['drafted'],
    to: 'discarded',
    who: drafting,
    carries: [reason('作废理由')],
    guards: [],
    effects: [],
    tone: 'plain',
  },
};

/** A bulletin or special report: drafted, its facts checked by the units that it names, signed, issued with a number. */
export const PAPER_PROCESS: Process<PaperState, PaperRelation, PaperFacts, PaperAct> = {
  name: 'paper',
  collection: 'papers',
  label: '公文',
  classifier: '份',
  states: {
    drafted: { label: '起草' },
    checking: { label: '核实中' },
    pending_sign: { label: '待签发' },
    signed: { label: '待印发' },
    issued: { label: '已印发', final: true },
    discarded: { label: '已作废', final: true },
  },
  initial: 'drafted',
  relations: { office: { label: '起草单位', reach: 'subtree' }, named: { label: '点到的单位', reach: 'own' } },
  acts,
};
