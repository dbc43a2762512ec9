import type { Actor, Role } from './actor.js';
import { type AssignmentFacts, percentDoesNotFall, taskIsUnderWay } from './assignment.process.js';
import { ESCALATION_PROCESS } from './escalation.process.js';
import type { ActInput } from './process.js';
import * as taskGuards from './task.guards.js';
import { TASK_PROCESS, type TaskFacts, type TaskState } from './task.process.js';

const guards = { ...taskGuards };
const TODAY = '2026-11-22';
const WHOLE: TaskFacts = {
  places: { owner: [1], supervising: [2], lead: [3] },
  planConfirmed: true,
  leadUnits: 1,
  doneCriterion: '全部达标',
  evidenceRequired: '评审文件',
  cadence: null,
  startDate: '2026-01-01',
  deadline: '2026-12-31',
  leadReceived: true,
  leadPercent: 100,
  evidenceCount: 1,
  openEscalations: 0,
  phases: [
    { id: 11, year: 2025, dueDate: '2025-12-31' },
    { id: 12, year: 2026, dueDate: '2026-12-31' },
  ],
  submittedBy: 5,
  responsibleIds: [6],
};
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
    ['leadHasReceived', { leadReceived: false }, 1, /还没有签收/],
    ['workIsReportedDone', { leadPercent: null }, 1, /还没有报送过/],
    ['workIsReportedDone', { leadPercent: 99 }, 1, /99%/],
    ['evidenceIsThere', { evidenceCount: 0 }, 1, /要求：评审文件/],
    ['evidenceIsThere', { evidenceCount: 0, evidenceRequired: null }, 1, /^还没有佐证材料，/],
    ['escalationsAnswered', { openEscalations: 2 }, 1, /2 张督办单/],
    ['reviewerIsSomebodyElse', { submittedBy: 9 }, 1, /由您提交/],
    ['reviewerIsSomebodyElse', { responsibleIds: [8, 9] }, 1, /承办人/],
    ['reviewerIsSomebodyElse', { submittedBy: 9, responsibleIds: [9] }, 2, /./],
    ['phaseCanBeJudged', { phases: [] }, 1, /没有分阶段/],
  ])('%s %j: %d reasons', (guard, facts, count, words) => {
    const reasons = ask(guard, facts);
    expect(reasons).toHaveLength(count);
    for (const reason of reasons) expect(reason).toMatch(words);
  });

  it('the system is nobody’s colleague: it may review what nobody submitted', () => {
    expect(ask('reviewerIsSomebodyElse', { submittedBy: null, responsibleIds: [] }, null, actor(null))).toEqual([]);
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
  });
});

describe('guards of a share', () => {
  const facts = (taskState: TaskState, lastPercent: number | null): AssignmentFacts => ({
    places: { assignee: [3] },
    taskState,
    lastPercent,
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

describe('guards of a notice', () => {
  it('the new reply date is not before today', () => {
    const [guard] = ESCALATION_PROCESS.acts.reject.guards;
    const places = { lead: [3], supervising: [2] };
    const reasons = (replyBy: string) => guard?.({ places }, { actor: actor(9), today: TODAY, input: { replyBy } });
    expect(reasons('2026-11-21')).toHaveLength(1);
    expect(reasons(TODAY)).toEqual([]);
  });
});
