import type { AssignmentFacts } from '../../server/src/rules/assignment.process.js';
import type { ActInput } from '../../server/src/rules/process.js';
import type { ModelRecord } from './known.js';
import type { Model } from './model.js';
import { type Attempt, humanActs, type Person, requestsFor } from './verdict.js';

const AHEAD = '2026-11-30';
const TODAY = '2026-11-22';
const PAST = '2026-11-21';
const FAR = '2027-06-30';

/** Inputs to try for each act: sound ones first, then those that a guard on the input refuses. */
const INPUTS: Record<string, (model: Model, record: ModelRecord) => ActInput[]> = {
  'task.send_back': () => [{ reason: '完成标准不够具体' }],
  'task.discard': () => [{ reason: '与另一条重复' }],
  'task.request_completion': () => ['修订核验办法', null].map(systemic => ({ summary: '全部达到', systemic })),
  'task.return': () => [
    { reasonKind: 'evidence_missing', reason: '缺名单', resubmitBy: AHEAD },
    { reasonKind: 'other', reason: '缺名单', resubmitBy: PAST },
  ],
  'task.rearm': () => [{ reason: '已批准延期' }],
  'task.escalate': () => [
    { level: 'level_1', reason: '没有进展', replyBy: AHEAD },
    { level: 'level_3', reason: '没有进展', replyBy: AHEAD },
    { level: 'interview', reason: '没有进展', replyBy: AHEAD },
    { level: 'level_2', reason: '没有进展', replyBy: PAST },
  ],
  'task.instruct': () => [
    { text: '抓紧办理', leaderName: '刘主任', demand: 'progress', replyBy: AHEAD },
    { text: '抓紧办理', leaderName: null, demand: 'answer', replyBy: AHEAD },
    { text: '抓紧办理', leaderName: '刘主任', demand: 'progress', replyBy: PAST },
  ],
  'task.record_phase': model =>
    model.phases.length === 0
      ? [{ phaseId: 1, verdict: 'unknown', note: '说明' }]
      : model.phases.flatMap(({ id }) => [
          { phaseId: id, verdict: 'reached', note: '说明' },
          { phaseId: id, verdict: 'behind', note: '说明' },
        ]),
  'task.complete': () => [{ recheckOn: null }, { recheckOn: FAR }, { recheckOn: PAST }],
  'task.verify': () => [
    { method: 'on_site', people: '督查一组', note: null, inspection: null, designation: null },
    { method: 'on_site', people: '督查一组', note: null, inspection: 'government', designation: '聊政督〔2026〕3号' },
    { method: 'on_site', people: '督查一组', note: null, inspection: 'government', designation: null },
  ],
  'task.note_higher': () => [{ authority: '省卫生健康委', reference: '鲁卫督〔2026〕8号' }],
  'task.confirm_verified': () => [
    { verifiedOn: PAST, record: '实地查看两家医院', recheckOn: null },
    { verifiedOn: PAST, record: '实地查看两家医院', recheckOn: FAR },
    { verifiedOn: AHEAD, record: '实地查看两家医院', recheckOn: null },
    { verifiedOn: PAST, record: '实地查看两家医院', recheckOn: PAST },
  ],
  'task.refute': () => [
    { verifiedOn: PAST, reasonKind: 'criterion_unmet', reason: '现场没有开展', resubmitBy: AHEAD },
    { verifiedOn: AHEAD, reasonKind: 'criterion_unmet', reason: '现场没有开展', resubmitBy: null },
    { verifiedOn: PAST, reasonKind: 'criterion_unmet', reason: '现场没有开展', resubmitBy: PAST },
  ],
  'task.recheck': () => [
    { result: 'held', note: '运行正常' },
    { result: 'slipped', note: '人员已撤走' },
  ],
  'task.delist': () => ['鲁卫督〔2026〕30号', null].map(higherReply => ({ basis: '核查记录', higherReply })),
  'task.reopen': () => [
    { reason: '问题反弹', deadline: FAR },
    { reason: '问题反弹', deadline: PAST },
  ],
  'task.carry_over': () => [
    { reason: '跨年实施', deadline: FAR },
    { reason: '跨年实施', deadline: PAST },
  ],
  'task.resume': () => [{ reason: '资金已到位' }],
  'task.decompose': (model, { facts }) => {
    const part = { title: '子任务', requirement: '按要求办理', doneCriterion: '达标', evidenceRequired: '名单', deadline: AHEAD };
    const units = model.shares.filter(({ role }) => role !== 'lead').map(({ unitId }) => unitId);
    const leading = (facts as { leadingUnitIds: number[] }).leadingUnitIds;
    return [
      { ...part, unitId: units[0] ?? 0 },
      { ...part, unitId: leading[0] ?? 0 },
      { ...part, unitId: units[0] ?? 0, deadline: PAST },
    ];
  },
  'task.apply_extension': () => [
    { reasonKind: 'funds', reason: '资金未到位', askedDate: FAR },
    { reasonKind: 'funds', reason: '资金未到位', askedDate: PAST },
  ],
  'task.apply_amendment': () => [
    { basis: '会议纪要', title: '新的名称', requirement: null, doneCriterion: null, evidenceRequired: null },
    { basis: '会议纪要', title: null, requirement: null, doneCriterion: null, evidenceRequired: null },
  ],
  'task.confirm_suspension': () => [
    { reason: '规划还没有定', until: FAR },
    { reason: '规划还没有定', until: PAST },
  ],
  'task.apply_suspension': () => [
    { reason: '规划调整', basis: '批示', until: FAR },
    { reason: '规划调整', basis: '批示', until: PAST },
  ],
  'task.apply_termination': () => [{ reason: '政策取消', basis: '文件' }],
  'application.hold_back': () => [{ reason: '理由不足' }],
  'application.review': () => [{ opinion: '情况属实' }],
  'application.grant': (_model, { facts }) => {
    const dates = (facts as { kind: string }).kind === 'extension' ? [FAR, null, PAST] : [null, FAR];
    return dates.map(grantedDate => ({ grantedDate, opinion: null }));
  },
  'application.refuse': () => [{ reason: '不符合条件' }],
  'application.withdraw': () => [{ reason: '不再需要' }],
  'assignment.dispute': () => [{ reason: '不属本单位职责', unitId: null }],
  'assignment.uphold': () => [{ reason: '职责明确' }],
  'assignment.reassign': (model, { facts }) => [
    { reason: '职责调整', unitId: model.spareUnitId },
    { reason: '职责调整', unitId: (facts as { sharingUnitIds: number[] }).sharingUnitIds[0] ?? 0 },
  ],
  'assignment.arrange': () => [
    { dueDate: AHEAD, weight: 60, note: '负责培训' },
    { dueDate: PAST, weight: null, note: null },
    { dueDate: null, weight: 60, note: null },
  ],
  'assignment.submit_branch': () => [{ summary: '本单位承担的部分已完成' }],
  'assignment.return_branch': () => [{ reason: '缺名单' }],
  'assignment.report': (model, { facts }) => {
    const { lastPercent, periods } = facts as AssignmentFacts;
    const last = lastPercent ?? 0;
    const said = { doneText: '按计划推进', problem: null, nextStep: null, help: null, readings: [], risk: 'none' };
    const sound = [100, last, Math.max(0, last - 1)].map(percent => ({ ...said, percent, period: null }));
    const named = { ...said, percent: 100, period: periods[0]?.key ?? null };
    const foreign = { ...said, percent: 100, period: null, readings: [{ indicatorId: 999_999, value: '1', source: null }] };
    return [...sound, named, foreign, { ...said, percent: 100, period: `P${model.phases[0]?.year ?? 2020}` }];
  },
  'assignment.report_unchanged': () => [{ period: null }, { period: '2020-01' }],
  'cycle_return.hold_back': () => [{ reason: '数据不实' }],
  'cycle_return.return': () => [{ reason: '没有说明存在问题' }],
  'instruction.answer': () => [{ answer: '已开工，年底完成' }],
  'instruction.reject': () => [
    { reason: '没有写明时间', replyBy: AHEAD },
    { reason: '没有写明时间', replyBy: PAST },
  ],
  'instruction.withdraw': () => [{ reason: '已另行安排' }],
  'escalation.answer': () => [{ answer: '已整改' }],
  'escalation.record_interview': () =>
    [TODAY, AHEAD, PAST].map(heldOn => ({
      heldOn,
      venue: '市卫生健康委二楼会议室',
      interviewer: '督查室主任',
      persons: '县卫生健康局局长',
      minutes: '说明了滞后的原因',
      decision: '十二月十日前完成',
    })),
  'escalation.reject': () => [
    { reason: '没有责任人', replyBy: AHEAD },
    { reason: '没有责任人', replyBy: PAST },
  ],
  'escalation.withdraw': () => [{ reason: '已电话说明' }],
};

/** Everything that anybody could try now, with what must come of it: sound requests, stale ones, and ones with a field too many. */
export function attemptsOn(model: Model, people: Person[], handlers: Map<number, number>): Attempt<ModelRecord>[] {
  return model.records().flatMap(record =>
    humanActs(record.process).flatMap(act => {
      const inputs = INPUTS[`${record.process.name}.${act}`]?.(model, record) ?? [inputOf(act, model, record, handlers)];
      return people.flatMap(person => requestsFor(record, act, inputs, person, model.isSeenBy(person.actor)));
    }),
  );
}

function inputOf(act: string, model: Model, record: ModelRecord, handlers: Map<number, number>): ActInput {
  if (act !== 'hand_over') return {};
  const share = model.shares.find(({ id }) => id === record.id);
  return { handlerId: handlers.get(share?.unitId ?? 0) ?? 0 };
}
