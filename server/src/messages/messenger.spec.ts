import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { OutboxService } from '../platform/outbox.service.js';
import { DONGE, GUANXIAN, House } from '../reports/house.fixture.js';
import { Digests } from './digest.js';

let house: House;
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  house = await House.open(database.source);
});
afterAll(async () => {
  await house?.app.close();
  await database?.close();
});

const escalation = { level: 'level_1', reason: '进度滞后，请说明原因。', replyBy: '2026-11-30' };

describe('who gets a notice', () => {
  it('of a new task: heads, deputies and staff of every unit with a share, and nobody else', async () => {
    const id = await house.issued();
    await house.drain();
    expect(await house.told(id, 'issued')).toEqual(['deputy', 'guanxian', 'head', 'staff']);
    expect(await house.messages(id)).toHaveLength(4);
  });

  it('of a request to close: the supervisors and their head', async () => {
    const id = await house.submitted();
    await house.drain();
    expect(await house.told(id, 'close_requested')).toEqual(['chief', 'supervisor']);
  });

  it('of a task: read for whoever signs for it, for nobody else', async () => {
    const id = await house.issued();
    const other = await house.issued();
    await house.drain();
    await house.perform('staff', 'assignment', 'receive', await house.share(id));
    const unread = async (taskId: number) =>
      (
        await house.source.query(
          'SELECT a.login FROM message m JOIN account a ON a.id = m.recipient_id WHERE m.task_id = $1 AND m.read_at IS NULL',
          [taskId],
        )
      ).map(({ login }: { login: string }) => login);
    expect(await unread(other)).toContain('staff');
    expect(await unread(id)).toContain('head');
    expect(await unread(id)).not.toContain('staff');
  });

  it('of a return: the lead unit, not the one that supports it', async () => {
    const id = await house.submitted();
    await house.perform('supervisor', 'task', 'return', id, {
      reasonKind: 'evidence_missing',
      reason: '缺评审文件。',
      resubmitBy: '2026-12-05',
    });
    await house.drain();
    expect(await house.told(id, 'returned')).toEqual(['deputy', 'head', 'staff']);
    const line = (await house.messages(id)).find(({ kind }) => kind === 'returned');
    expect(line?.title).toBe('退回补办：建强县级医院');
    expect(line?.body).toContain('市卫生健康委督查室督查员supervisor同志退回了任务督办〔2026〕');
    expect(line?.body).toContain('（佐证材料不足）。具体说明：缺评审文件。请于2026年12月5日前补充后重新申请办结。');
  });

  it('of a completed task: all units with a share and the section that planned it', async () => {
    const id = await house.submitted();
    await house.perform('supervisor', 'task', 'complete', id, { opinion: '同意办结' });
    await house.drain();
    expect(await house.told(id, 'completed')).toEqual(['deputy', 'guanxian', 'head', 'planner', 'staff']);
  });

  it('of an escalation: the lead unit; from the yellow notice on the leader in charge as well', async () => {
    const blue = await house.received();
    const yellow = await house.received();
    await house.perform('supervisor', 'task', 'escalate', blue, escalation);
    await house.perform('supervisor', 'task', 'escalate', yellow, { ...escalation, level: 'level_2' });
    await house.drain();
    expect(await house.told(blue, 'escalated')).toEqual(['deputy', 'head', 'staff']);
    expect(await house.told(yellow, 'escalated')).toEqual(['deputy', 'head', 'leader', 'staff']);
    const line = (await house.messages(yellow)).find(({ kind }) => kind === 'escalated');
    expect(line?.title).toBe('督办单·黄单（警示）：建强县级医院');
    expect(line?.body).toContain('事由和要求：进度滞后，请说明原因。请于2026年11月30日前由东阿县卫生健康局答复。');
  });

  it('of what a higher authority has raised: every unit with a share, but nobody before the task is issued', async () => {
    const raised = { authority: '省卫生健康委', reference: '鲁卫督〔2026〕8号' };
    const issued = await house.issued();
    const draft = await house.draft();
    await house.drain();
    await house.perform('supervisor', 'task', 'note_higher', issued, raised);
    await house.perform('planner', 'task', 'note_higher', draft, raised);
    await house.drain();
    const [line] = (await house.messages(issued)).filter(({ title }) => title.startsWith('上级交办'));
    expect(line?.body).toContain('交办机关：省卫生健康委。交办文号：鲁卫督〔2026〕8号。');
    expect(await house.messages(issued)).toHaveLength(8);
    expect(await house.messages(draft)).toEqual([]);
  });

  it('each in full where many are told of at once', async () => {
    const [urged, disputed] = [await house.received(), await house.issued()];
    await house.drain();
    await house.perform('supervisor', 'task', 'urge', urged);
    await house.perform('head', 'assignment', 'dispute', await house.share(disputed), { reason: '不属本单位职责' });
    await house.drain();
    expect(await house.told(urged, 'urged')).toEqual(['deputy', 'guanxian', 'head', 'staff']);
    expect(await house.told(disputed, 'disputed')).toEqual(['chief', 'planner', 'supervisor']);
    expect(await house.told(disputed, 'urged')).toEqual([]);
  });

  it('never the one who acted', async () => {
    const id = await house.received();
    await house.perform('supervisor', 'task', 'escalate', id, escalation);
    await house.perform('staff', 'escalation', 'answer', (await house.notice(id)).id, { answer: '设备未到货，12月10日前补齐。' });
    await house.perform('supervisor', 'escalation', 'accept', (await house.notice(id)).id);
    await house.perform('chief', 'task', 'urge', id);
    await house.drain();
    expect(await house.told(id, 'escalation_answered')).toEqual(['chief', 'supervisor']);
    expect(await house.told(id, 'escalation_closed')).toEqual(['deputy', 'head', 'staff']);
    expect(await house.told(id, 'urged')).toEqual(['deputy', 'guanxian', 'head', 'staff']);
  });
});

