import type { Actor, Role } from './actor.js';
import { APPLICATION_PROCESS, type ApplicationFacts } from './application.process.js';
import { ASSIGNMENT_PROCESS, type AssignmentFacts, percentDoesNotFall, taskIsUnderWay } from './assignment.process.js';
import { ESCALATION_PROCESS, type EscalationFacts, escalationPlaces } from './escalation.process.js';
import { readsInstructions } from './instruction.process.js';
import { OBJECT_PROCESS, type ObjectAct, type ObjectFacts } from './object.process.js';
import { type ActInput, reasonsAgainst } from './process.js';
import { RETURN_PROCESS, type ReturnAct, type ReturnFacts } from './return.process.js';
import * as taskGuards from './task.guards.js';
import { TASK_PROCESS, type TaskFacts, type TaskState } from './task.process.js';

const { noApplicationOf, bySubmitterOrHead, ...guards } = taskGuards;
const TODAY = '2026-11-22';
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
const actor = (accountId: number | null, role: Role = 'supervisor'): Actor => ({
  accountId,
  name: '某人',
  ip: null,
  posts: [{ postId: 1, name: '岗位', role, unitId: 2, unitName: '督查室', subtree: [2] }],
});
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
    ['subtaskDateWithin', { deadline: '2026-12-31' }, 0],
    ['verificationDateNotAhead', { verifiedOn: '2026-11-23' }, 1],
    ['verificationDateNotAhead', { verifiedOn: TODAY }, 0],
    ['recheckAhead', { recheckOn: TODAY }, 1],
    ['recheckAhead', { recheckOn: null }, 0],
    ['successorDateAhead', { deadline: TODAY }, 1],
    ['successorDateAhead', { deadline: '2026-11-23' }, 0],
  ])('%s %j: %d reasons', (guard, input, count) => expect(ask(guard, {}, input)).toHaveLength(count));

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
  });
});

describe('guards of a share', () => {
  const facts = (taskState: TaskState, lastPercent: number | null): AssignmentFacts => ({
    places: { assignee: [3], lead: [3], owner: [1], supervising: [2] },
    role: 'support',
    taskState,
    taskDeadline: '2026-12-31',
    lastPercent,
    hasApprovedReport: false,
    periods: [],
    indicators: [],
    handlerId: null,
    otherWeights: 60,
    sharingUnitIds: [3, 4],
  });
  const context = (input: ActInput | null) => ({ actor: actor(9), today: TODAY, input });

  it('work goes on only while the task is under way', () => {
    const open = (Object.keys(TASK_PROCESS.states) as TaskState[]).filter(
      state => taskIsUnderWay(facts(state, null), context(null)).length === 0,
    );
    expect(open).toEqual(['issued', 'in_progress', 'returned']);
  });

  it('progress does not fall; the first report may be anything', () => {
    expect(percentDoesNotFall(facts('in_progress', 60), context({ percent: 59 }))[0]).toContain('59% 低于上次报送的 60%');
    expect(percentDoesNotFall(facts('in_progress', 60), context({ percent: 60 }))).toEqual([]);
    expect(percentDoesNotFall(facts('in_progress', null), context({ percent: 0 }))).toEqual([]);
    expect(percentDoesNotFall(facts('in_progress', 60), context(null))).toEqual([]);
  });
});

describe('guards of the shares’ acts', () => {
  const share: AssignmentFacts = {
    places: { assignee: [3], lead: [3], owner: [1], supervising: [2] },
    role: 'co_lead',
    taskState: 'in_progress',
    taskDeadline: '2026-12-31',
    lastPercent: 50,
    hasApprovedReport: false,
    periods: [],
    indicators: [{ id: 7, name: '县域就诊率', unit: '%', known: [] }],
    handlerId: 6,
    otherWeights: 60,
    sharingUnitIds: [3, 4],
  };
  const reasons = (act: keyof typeof ASSIGNMENT_PROCESS.acts, facts: Partial<AssignmentFacts>, input: ActInput | null = null) =>
    reasonsAgainst(ASSIGNMENT_PROCESS.acts[act], { ...share, ...facts }, { actor: actor(9), today: TODAY, input });

  it.each<[keyof typeof ASSIGNMENT_PROCESS.acts, Partial<AssignmentFacts>, ActInput, RegExp]>([
    ['submit_branch', { role: 'lead' }, {}, /直接申请办结/],
    ['submit_branch', { lastPercent: null }, {}, /还没有报送过进展/],
    ['report_unchanged', {}, { period: null }, /还没有审核通过的报送/],
    ['report', {}, { percent: 60, period: '2026-01' }, /没有这一期/],
    ['report', {}, { percent: 60, readings: [{ indicatorId: 8, value: '1', source: null }] }, /不属于这项任务/],
    ['report', {}, { percent: 60, readings: [{ indicatorId: 7, value: '62‰', source: null }] }, /单位是“%”/],
    ['report', {}, { percent: 60, readings: [7, 7].map(indicatorId => ({ indicatorId, value: '62', source: null })) }, /填了两次/],
    ['take_back', { handlerId: null }, {}, /还没有分派/],
    ['arrange', { role: 'lead' }, { dueDate: null, weight: null }, /牵头单位/],
    ['arrange', {}, { dueDate: '2027-01-01', weight: null }, /不能晚于任务的完成时限/],
    ['arrange', {}, { dueDate: '2026-11-21', weight: null }, /不能早于今天/],
    ['arrange', {}, { dueDate: null, weight: 41 }, /最多填 40%/],
    ['reassign', {}, { unitId: 4 }, /已经承担本任务/],
  ])('%s %j %j', (act, facts, input, words) => {
    const found = reasons(act, facts, input);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(words);
  });

  it('say nothing where all is well', () => {
    expect(reasons('submit_branch', {})).toEqual([]);
    expect(reasons('take_back', {})).toEqual([]);
    expect(reasons('arrange', {}, { dueDate: '2026-12-31', weight: 40 })).toEqual([]);
    expect(reasons('reassign', {}, { unitId: 5 })).toEqual([]);
  });
});

