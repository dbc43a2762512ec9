import { randomUUID } from 'node:crypto';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { GUANXIAN, House } from '../house.fixture.js';
import type { BulkOutcome } from './bulk.dto.js';

let house: House;
let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  house = await House.open(database.source);
});
afterEach(async () => {
  await house?.app.close();
  await database?.close();
});

const post = async (login: string, path: string, body: object, key: string = randomUUID()) =>
  (await house.as(login)).send('post', `/api/task-bulk${path}`, body, { 'Idempotency-Key': key });
const preview = async (login: string, act: string, ids: number[], input: object = {}): Promise<BulkOutcome> =>
  (await post(login, '/trial', { act, ids, input })).body;
const perform = async (login: string, act: string, open: BulkOutcome['open'], input: object = {}, key?: string) =>
  post(login, '', { act, items: open.map(({ id, version }) => ({ id, version })), input }, key);
const idsOf = (lines: { id: number }[]) => lines.map(({ id }) => id);
const count = async (sql: string): Promise<number> => (await database.source.query(`SELECT count(*) AS n FROM ${sql}`))[0].n;

describe('批量办理', () => {
  it('urges what is under way; the preview says what will be refused and why, and changes nothing', async () => {
    const open = await house.received({ title: '在办的' });
    const draft = await house.draft({ title: '草稿' });
    await house.as('supervisor');
    const before = [await count('process_history'), await count('audit_line'), await count('outbox'), await count('document_number')];
    const outcome = await preview('supervisor', 'urge', [open, draft, 99_999], { text: '请月底前报送' });
    expect(idsOf(outcome.open)).toEqual([open]);
    expect(outcome.refused).toEqual([{ id: draft, no: null, title: '草稿', report: null, reasons: ['这项任务现在是“拟办”，不能催办。'] }]);
    expect([await count('process_history'), await count('audit_line'), await count('outbox'), await count('document_number')]).toEqual(
      before,
    );
    const done = await perform('supervisor', 'urge', outcome.open, { text: '请月底前报送' });
    expect(done.status).toBe(200);
    expect(idsOf(done.body.open)).toEqual([open]);
    await house.drain();
    expect(await house.told(open, 'urged')).toContain('staff');
  });

  it('applies for more time where the rules allow it, a row at a time', async () => {
    const dated = await house.received({ title: '有时限' });
    const undated = await house.received({ title: '长期', deadline: null, cadence: 'month' });
    const foreign = await house.issued({ title: '冠县的', leadUnitId: house.unit(GUANXIAN), supportUnitIds: [] });
    const input = { reasonKind: 'funds', reason: '资金下达较晚', askedDate: '2027-03-31' };
    const outcome = await preview('staff', 'apply_extension', [dated, undated, foreign], input);
    expect(idsOf(outcome.open)).toEqual([dated]);
    expect(idsOf(outcome.refused)).toEqual([undated]);
    await perform('staff', 'apply_extension', outcome.open, input);
    expect((await preview('staff', 'apply_extension', [dated], input)).refused[0]?.reasons.length).toBe(1);
    expect(await count("application WHERE state = 'applied'")).toBe(1);
  });

  it('hands the own share to a person of the unit, refuses those outside it and tasks without a share', async () => {
    const own = await house.received({ title: '东阿的' });
    const second = await house.received({ title: '东阿的之二' });
    const staff = await house.account('staff');
    const outcome = await preview('head', 'hand_over', [own, second], { handlerId: staff });
    expect(idsOf(outcome.open)).toEqual([own, second]);
    expect(idsOf((await preview('head', 'hand_over', [own], { handlerId: await house.account('guanxian') })).refused)).toEqual([own]);
    expect((await preview('supervisor', 'hand_over', [own], { handlerId: staff })).refused[0]?.reasons).toEqual([
      '本单位没有承担这项任务。',
    ]);
    await perform('head', 'hand_over', outcome.open, { handlerId: staff });
    expect(await count(`assignment WHERE handler_id = ${staff}`)).toBe(2);
  });

  it('signs for many at once; those signed for already are told', async () => {
    const [first, second, signed] = [await house.issued({ title: '一' }), await house.issued({ title: '二' }), await house.received()];
    const outcome = await preview('staff', 'receive', [first, second, signed]);
    expect([idsOf(outcome.open), idsOf(outcome.refused)]).toEqual([[first, second], [signed]]);
    await perform('staff', 'receive', outcome.open);
    expect(await count(`assignment WHERE task_id IN (${first}, ${second}) AND role = 'lead' AND received_at IS NOT NULL`)).toBe(2);
  });

  it('strikes off and archives what is closed', async () => {
    const ids = [await house.submitted(), await house.submitted()];
    await house.perform('supervisor', 'task', 'complete', ids[0] as number);
    const outcome = await preview('chief', 'delist', ids, { basis: '核查记录' });
    expect([idsOf(outcome.open), idsOf(outcome.refused)]).toEqual([[ids[0]], [ids[1]]]);
    await perform('chief', 'delist', outcome.open, { basis: '核查记录' });
    const archive = await preview('chief', 'archive', ids);
    expect(idsOf(archive.open)).toEqual([ids[0]]);
    await perform('chief', 'archive', archive.open);
    expect(await count("task WHERE state = 'archived'")).toBe(1);
  });

  it('reports for many that nothing has changed, each for its own period, and agrees to what many have reported', async () => {
    const reported = async (title: string, percent: number) => {
      const id = await house.received({ title });
      await house.perform('staff', 'assignment', 'report', await house.share(id), { percent, doneText: '已排班。' });
      return id;
    };
    const [first, second] = [await reported('一', 30), await reported('二', 40)];
    const fresh = await house.received({ title: '三' });
    const agreed = await preview('head', 'endorse', [first, second, fresh]);
    expect(agreed.open.map(({ report }) => report)).toEqual(['30%，已排班。', '40%，已排班。']);
    expect(agreed.refused).toMatchObject([{ id: fresh, reasons: ['这项任务没有等本单位同意报出的进展。'] }]);
    expect(idsOf((await preview('staff', 'endorse', [first])).refused)).toEqual([first]);
    await perform('head', 'endorse', agreed.open);
    expect(await count("cycle_return WHERE state = 'unit_approved'")).toBe(2);
    expect(idsOf((await preview('staff', 'report_unchanged', [first])).refused)).toEqual([first]);
    for (const { id } of await database.source.query('SELECT id FROM cycle_return'))
      await house.perform('supervisor', 'cycle_return', 'approve', id);
    const unchanged = await preview('staff', 'report_unchanged', [first, second, fresh]);
    expect([idsOf(unchanged.open), idsOf(unchanged.refused)]).toEqual([[first, second], [fresh]]);
    expect(unchanged.open[0]?.report).toBe('30%，已排班。');
    await perform('staff', 'report_unchanged', unchanged.open);
    expect(await count("cycle_return WHERE unchanged AND state = 'submitted'")).toBe(2);
  });

  it('does nothing twice under one key, and refuses what somebody has changed since the preview', async () => {
    const id = await house.received();
    const outcome = await preview('supervisor', 'urge', [id]);
    const key = randomUUID();
    await perform('supervisor', 'urge', outcome.open, {}, key);
    const again = await perform('supervisor', 'urge', outcome.open, {}, key);
    expect(idsOf(again.body.open)).toEqual([id]);
    expect(await count("process_history WHERE act = 'urge'")).toBe(1);
    const reported = await house.received();
    await house.perform('staff', 'assignment', 'report', await house.share(reported), { percent: 30, doneText: '已排班。' });
    const { open } = await preview('head', 'endorse', [reported]);
    const other = randomUUID();
    const first = await perform('head', 'endorse', open, {}, other);
    expect(await perform('head', 'endorse', open, {}, other)).toMatchObject({ body: { open: [{ id: reported }], refused: [] } });
    expect([first.body.refused, await count(`process_history WHERE act = 'endorse' AND task_id = ${reported}`)]).toEqual([[], 1]);
    const late = await perform('supervisor', 'urge', outcome.open);
    expect(late.body.refused[0].reasons[0]).toMatch(/刚刚先处理了这项任务/);
  });

  it('refuses fields that no task could take, acts that are not done in bulk, nothing chosen, too much, and administrators', async () => {
    const id = await house.received();
    expect((await post('staff', '/trial', { act: 'apply_extension', ids: [id], input: { reason: '' } })).status).toBe(400);
    expect((await post('supervisor', '/trial', { act: 'complete', ids: [id], input: {} })).status).toBe(400);
    expect((await post('supervisor', '/trial', { act: 'urge', ids: [], input: {} })).status).toBe(400);
    expect((await post('supervisor', '/trial', { act: 'urge', ids: Array.from({ length: 201 }, (_, i) => i + 1), input: {} })).status).toBe(
      400,
    );
    expect((await post('system', '/trial', { act: 'urge', ids: [id], input: {} })).status).toBe(403);
    expect((await preview('guanxian', 'urge', [id])).refused[0]?.reasons[0]).toMatch(/您不能对这项任务办理“催办”/);
  });
});