describe('the moment of sending decides', () => {
  afterEach(async () => {
    await house.source.query('UPDATE account SET disabled_at = NULL');
    await house.source.query('UPDATE post_holding SET until = NULL');
    await house.source.query('UPDATE post SET active = true');
  });

  it('a disabled person, one who has left the post and one whose post was closed get nothing', async () => {
    const id = await house.issued();
    await house.source.query("UPDATE account SET disabled_at = now() WHERE login = 'staff'");
    await house.source.query("UPDATE post_holding SET until = now() WHERE account_id = (SELECT id FROM account WHERE login = 'deputy')");
    await house.source.query('UPDATE post SET active = false WHERE unit_id = $1', [house.unit(GUANXIAN)]);
    await house.drain();
    expect(await house.told(id, 'issued')).toEqual(['head']);
  });

  it('whoever took the post over in the meantime is told instead', async () => {
    const id = await house.issued();
    const moved = "(SELECT id FROM account WHERE login = 'staff')";
    await house.source.query(`UPDATE post_holding SET until = now() WHERE account_id = ${moved}`);
    await house.source.query(
      `INSERT INTO post_holding (post_id, account_id, capacity, since)
       SELECT id, (SELECT id FROM account WHERE login = 'newcomer'), 'holder', now() FROM post WHERE unit_id = $1 AND role = 'unit_staff'`,
      [house.unit(DONGE)],
    );
    await house.drain();
    expect(await house.told(id, 'issued')).toEqual(['deputy', 'guanxian', 'head', 'newcomer']);
    await house.source.query("DELETE FROM post_holding WHERE account_id = (SELECT id FROM account WHERE login = 'newcomer')");
  });
});