describe('guards of a report', () => {
  const HANDED_IN: ReturnFacts = {
    places: { assignee: [3], consolidating: [], reviewing: [2], assigner: [] },
    reporterId: 5,
    taskState: 'in_progress',
    untouched: true,
  };
  const reasons = (act: ReturnAct, facts: Partial<ReturnFacts>, accountId: number) =>
    reasonsAgainst(RETURN_PROCESS.acts[act], { ...HANDED_IN, ...facts }, { actor: actor(accountId), today: TODAY, input: {} });

  it.each<[ReturnAct, Partial<ReturnFacts>, number, RegExp]>([
    ['endorse', {}, 5, /由您报送/],
    ['hold_back', {}, 5, /由您报送/],
    ['hold_back', { taskState: 'close_requested' }, 9, /不在办理中/],
    ['approve', {}, 5, /由您报送/],
    ['return', {}, 5, /由您报送/],
    ['return', { taskState: 'completed' }, 9, /不在办理中/],
    ['withdraw', {}, 9, /只有报送人/],
    ['withdraw', { untouched: false }, 5, /已经同意报出/],
    ['withdraw', { taskState: 'close_requested' }, 5, /不在办理中/],
  ])('%s %j by %d is refused', (act, facts, who, words) => {
    expect(reasons(act, facts, who)).toEqual([expect.stringMatching(words)]);
  });

  it('say nothing where all is well', () => {
    for (const act of ['endorse', 'hold_back', 'approve', 'return'] as const) expect(reasons(act, {}, 9)).toEqual([]);
    expect(reasons('withdraw', {}, 5)).toEqual([]);
  });
});

describe('guards of an institution of the register', () => {
  const LISTED: ObjectFacts = { places: { county: [3], owner: [1] }, plannedReview: '2026-12-20', applicantIds: [5] };
  const reasons = (act: ObjectAct, input: ActInput, accountId = 9) =>
    reasonsAgainst(OBJECT_PROCESS.acts[act], LISTED, { actor: actor(accountId, 'dept_head'), today: TODAY, input });

  it.each<[ObjectAct, ActInput, number, RegExp]>([
    ['pre_review', { on: TODAY }, 5, /由您提交/],
    ['reject', {}, 5, /由您提交/],
    ['declare', { on: '2026-11-23' }, 9, /不能晚于今天/],
    ['re_review', { on: '2026-11-23' }, 9, /不能晚于今天/],
    ['self_assess', { on: TODAY, score: '九十' }, 9, /应当填数字/],
    ['require_rectification', { rectifyBy: '2026-11-21' }, 9, /整改期限/],
    ['reschedule', { plannedReview: '2026-11-21' }, 9, /不能早于今天/],
    ['reschedule', { plannedReview: '2026-12-20' }, 9, /没有变化/],
  ])('%s %j by %d is refused', (act, input, who, words) => {
    expect(reasons(act, input, who)).toEqual([expect.stringMatching(words)]);
  });

  it('say nothing where all is well', () => {
    expect(reasons('self_assess', { on: TODAY, score: '91.5' }, 5)).toEqual([]);
    expect(reasons('recognise', { on: TODAY, docNumber: '聊卫〔2026〕18号' })).toEqual([]);
    expect(reasons('require_rectification', { rectifyBy: TODAY })).toEqual([]);
    expect(reasons('reschedule', { plannedReview: '2027-01-10' })).toEqual([]);
  });
});

