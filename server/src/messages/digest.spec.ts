import { PostOffice, textOf } from './post-office.fixture.js';

let office: PostOffice;
beforeAll(async () => {
  office = await PostOffice.open();
});
afterAll(() => office?.close());
beforeEach(() => office.clear());

describe('the daily digest', () => {
  it('is one mail to each person however many tasks there are, on a working day, from its hour on, once', async () => {
    for (const title of ['建强县级医院', '建优乡镇卫生院', '建好村卫生室']) await office.house.issued({ title });
    await office.house.drain();
    await office.at('08:00');
    expect(await office.digests()).toBe(0);
    await office.at('08:30');
    expect(await office.digests()).toBe(3);
    expect(office.mails.taken.map(({ to }) => to[0]).sort()).toEqual(['guanxian@example.cn', 'head@example.cn', 'staff@example.cn']);
    const text = textOf(office.mails.taken.find(({ to }) => to[0] === 'staff@example.cn') as { data: string });
    expect(text).toContain('您有以下 3 条未读消息');
    expect(text).toContain('1. 【新交办】请签收：建好村卫生室');
    expect(text).toContain('http://10.1.2.3:3000');
    await office.at('15:00');
    expect(await office.digests()).toBe(0);
    await office.house.issued({ title: '当天又来一件' });
    await office.house.drain();
    expect(await office.digests()).toBe(0);
    await office.at('09:00', '2026-11-24');
    expect(await office.digests()).toBe(3);
    expect(textOf(office.mails.taken.at(-1) as { data: string })).toContain('您有以下 1 条未读消息');
    // Nothing new since: nothing is even claimed.
    await office.at('10:00', '2026-11-25');
    expect(await office.claim()).toBe(0);
  });

  it('shows thirty lines and counts the rest', async () => {
    await office.house.source.query(
      `INSERT INTO message (recipient_id, kind, title, body, task_id, cause, at)
       SELECT a.id, 'issued', '第' || n || '件', '', (SELECT max(id) FROM task), 'spec:' || n, now() FROM account a, generate_series(1, 33) AS n WHERE a.login = 'staff'`,
    );
    await office.at('09:00', '2026-11-25');
    expect(await office.digests()).toBe(1);
    const text = textOf(office.mails.taken[0] as { data: string });
    expect(text).toContain('您有以下 33 条未读消息');
    expect(text).toContain('30. 【新交办】第4件\n……另有 3 条，请登录查看');
  });

  it('does not come on days off, and comes on a weekend that is worked', async () => {
    await office.house.issued({ title: '放假前交办' });
    await office.house.drain();
    for (const day of ['2026-11-28', '2026-10-01', '2026-10-03']) {
      await office.at('09:00', day);
      expect(await office.digests()).toBe(0);
    }
    await office.at('09:00', '2026-10-10');
    expect(await office.digests()).toBe(3);
  });

  it('tells nothing of what was read, taken away, or lies out of sight when it is sent', async () => {
    await office.at('09:00', '2026-11-25');
    await office.digests();
    office.mails.taken.length = 0;
    const id = await office.house.issued({ title: '不该再看到', supportUnitIds: [office.house.unit('冠县卫生健康局')] });
    await office.house.drain();
    await office.at('09:00', '2026-11-26');
    await office.claim();
    await office.house.source.query("DELETE FROM assignment WHERE task_id = $1 AND role = 'support'", [id]);
    await (await office.house.as('staff')).send('post', '/api/messages/reading', { ids: 'all' });
    await office.house.source.query("UPDATE account SET disabled_at = now() WHERE login = 'head'");
    await office.house.drain();
    expect(office.mails.taken).toEqual([]);
    await office.house.source.query("UPDATE account SET disabled_at = NULL WHERE login = 'head'");
    const { data } = (await (await office.system()).get('/api/deliveries')).body;
    expect(new Set(data.slice(0, 3).map(({ state }: { state: string }) => state))).toEqual(new Set(['empty']));
  });

  it('waits out the quiet hours', async () => {
    await office.house.issued({ title: '晚间重试' });
    await office.house.drain();
    await office.at('21:00', '2026-11-27');
    expect(await office.claim()).toBe(0);
    await office.at('09:00', '2026-11-27');
    expect(await office.claim()).toBe(3);
    await office.at('21:00', '2026-11-27');
    await office.house.drain();
    expect(office.mails.taken).toEqual([]);
    await office.at('09:30', '2026-11-30');
    await office.house.drain();
    expect(office.mails.taken.length).toBeGreaterThan(0);
  });
});
