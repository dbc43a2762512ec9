import type { BreakdownRow } from '../../server/src/plans/breakdown.dto.js';
import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { Stage } from '../support/stage.js';

let stage: Stage;
let planner: Client;
let staff: Client;
let head: Client;
beforeAll(async () => {
  stage = await Stage.open();
  [planner, staff, head] = await Promise.all([stage.person('wufr'), stage.person('weicy'), stage.person('lijq')]);
});
afterAll(() => stage?.close());

/** Whatever is wrong is told in words, and nothing of it is kept. */
describe('填错了', () => {
  it('日期在方案的年份以外：一行有错，一行也不保存', async () => {
    const { planId } = stage.draftOf();
    const path = `plans/${planId}/breakdown`;
    const { rows } = (await planner.get(path)).body as { rows: BreakdownRow[] };
    const [good, bad] = rows.filter(({ taskState }) => taskState === 'draft') as [BreakdownRow, BreakdownRow];
    const before = await stage.fingerprint();
    const save = (change: object) =>
      planner.send('put', path, {
        rows: [
          { ...good, title: '改过的名称' },
          { ...bad, ...change },
        ],
      });
    for (const [change, field, words] of [
      [{ deadline: '2031-12-31' }, 'deadline', '2031年12月31日不在方案的年份（2024—2026年）以内'],
      [{ startDate: '2019-01-01' }, 'startDate', '2019年1月1日不在方案的年份'],
      [{ phases: bad.phases.map(phase => ({ ...phase, dueDate: '2023-05-01' })) }, 'phases.0.dueDate', '的日期应当在'],
      [{ deadline: '2026-02-30' }, 'deadline', '没有这一天'],
    ] as const) {
      const body = expectProblem(await save(change), 400, 'input.invalid');
      expect([field, body.errors?.[`rows.1.${field}`]]).toEqual([field, expect.stringContaining(words)]);
    }
    expect(await stage.fingerprint()).toBe(before);
  });

  it('分工权重加起来超过一百', async () => {
    const id = await stage.received({ supportUnitIds: [stage.unit('support'), stage.unit('foreign')] });
    const arrange = async (place: 'support' | 'foreign', weight: number) => {
      const share = await stage.share(id, place);
      return head.post(`assignments/${share}/arrangement`, {
        version: await stage.version('assignment', share),
        dueDate: null,
        weight,
        note: null,
      });
    };
    expect((await arrange('support', 60)).status).toBe(200);
    expect(expectProblem(await arrange('foreign', 50), 422).reasons?.[0]).toContain('最多填 40%');
    expectProblem(await arrange('foreign', 140), 400);
    expectProblem(await arrange('foreign', 33.3), 400);
    expect((await head.task(id)).assignments.map(({ weight }) => weight)).toEqual([null, 60, null]);
  });

  it('子任务分给自己，或绕回上级', async () => {
    const id = await stage.received();
    const part = { title: '分出去的', requirement: '照办', doneCriterion: '做完', evidenceRequired: '名单', deadline: '2026-12-15' };
    expect(expectProblem(await head.act(id, 'subtask', { ...part, unitId: stage.unit('lead') }), 422).reasons?.[0]).toContain(
      '已经牵头本任务或上级任务',
    );
    const { body } = await head.act(id, 'subtask', { ...part, unitId: stage.unit('belowLead') });
    const [{ id: child }] = body.related.filter(({ relation }: { relation: string }) => relation === 'subtask');
    const below = await stage.person(await stage.hire('belowLead', 'dept_head'));
    await below.actOnShare(child, 'receipt');
    const back = await below.act(child, 'subtask', { ...part, unitId: stage.unit('lead') });
    expect(expectProblem(back, 422).reasons?.[0]).toContain('已经牵头本任务或上级任务');
    expect(
      expectProblem(await head.act(id, 'subtask', { ...part, unitId: stage.unit('foreign'), deadline: '2027-12-31' }), 422).reasons?.[0],
    ).toContain('不能晚于本任务的时限');
    for (const unitId of [999_999, 2 ** 40, 1.5, '东阿县人民医院'])
      expectProblem(await head.act(id, 'subtask', { ...part, unitId }), 400, 'input.invalid');
  });

  it('进度往回报，或不是零到一百的整数', async () => {
    const id = await stage.received();
    const report = (percent: unknown) => staff.actOnShare(id, 'report', { percent, doneText: '按计划推进' });
    expect((await report(60)).status).toBe(200);
    expect(expectProblem(await report(40), 422).reasons?.[0]).toContain('本次进度 40% 低于上次报送的 60%');
    for (const percent of [101, -1, 55.5, '七成']) expectProblem(await report(percent), 400);
    expect((await staff.task(id)).reports).toHaveLength(1);
  });

  it('指标按别的单位填：说明应当用什么单位，整次报送都不保存', async () => {
    const id = await stage.received();
    const [{ id: indicatorId }] = await stage.source.query(
      `INSERT INTO indicator (plan_id, measure_id, record_id, name, op, unit, baseline_value) SELECT m.plan_id, m.id, m.record_id, '孕产妇死亡率', '<=', '/10万', 12
         FROM task t JOIN measure m ON m.id = t.measure_id WHERE t.id = $1 RETURNING id`,
      [id],
    );
    const report = (value: string) =>
      staff.actOnShare(id, 'report', { percent: 30, doneText: '开展筛查', readings: [{ indicatorId, value, source: '妇幼年报' }] });
    for (const [value, words] of [
      ['12‰', '的单位是“/10万”'],
      ['-3', '不能是负数'],
      ['十二', '应当填数字'],
      ['999999', '超出可能的范围'],
    ] as const)
      expect(JSON.stringify(expectProblem(await report(value), [400, 422]))).toContain(words);
    expect((await staff.task(id)).reports).toEqual([]);
    expect((await report('11.6')).status).toBe(200);
  });
});