describe('guards of an application', () => {
  const paper: ApplicationFacts = {
    places: { lead: [3], supervising: [2], owner: [1], assigner: [] },
    kind: 'extension',
    applicantId: 5,
    taskState: 'in_progress',
    late: false,
    deadline: '2026-12-31',
    signedByLeader: false,
  };
  const grant = (facts: Partial<ApplicationFacts>, input: ActInput, who = actor(9, 'dept_head')) =>
    reasonsAgainst(APPLICATION_PROCESS.acts.grant, { ...paper, ...facts }, { actor: who, today: TODAY, input });

  it.each<[Partial<ApplicationFacts>, ActInput, RegExp]>([
    [{}, { grantedDate: null }, /请写明批准延期到哪一天/],
    [{}, { grantedDate: '2026-12-31' }, /应当晚于现在的完成时限/],
    [{ deadline: '2026-10-01' }, { grantedDate: '2026-11-01' }, /不能早于今天/],
    [{ kind: 'amendment' }, { grantedDate: '2027-01-01' }, /只有延期申请/],
    [{ signedByLeader: true }, { grantedDate: '2027-01-01' }, /须由分管领导批复/],
    [{ taskState: 'suspended' }, { grantedDate: '2027-01-01' }, /任务的状态已经变化/],
    [{ applicantId: 9 }, { grantedDate: '2027-01-01' }, /由您提出/],
  ])('grant %j %j', (facts, input, words) => expect(grant(facts, input)).toEqual([expect.stringMatching(words)]));

  it('the granted date may differ from the one asked for; a leader’s signature is matched by a leader’s', () => {
    expect(grant({}, { grantedDate: '2027-03-01' })).toEqual([]);
    expect(grant({ signedByLeader: true }, { grantedDate: '2027-03-01' }, actor(9, 'leader'))).toEqual([]);
    expect(grant({ kind: 'termination' }, { grantedDate: null })).toEqual([]);
  });

  it('only the applicant or the head of the unit takes it back', () => {
    const withdraw = (who: Actor) => reasonsAgainst(APPLICATION_PROCESS.acts.withdraw, paper, { actor: who, today: TODAY, input: null });
    expect(withdraw(actor(5, 'unit_staff'))).toEqual([]);
    expect(withdraw(actor(6, 'dept_head'))).toEqual([]);
    expect(withdraw(actor(6, 'unit_staff'))).toHaveLength(1);
  });
});

describe('guards of a notice', () => {
  const places = { lead: [3], supervising: [2], interviewing: [2] };
  const facts = { places, level: 'interview', issuedOn: '2026-11-20', interviewed: false } as const;
  const reasons = (act: 'accept' | 'reject' | 'record_interview', input: ActInput = {}, change: Partial<EscalationFacts> = {}) =>
    reasonsAgainst(ESCALATION_PROCESS.acts[act], { ...facts, ...change }, { actor: actor(9), today: TODAY, input });

  it('the new reply date is not before today', () => {
    expect(reasons('reject', { replyBy: '2026-11-21' })).toHaveLength(1);
    expect(reasons('reject', { replyBy: TODAY })).toEqual([]);
  });

  it('an interview is held between its notice and today, recorded once, and recorded before its answer is accepted', () => {
    expect(reasons('record_interview', { heldOn: '2026-11-20' })).toEqual([]);
    expect(reasons('record_interview', { heldOn: '2026-11-19' })).toEqual(['约谈日期不能早于约谈通知发出的日期（2026年11月20日）。']);
    expect(reasons('record_interview', { heldOn: '2026-11-23' })).toEqual(['约谈日期不能晚于今天。']);
    expect(reasons('record_interview', { heldOn: TODAY }, { interviewed: true })).toEqual(['约谈记录已经填写，不能再改。']);
    expect(reasons('accept')).toEqual(['还没有填写约谈记录，请先填写。']);
    expect(reasons('accept', {}, { interviewed: true })).toEqual([]);
    expect(reasons('accept', {}, { level: 'level_3' })).toEqual([]);
  });

  it('only the notice of an interview is anybody’s to record', () => {
    const standing = { lead: [3], supervising: [2] };
    expect(escalationPlaces('interview', standing).interviewing).toEqual([2]);
    expect(escalationPlaces('level_3', standing).interviewing).toEqual([]);
  });
});

describe('an instruction of a leader', () => {
  const places = { owner: [1], supervising: [2], lead: [3] };
  const give = (who: Actor, input: ActInput) =>
    reasonsAgainst(TASK_PROCESS.acts.instruct, WHOLE, { actor: who, today: TODAY, input: { text: '抓紧', replyBy: TODAY, ...input } });
  const at = (role: Role, unitId: number): Actor => ({
    ...actor(9, role),
    posts: [{ postId: 1, name: '岗位', role, unitId, unitName: '单位', subtree: [unitId] }],
  });

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
    for (const [role, unit] of reading) expect([role, readsInstructions(places, at(role, unit))]).toEqual([role, true]);
    const blind: [Role, number][] = [
      ['unit_staff', 3],
      ['unit_staff', 1],
      ['dept_head', 4],
      ['dept_head', 2],
      ['sys_admin', 1],
      ['audit_admin', 2],
    ];
    for (const [role, unit] of blind) expect([role, readsInstructions(places, at(role, unit))]).toEqual([role, false]);
  });
});
