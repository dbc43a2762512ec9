import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { DONGE, GUANXIAN, House, OFFICE } from '../reports/house.fixture.js';
import { DraftService, type TaskDraft } from './draft.service.js';

let database: TestDatabase;
let house: House;
beforeAll(async () => {
  database = await openTestDatabase();
  house = await House.open(database.source);
});
afterAll(async () => {
  await house?.app.close();
  await database?.close();
});

const PHASES = [
  { year: 2025, kind: 'build', name: '加快建设', dueDate: '2025-12-31', target: '六成' },
  { year: 2026, kind: 'finish', name: '扫尾收官', dueDate: '2026-12-31', target: null },
];

/** The draft as it is kept, in the words of a draft. */
async function kept(id: number): Promise<TaskDraft> {
  const [task] = await house.source.query(
    `SELECT id AS "taskId", version, plan_id AS "planId", measure_id AS "measureId", owner_unit_id AS "ownerUnitId",
            supervising_unit_id AS "supervisingUnitId", title, requirement, done_criterion AS "doneCriterion", evidence_required AS "evidenceRequired",
            lead_unit_id AS "leadUnitId", start_date AS "startDate", deadline, cadence FROM task WHERE id = $1`,
    [id],
  );
  const unitsOf = async (role: string): Promise<number[]> =>
    (await house.source.query('SELECT unit_id FROM assignment WHERE task_id = $1 AND role = $2 ORDER BY id', [id, role])).map(
      (row: { unit_id: number }) => row.unit_id,
    );
  const phases = await house.source.query(
    'SELECT year, kind, name, due_date AS "dueDate", target FROM task_phase WHERE task_id = $1 ORDER BY year',
    [id],
  );
  return { ...task, coLeadUnitIds: await unitsOf('co_lead'), supportUnitIds: await unitsOf('support'), phases };
}

async function save(draft: TaskDraft): Promise<number> {
  const planner = await house.actor('planner');
  return house.source.transaction(manager => house.app.get(DraftService).save(manager, planner, draft));
}

describe('a draft', () => {
  it('is kept with its shares and phases; what counts next is its earliest phase', async () => {
    const id = await house.draft({ phases: PHASES, startDate: '2025-07-01' });
    expect(await kept(id)).toMatchObject({ title: '建强县级医院', version: 1, supportUnitIds: [house.unit(GUANXIAN)], phases: PHASES });
    const [{ next_due, no, original_deadline }] = await house.source.query(
      'SELECT next_due, no, original_deadline FROM task WHERE id = $1',
      [id],
    );
    expect([next_due, no, original_deadline]).toEqual(['2025-12-31', null, null]);
    const history = await house.source.query('SELECT act, from_state, to_state FROM process_history WHERE task_id = $1', [id]);
    expect(history).toEqual([{ act: 'propose', from_state: null, to_state: 'draft' }]);
  });

  it('is changed as a whole: units change places, phases go, the version rises', async () => {
    const id = await house.draft({ phases: PHASES });
    const change = {
      leadUnitId: house.unit(GUANXIAN),
      supportUnitIds: [],
      coLeadUnitIds: [house.unit(DONGE)],
      phases: [],
      deadline: null,
      cadence: 'month',
    };
    await save({ ...(await kept(id)), ...change });
    expect(await kept(id)).toMatchObject({ ...change, version: 2 });
    const [{ shares }] = await house.source.query('SELECT count(*) AS shares FROM assignment WHERE task_id = $1', [id]);
    expect(shares).toBe(2);
  });

  it('may be incomplete, but not contradict itself: every contradiction is named by its field', async () => {
    expect(await house.draft({ leadUnitId: null, doneCriterion: null, evidenceRequired: null, deadline: null })).toEqual(
      expect.any(Number),
    );
    const attempt = house.draft({
      title: ' ',
      startDate: '2026-12-31',
      deadline: '2026-06-30',
      supportUnitIds: [house.unit(DONGE)],
      phases: PHASES,
    });
    await expect(attempt).rejects.toMatchObject({
      status: 400,
      code: 'input.invalid',
      extras: {
        errors: {
          title: '请填写任务名称',
          deadline: '完成时限早于开始日期2026年12月31日，请改正其中一个',
          supportUnitIds: '“东阿县卫生健康局”已是牵头单位，同一个单位只能承担一个角色，请从配合单位里去掉',
          'phases.1.dueDate': '2026年的阶段时限晚于完成时限',
        },
      },
    });
  });

  it('is not changed over somebody else’s change, nor once it has been handed out', async () => {
    const id = await house.draft();
    const seen = await kept(id);
    await save({ ...seen, title: '先改的' });
    await expect(save({ ...seen, title: '后改的' })).rejects.toMatchObject({
      status: 409,
      extras: { current: { taskId: id, state: 'draft', version: 2 } },
    });
    await house.perform('planner', 'task', 'issue', id);
    await expect(save({ ...(await kept(id)), title: '交办后改的' })).rejects.toMatchObject({
      status: 409,
      extras: { current: { state: 'issued' } },
    });
    expect((await kept(id)).title).toBe('先改的');
  });

  it('of another plan is not reached by this one', async () => {
    const id = await house.draft();
    await expect(save({ ...(await kept(id)), planId: 2_000_000_000 })).rejects.toMatchObject({ status: 409 });
  });
});

describe('the story of a task', () => {
  it('tells who did what from which post, in Chinese, the newest first, with names for numbers', async () => {
    const id = await house.received({ phases: PHASES });
    await house.perform('head', 'assignment', 'hand_over', await house.share(id), { handlerId: await house.account('staff') });
    const [phase] = await house.source.query('SELECT id FROM task_phase WHERE task_id = $1 ORDER BY year', [id]);
    await house.perform('supervisor', 'task', 'record_phase', id, { phaseId: phase.id, verdict: 'behind', note: '只到五成' });
    const { timeline } = (await (await house.as('supervisor')).get(`/api/tasks/${id}`)).body;
    expect(timeline[0]).toMatchObject({
      actLabel: '记录阶段结果',
      text: '只到五成',
      unitName: OFFICE,
      actorPost: '督查员',
      toLabel: null,
      fields: [
        { label: '阶段', value: '2025年加快建设' },
        { label: '结论', value: '滞后' },
      ],
    });
    expect(timeline[1]).toMatchObject({ actLabel: '分派承办人', fields: [{ label: '承办人', value: 'staff同志' }] });
    expect(timeline.find((entry: { act: string }) => entry.act === 'begin')).toMatchObject({
      actorName: '系统',
      fromLabel: '已交办',
      toLabel: '办理中',
    });
    for (const entry of timeline) expect(entry.actLabel).toMatch(/^[\u4e00-\u9fff]+$/);
  });
});