describe('nothing twice, nothing lost', () => {
  it('a repeated errand writes once', async () => {
    const id = await house.issued();
    await house.drain();
    await house.source.query("UPDATE outbox SET done_at = NULL WHERE payload->>'taskId' = $1", [String(id)]);
    expect(await house.drain()).toBe(1);
    expect(await house.messages(id)).toHaveLength(4);
  });

  it('two workers at once write once', async () => {
    const id = await house.issued();
    await Promise.all([house.drain(), house.drain(), house.drain()]);
    expect(await house.messages(id)).toHaveLength(4);
  });

  it('a failing handler leaves nothing half written, is tried again later and then delivers', async () => {
    const id = await house.issued();
    await house.source.query(`ALTER TABLE message ADD CONSTRAINT broken CHECK (task_id <> ${id})`);
    await house.drain();
    const [row] = await house.source.query("SELECT attempts, done_at, last_error, dead FROM outbox WHERE payload->>'taskId' = $1", [
      String(id),
    ]);
    expect(row).toMatchObject({ attempts: 1, done_at: null, dead: false });
    expect(row.last_error).toContain('broken');
    expect(await house.messages(id)).toEqual([]);

    await house.source.query('ALTER TABLE message DROP CONSTRAINT broken');
    expect(await house.drain()).toBe(0);
    const now = house.clock.now();
    house.clock.set(new Date(now.getTime() + 3000));
    expect(await house.drain()).toBe(1);
    house.clock.set(now);
    expect(await house.messages(id)).toHaveLength(4);
  });

  it('an act that is rolled back leaves no errand', async () => {
    const id = await house.received();
    await house.drain();
    await expect(house.perform('supervisor', 'task', 'escalate', id, { ...escalation, level: 'level_3' })).rejects.toMatchObject({
      status: 422,
    });
    expect(await house.drain()).toBe(0);
  });
});

describe('the inbox', () => {
  it('shows a person only their own, newest first, counts the unread and marks them read', async () => {
    const id = await house.issued();
    house.clock.set(new Date(house.clock.now().getTime() + 60_000));
    await house.drain();
    const staff = await house.as('guanxian');
    const before = (await staff.get('/api/messages/unread')).body.unread;
    const { body } = await staff.list('/api/messages', { unread: true, kind: 'issued' });
    expect(body.data[0]).toMatchObject({ kind: 'issued', kindLabel: '新交办', title: '请签收：建强县级医院', taskId: id, readAt: null });
    expect((await staff.get('/api/session')).body.unread).toBe(before);

    const other = await house.as('head');
    const foreign = (await other.list('/api/messages')).body.data[0].id;
    expect((await staff.send('post', '/api/messages/reading', { ids: [foreign] })).body.unread).toBe(before);
    expect((await staff.send('post', '/api/messages/reading', { ids: [body.data[0].id] })).body.unread).toBe(before - 1);
    expect((await staff.send('post', '/api/messages/reading', { ids: 'all' })).body).toEqual({ unread: 0 });
    expect((await staff.list('/api/messages', { unread: true })).body.total).toBe(0);
  });

  it('refuses a filter and a selection that make no sense, and administrators', async () => {
    const staff = await house.as('guanxian');
    expect((await staff.list('/api/messages', { kind: 'gossip' })).status).toBe(400);
    expect((await staff.send('post', '/api/messages/reading', { ids: [] })).body.detail).toContain('请选择要标为已读的消息');
    expect((await (await house.as('system')).list('/api/messages')).status).toBe(403);
  });
});

