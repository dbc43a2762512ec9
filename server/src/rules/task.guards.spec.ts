import type { Actor, Role } from './actor.js';
import { actor, TODAY } from './guards.fixture.js';
import { readsInstructions } from './instruction.process.js';
import { type ActInput, reasonsAgainst } from './process.js';
import * as taskGuards from './task.guards.js';
import { TASK_PROCESS, type TaskFacts } from './task.process.js';

const { noApplicationOf, bySubmitterOrHead, ...guards } = taskGuards;
const WHOLE: TaskFacts = {
  places: { owner: [1], supervising: [2], lead: [3], assigner: [] },
  title: '建强县级医院',
  requirement: '两家县级医院达到推荐标准',
  planConfirmed: true,
  leadUnits: 1,
  doneCriterion: '全部达标',
  evidenceRequired: '评审文件',
  cadence: null,
  startDate: '2026-01-01',
  deadline: '2026-12-31',
  leadReceived: true,
  unitsWithNotice: [],
  leadPercent: 100,
  returnedReports: [],
  evidenceCount: 1,
  requirements: [{ kind: 'document', name: '评审文件', minimum: 1, count: 1 }],
  openEscalations: 0,
  issuedNotices: [],
  higher: null,
  repeatedFindings: [],
  openInstructions: 0,
  phases: [
    { id: 11, year: 2025, dueDate: '2025-12-31' },
    { id: 12, year: 2026, dueDate: '2026-12-31' },
  ],
  submittedBy: 5,
  responsibleIds: [6],
  unconfirmedUnits: [],
  openSubtasks: 0,
  leadingUnitIds: [3],
  openApplications: [],
  recheckOn: null,
  recheckResult: null,
  successor: null,
};
const MISSING: TaskFacts['requirements'] = [
  { kind: 'photo', name: '现场照片', minimum: 3, count: 1 },
  { kind: 'roster', name: '名单', minimum: 1, count: 0 },
  { kind: 'document', name: '评审文件', minimum: 1, count: 1 },
];
const ask = (guard: keyof typeof guards, facts: Partial<TaskFacts> = {}, input: ActInput | null = null, who = actor(9)) =>
  guards[guard]({ ...WHOLE, ...facts }, { actor: who, today: TODAY, input });

