import { ASSIGNMENT_PROCESS, type AssignmentFacts, percentDoesNotFall, taskIsUnderWay } from './assignment.process.js';
import { actor, TODAY } from './guards.fixture.js';
import { type ActInput, reasonsAgainst } from './process.js';
import { TASK_PROCESS, type TaskState } from './task.process.js';

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

  it.each<keyof typeof ASSIGNMENT_PROCESS.acts>([
    'receive',
    'dispute',
    'hand_over',
    'take_back',
    'arrange',
    'report',
    'report_unchanged',
    'submit_branch',
    'recall_branch',
    'return_branch',
  ])('%s: only while the task is under way', act => {
    const facts = { hasApprovedReport: true };
    expect([reasons(act, facts), reasons(act, { ...facts, taskState: 'close_requested' })]).toEqual([
      [],
      [expect.stringContaining('任务不在办理中')],
    ]);
  });

  it('say nothing where all is well', () => {
    expect(reasons('submit_branch', {})).toEqual([]);
    expect(reasons('take_back', {})).toEqual([]);
    for (const dueDate of [TODAY, '2026-12-31']) expect(reasons('arrange', {}, { dueDate, weight: 40 })).toEqual([]);
    expect(reasons('reassign', {}, { unitId: 5 })).toEqual([]);
  });
});