describe('one act on many tasks', () => {
  const deadlines = ['2026-12-31', '2026-12-05', '2026-12-20'];
  const inbox = async (login: string, filter = {}) => (await (await house.as(login)).list('/api/messages', filter)).body;
  const unread = async (login: string): Promise<number> => (await (await house.as(login)).get('/api/messages/unread')).body.unread;
  const issueAll = async (ids: number[], key: string): Promise<void> => {
    const { body } = await (await house.as('planner')).send('post', '/api/tasks/bulk/issue', { ids }, { 'idempotency-key': key });
    expect(body.refused).toEqual([]);
  };
  const drafts = () => Promise.all(deadlines.map((deadline, index) => house.draft({ title: `工作${index}`, deadline })));

  beforeEach(async () => {
    await house.drain();
    for (const login of ['staff', 'guanxian']) await (await house.as(login)).send('post', '/api/messages/reading', { ids: 'all' });
  });

  it('is one line that names what presses most and opens the list of all; it is read once all of it is', async () => {
    const ids = await drafts();
    await issueAll(ids, 'forty');
    await house.drain();
    const { data, total } = await inbox('staff', { unread: true });
    expect([total, await unread('staff')]).toEqual([1, 1]);
    expect(data[0]).toMatchObject({ kind: 'issued', title: '请签收：工作1等3项任务', taskId: ids[1], tasks: 3 });
    expect(data[0].body).toMatch(/完成时限为2026年12月5日。请查看要求并签收。\n共 3 项任务，点开看清单。$/);
    const staff = await house.as('staff');
    const told = (login: string) => house.as(login).then(browser => browser.list('/api/tasks', { told: data[0].id }));
    expect((await told('staff')).body.data.map((task: { id: number }) => task.id).toSorted()).toEqual(ids.toSorted());
    expect((await told('head')).body.total).toBe(0);
    const digest = await house.app.get(Digests).ofPerson(house.source.manager, await house.account('staff'), '经办', 0, 2 ** 31 - 1);
    expect(digest).toMatchObject({ items: 1, text: expect.stringContaining('【新交办】请签收：工作1等3项任务') });

    await house.perform('staff', 'assignment', 'receive', await house.share(ids[1] as number));
    expect((await inbox('staff')).data[0]).toMatchObject({ title: '请签收：工作2等3项任务', readAt: null });
    await staff.send('post', '/api/messages/reading', { ids: [data[0].id] });
    expect([await unread('staff'), await unread('guanxian')]).toEqual([0, 1]);
  });

  it('stays one line when the act is sent again, and when its errands are handled one by one, twice, or after a broken moment', async () => {
    const [first, ...others] = (await drafts()) as [number, ...number[]];
    await issueAll([first], 'again');
    await house.drain();
    await issueAll([first, ...others], 'again');
    const outbox = house.app.get(OutboxService);
    const rows: { id: number }[] = await house.source.query('SELECT id FROM outbox WHERE done_at IS NULL');
    expect(rows).toHaveLength(2);
    for (const { id } of rows) await outbox.run(id);
    await house.source.query('UPDATE outbox SET done_at = NULL WHERE id = ANY($1)', [rows.map(({ id }) => id)]);
    await house.drain();
    expect(await inbox('guanxian', { unread: true })).toMatchObject({ total: 1, data: [{ tasks: 3 }] });
    for (const id of [first, ...others]) expect(await house.messages(id)).toHaveLength(4);
  });

  it('is found page by page, where the newest of it stands', async () => {
    const ids = await drafts();
    await issueAll(ids, 'earlier');
    await issueAll([await house.draft({ title: '另一项' })], 'between');
    await house.drain();
    await house.source.query(`UPDATE message SET at = at + interval '1 hour' WHERE task_id = $1`, [ids[0]]);
    const staff = await house.as('staff');
    const page = async (place: number, order: string) =>
      (await staff.get(`/api/messages?filter={"unread":true}&sort=["at","${order}"]&range=[${place},${place}]`)).body;
    const tasks = async (order: string) => [...(await page(0, order)).data, ...(await page(1, order)).data].map(line => line.tasks);
    expect([await tasks('DESC'), await tasks('ASC'), (await page(2, 'ASC')).data]).toEqual([[3, 1], [1, 3], []]);
    await staff.send('post', '/api/messages/reading', { ids: [(await page(0, 'DESC')).data[0].id] });
    expect(await page(0, 'DESC')).toMatchObject({ total: 1, data: [{ tasks: 1 }] });
  });

  it('another act is another line; a notice of supervision is always a line of its own', async () => {
    const ids = [await house.received(), await house.received()];
    await house.drain();
    await (await house.as('staff')).send('post', '/api/messages/reading', { ids: 'all' });
    const items = ids.map(id => ({ id, version: 0 }));
    for (const item of items) item.version = (await house.source.query('SELECT version FROM task WHERE id = $1', [item.id]))[0].version;
    const { body } = await (await house.as('supervisor')).send('post', '/api/task-bulk', { act: 'urge', items, input: { text: '请抓紧' } });
    expect(body.refused).toEqual([]);
    for (const id of ids) await house.perform('supervisor', 'task', 'escalate', id, escalation);
    await house.drain();
    const { data } = await inbox('staff', { unread: true });
    expect(data.map((line: { kind: string; tasks: number }) => [line.kind, line.tasks])).toEqual([
      ['escalated', 1],
      ['escalated', 1],
      ['urged', 2],
    ]);
  });
});