describe('guards of a task', () => {
  it('say nothing of a task with which everything is well', () => {
    for (const guard of Object.keys(guards) as (keyof typeof guards)[]) expect([guard, ask(guard)]).toEqual([guard, []]);
  });

  it.each<[keyof typeof guards, Partial<TaskFacts>, number, RegExp]>([
    ['draftIsComplete', { leadUnits: 0 }, 1, /还没有牵头单位/],
    ['draftIsComplete', { leadUnits: 2 }, 1, /牵头单位只能有一个/],
    ['draftIsComplete', { doneCriterion: '' }, 1, /完成标准/],
    ['draftIsComplete', { evidenceRequired: null }, 1, /佐证材料要求/],
    ['draftIsComplete', { deadline: null }, 1, /完成时限/],
    ['draftIsComplete', { deadline: null, cadence: 'month' }, 0, /./],
    ['draftIsComplete', { startDate: '2027-01-01' }, 1, /早于开始日期/],
    ['draftIsComplete', { startDate: '2026-12-31' }, 0, /./],
    ['draftIsComplete', { leadUnits: 0, doneCriterion: null, evidenceRequired: null, deadline: null }, 4, /./],
    ['planIsConfirmed', { planConfirmed: false }, 1, /还没有确认/],
    ['deadlineNotPast', { deadline: '2026-11-21' }, 1, /已经过去/],
    ['deadlineNotPast', { deadline: TODAY }, 0, /./],
    ['deadlineNotPast', { deadline: null }, 0, /./],
    ['nobodyTookNotice', { unitsWithNotice: ['东阿县卫生健康局', '市财政局'] }, 2, /已经查看或办理，不能撤回/],
    ['nobodyTookNotice', { openEscalations: 1 }, 1, /督办单、批示或申请/],
    ['nobodyTookNotice', { openInstructions: 1 }, 1, /督办单、批示或申请/],
    ['nobodyTookNotice', { openApplications: ['extension'] }, 1, /督办单、批示或申请/],
    ['leadHasReceived', { leadReceived: false }, 1, /还没有签收/],
    ['workIsReportedDone', { leadPercent: null }, 1, /还没有报送过/],
    ['workIsReportedDone', { leadPercent: 99 }, 1, /99%/],
    ['lastReportsStand', { returnedReports: ['东阿县卫生健康局', '市财政局'] }, 2, /被退回，还没有重报/],
    ['evidenceIsThere', { evidenceCount: 0 }, 1, /要求：评审文件/],
    ['evidenceIsThere', { evidenceCount: 0, evidenceRequired: null }, 1, /^还没有佐证材料，/],
    ['evidenceIsThere', { requirements: MISSING }, 2, /“现场照片”要求 3 份，现有 1 份|缺少“名单”/],
    ['evidenceIsThere', { requirements: [] }, 0, /./],
    ['escalationsAnswered', { openEscalations: 2 }, 1, /2 张督办单/],
    ['instructionsAnswered', { openInstructions: 1 }, 1, /1 条领导批示没有报送落实情况/],
    ['reviewerIsSomebodyElse', { submittedBy: 9 }, 1, /由您提交/],
    ['reviewerIsSomebodyElse', { responsibleIds: [8, 9] }, 1, /承办人/],
    ['reviewerIsSomebodyElse', { submittedBy: 9, responsibleIds: [9] }, 2, /./],
    ['phaseCanBeJudged', { phases: [] }, 1, /没有分阶段/],
    ['branchesAreConfirmed', { unconfirmedUnits: ['市财政局', '市人社局'] }, 2, /承担的部分还没有报来/],
    ['subtasksAreClosed', { openSubtasks: 3 }, 1, /3 项子任务/],
    ['nothingApplied', { openApplications: ['extension', 'amendment'] }, 2, /申请还没有批复/],
    ['hasDeadline', { deadline: null }, 1, /没有完成时限/],
    ['recheckHeld', { recheckOn: '2027-03-01' }, 1, /定于2027年3月1日回头看/],
    ['recheckHeld', { recheckOn: '2027-03-01', recheckResult: 'held' }, 0, /./],
    ['recheckHeld', { recheckResult: 'slipped' }, 1, /反弹/],
    ['noSuccessorYet', { successor: '督办〔2026〕9号' }, 1, /督办〔2026〕9号/],
  ])('%s %j: %d reasons', (guard, facts, count, words) => {
    const reasons = ask(guard, facts);
    expect(reasons).toHaveLength(count);
    for (const reason of reasons) expect(reason).toMatch(words);
  });

  it('nothing leaves the draft of a plan that is not confirmed, by whichever way', () => {
    for (const act of ['register', 'issue'] as const)
      expect(
        reasonsAgainst(TASK_PROCESS.acts[act], { ...WHOLE, planConfirmed: false }, { actor: actor(9), today: TODAY, input: null }),
      ).toEqual([expect.stringContaining('还没有确认')]);
  });

  it('G1: an inspection in the name of the government needs its word; any other does not', () => {
    expect(ask('governmentHasDesignated', {}, { inspection: 'government', designation: null })).toEqual([
      expect.stringMatching(/授权或指示.*文号/),
    ]);
    expect(ask('governmentHasDesignated', {}, { inspection: 'government', designation: '聊政督〔2026〕3号' })).toEqual([]);
    for (const inspection of ['daily', 'business', null])
      expect(ask('governmentHasDesignated', {}, { inspection, designation: null })).toEqual([]);
  });

  it('G9: what was found again is not closed without a word on the system, each kind named', () => {
    const again = { repeatedFindings: ['evidence_missing', 'criterion_unmet'] as const };
    const facts = { repeatedFindings: [...again.repeatedFindings] };
    expect(ask('repeatedFindingIsSystemic', facts, { summary: '完成', systemic: null })).toEqual([
      expect.stringMatching(/“佐证材料不足”十二个月内/),
      expect.stringMatching(/“未达到完成标准”十二个月内/),
    ]);
    expect(ask('repeatedFindingIsSystemic', facts, { summary: '完成', systemic: '修订核验办法' })).toEqual([]);
    expect(ask('repeatedFindingIsSystemic', {}, { summary: '完成', systemic: null })).toEqual([]);
    expect(ask('repeatedFindingIsSystemic', facts)).toEqual([]);
  });

  it('G10: what a higher authority has raised is delisted only under its number', () => {
    const raised = { higher: { authority: '山东省卫生健康委', reference: '鲁卫督〔2026〕8号' } };
    expect(ask('higherAuthorityAgrees', raised, { basis: '核查记录', higherReply: null })).toEqual([
      expect.stringMatching(/山东省卫生健康委交办（鲁卫督〔2026〕8号）/),
    ]);
    expect(ask('higherAuthorityAgrees', raised, { basis: '核查记录', higherReply: '鲁卫督〔2026〕30号' })).toEqual([]);
    expect(ask('higherAuthorityAgrees', {}, { basis: '核查记录', higherReply: null })).toEqual([]);
    expect(ask('higherAuthorityAgrees', raised)).toEqual([]);
  });

  it('a rung once in a round: the same level again is refused with its number, another level is not', () => {
    const issued = { issuedNotices: [{ level: 'level_1' as const, noticeNo: '督单〔2026〕3号' }] };
    expect(ask('escalationOncePerRound', issued, { level: 'level_1' })).toEqual([
      expect.stringMatching(/已发过蓝单（督单〔2026〕3号）.*重新计催/),
    ]);
    expect(ask('escalationOncePerRound', issued, { level: 'level_2' })).toEqual([]);
    expect(ask('escalationOncePerRound', issued)).toEqual([]);
  });

  it('the system is nobody’s colleague: it may review what nobody submitted', () => {
    expect(ask('reviewerIsSomebodyElse', { submittedBy: null, responsibleIds: [] }, null, actor(null))).toEqual([]);
  });

  it('only who asked for closing, or the head of the unit, takes the request back', () => {
    const asks = (who: Actor) => bySubmitterOrHead(WHOLE, { actor: who, today: TODAY, input: null });
    expect(asks(actor(5, 'unit_staff'))).toEqual([]);
    expect(asks(actor(9, 'dept_head'))).toEqual([]);
    expect(asks(actor(9, 'unit_staff'))).toEqual(['只有提交人或本单位负责人可以撤回。']);
  });

  it('one application of a kind at a time', () => {
    const context = { actor: actor(9), today: TODAY, input: null };
    expect(noApplicationOf('extension')({ ...WHOLE, openApplications: ['extension'] }, context)).toHaveLength(1);
    expect(noApplicationOf('extension')({ ...WHOLE, openApplications: ['amendment'] }, context)).toEqual([]);
  });

  it.each<[keyof typeof guards, ActInput, number]>([
    ['askedDateLater', { askedDate: '2026-12-31' }, 1],
    ['askedDateLater', { askedDate: '2027-01-01' }, 0],
    ['amendmentChangesSomething', { title: null, requirement: null, doneCriterion: null, evidenceRequired: null }, 1],
    ['amendmentChangesSomething', { title: '建强县级医院', requirement: null, doneCriterion: null, evidenceRequired: null }, 1],
    ['amendmentChangesSomething', { title: '新名称', requirement: null, doneCriterion: null, evidenceRequired: null }, 0],
    ['suspensionEndsAhead', { until: TODAY }, 1],
    ['suspensionEndsAhead', { until: '2026-11-23' }, 0],
    ['subtaskUnitIsNew', { unitId: 3 }, 1],
    ['subtaskUnitIsNew', { unitId: 4 }, 0],
    ['subtaskDateWithin', { deadline: '2027-01-01' }, 1],
    ['subtaskDateWithin', { deadline: '2026-11-21' }, 1],
    ['subtaskDateWithin', { deadline: TODAY }, 0],
    ['subtaskDateWithin', { deadline: '2026-12-31' }, 0],
    ['verificationDateNotAhead', { verifiedOn: '2026-11-23' }, 1],
    ['verificationDateNotAhead', { verifiedOn: TODAY }, 0],
    ['recheckAhead', { recheckOn: TODAY }, 1],
    ['recheckAhead', { recheckOn: null }, 0],
    ['successorDateAhead', { deadline: TODAY }, 1],
    ['successorDateAhead', { deadline: '2026-11-23' }, 0],
  ])('%s %j: %d reasons', (guard, input, count) => expect(ask(guard, {}, input)).toHaveLength(count));

  it('after the deadline has passed, more time is asked for from today on', () => {
    const late = (askedDate: string) => ask('askedDateLater', { deadline: '2026-11-01' }, { askedDate });
    expect([late('2026-11-21'), late(TODAY)]).toEqual([['申请的日期不能早于今天。'], []]);
  });

  it.each<['newDateAhead' | 'escalationDateAhead', string]>([
    ['newDateAhead', 'resubmitBy'],
    ['escalationDateAhead', 'replyBy'],
  ])('%s: not before today, and silent without a date', (guard, field) => {
    expect(ask(guard, {}, { [field]: '2026-11-21' })).toHaveLength(1);
    expect(ask(guard, {}, { [field]: TODAY })).toEqual([]);
    expect(ask(guard, {}, { [field]: null })).toEqual([]);
  });

  it('the red notice is the leader’s, the others are not only his', () => {
    for (const level of ['level_1', 'level_2', 'level_3'])
      for (const role of ['supervisor', 'supervision_head', 'leader'] as const)
        expect([level, role, ask('escalationLevelAllowed', {}, { level }, actor(9, role)).length]).toEqual([
          level,
          role,
          level === 'level_3' && role !== 'leader' ? 1 : 0,
        ]);
  });

  it('a phase: reached only on proof, behind only when its day has come, and only a phase of this task', () => {
    const judge = (phaseId: number, verdict: string, evidenceCount = 1) =>
      ask('phaseCanBeJudged', { evidenceCount }, { phaseId, verdict, note: '' });
    expect(judge(11, 'behind', 0)).toEqual([]);
    expect(judge(11, 'reached')).toEqual([]);
    expect(judge(12, 'reached')).toEqual([]);
    expect(judge(11, 'reached', 0)).toHaveLength(1);
    expect(judge(12, 'behind')).toHaveLength(1);
    expect(judge(12, 'unknown')).toHaveLength(1);
    expect(judge(99, 'reached')).toEqual(['请选择这项任务的一个阶段。']);
    const today = { phases: [{ id: 13, year: 2026, dueDate: TODAY }] };
    expect(ask('phaseCanBeJudged', today, { phaseId: 13, verdict: 'behind', note: '' })).toEqual([]);
  });
});

