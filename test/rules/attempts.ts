import type { Actor } from '../../server/src/rules/actor.js';
import type { ActInput } from '../../server/src/rules/process.js';
import type { Model, ModelRecord, Verdict } from './model.js';

export interface Person {
  login: string;
  actor: Actor;
}

export interface Attempt {
  person: Person;
  record: ModelRecord;
  act: string;
  noun: string;
  input: ActInput;
  version: number;
  verdict: Verdict;
}

const AHEAD = '2026-11-30';
const PAST = '2026-11-21';

/** Inputs to try for each act: sound ones first, then those that a guard on the input refuses. */
const INPUTS: Record<string, (model: Model, record: ModelRecord) => ActInput[]> = {
  'task.send_back': () => [{ reason: '完成标准不够具体' }],
  'task.discard': () => [{ reason: '与另一条重复' }],
  'task.request_completion': () => [{ summary: '全部达到' }],
  'task.return': () => [
    { reasonKind: 'evidence_missing', reason: '缺名单', resubmitBy: AHEAD },
    { reasonKind: 'other', reason: '缺名单', resubmitBy: PAST },
  ],
  'task.escalate': () => [
    { level: 'level_1', reason: '没有进展', replyBy: AHEAD },
    { level: 'level_3', reason: '没有进展', replyBy: AHEAD },
    { level: 'level_2', reason: '没有进展', replyBy: PAST },
  ],
  'task.record_phase': model =>
    model.phases.length === 0
      ? [{ phaseId: 1, verdict: 'unknown', note: '说明' }]
      : model.phases.flatMap(({ id }) => [
          { phaseId: id, verdict: 'reached', note: '说明' },
          { phaseId: id, verdict: 'behind', note: '说明' },
        ]),
  'assignment.report': (_model, { facts }) => {
    const last = (facts as { lastPercent: number | null }).lastPercent ?? 0;
    return [100, last, Math.max(0, last - 1)].map(percent => ({ percent, doneText: '按计划推进', problem: null, nextStep: null }));
  },
  'escalation.answer': () => [{ answer: '已整改' }],
  'escalation.reject': () => [
    { reason: '没有责任人', replyBy: AHEAD },
    { reason: '没有责任人', replyBy: PAST },
  ],
  'escalation.withdraw': () => [{ reason: '已电话说明' }],
};

/** Everything that anybody could try now, with what must come of it: sound requests, stale ones, and ones with a field too many. */
export function attemptsOn(model: Model, people: Person[], handlers: Map<number, number>): Attempt[] {
  return model.records().flatMap(record =>
    Object.entries<{ noun: string; who: readonly { role: string }[] }>(record.process.acts)
      .filter(([, { who }]) => who.some(({ role }) => role !== 'system'))
      .flatMap(([act, { noun }]) => {
        const inputs = INPUTS[`${record.process.name}.${act}`]?.(model, record) ?? [inputOf(act, model, record, handlers)];
        return people.flatMap(person => {
          const attempt = (input: ActInput, version: number, sound: boolean): Attempt => ({
            person,
            record,
            act,
            noun,
            input: sound ? input : { ...input, state: 'completed' },
            version,
            verdict: model.verdict(record, act, person.actor, input, version, sound),
          });
          const first = inputs[0] as ActInput;
          return [
            ...inputs.map(input => attempt(input, record.version, true)),
            attempt(first, record.version - 1, true),
            attempt(first, record.version, false),
          ];
        });
      }),
  );
}

function inputOf(act: string, model: Model, record: ModelRecord, handlers: Map<number, number>): ActInput {
  if (act !== 'hand_over') return {};
  const share = model.shares.find(({ id }) => id === record.id);
  return { handlerId: handlers.get(share?.unitId ?? 0) ?? 0 };
}