describe('an instruction of a leader', () => {
  const places = { owner: [1], supervising: [2], lead: [3] };
  const give = (who: Actor, input: ActInput) =>
    reasonsAgainst(TASK_PROCESS.acts.instruct, WHOLE, { actor: who, today: TODAY, input: { text: '抓紧', replyBy: TODAY, ...input } });

  it('is the leader’s own, or names the leader; its date is not past', () => {
    expect(give(actor(9, 'leader'), { leaderName: null })).toEqual([]);
    expect(give(actor(9), { leaderName: '刘主任' })).toEqual([]);
    expect(give(actor(9), { leaderName: null })).toEqual([expect.stringContaining('批示领导的姓名')]);
    expect(give(actor(9, 'leader'), { replyBy: '2026-11-21' })).toEqual([expect.stringContaining('不能早于今天')]);
  });

  it('is read by those who write it, the head who planned the task and the head who answers', () => {
    const reading: [Role, number][] = [
      ['leader', 1],
      ['leader', 2],
      ['supervision_head', 2],
      ['supervisor', 2],
      ['dept_head', 1],
      ['dept_head', 3],
    ];
    for (const [role, unit] of reading) expect([role, readsInstructions(places, actor(9, role, unit))]).toEqual([role, true]);
    const blind: [Role, number][] = [
      ['unit_staff', 3],
      ['unit_staff', 1],
      ['dept_head', 4],
      ['dept_head', 2],
      ['sys_admin', 1],
      ['audit_admin', 2],
    ];
    for (const [role, unit] of blind) expect([role, readsInstructions(places, actor(9, role, unit))]).toEqual([role, false]);
  });
});
