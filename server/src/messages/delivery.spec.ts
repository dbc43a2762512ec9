import { OutboxService } from '../platform/outbox.service.js';
import { PostOffice } from './post-office.fixture.js';

let office: PostOffice;
beforeAll(async () => {
  office = await PostOffice.open();
});
afterAll(() => office?.close());
beforeEach(() => office.clear());

describe('when the other side fails', () => {
  const failing = () =>
    office.house.source.query(
      "SELECT id, attempts, dead, last_error FROM outbox WHERE topic = 'message.deliver' AND done_at IS NULL ORDER BY id",
    );

  it('it is tried again with growing pauses, given up into the dead letters, and sent again by the administrator', async () => {
    await office.at('09:00', '2026-12-01');
    await office.digests();
    office.mails.taken.length = 0;
    await office.house.issued({ title: '邮件服务器坏了' });
    await office.house.drain();
    await office.at('09:00', '2026-12-02');
    office.mails.refuse = true;
    await office.claim();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await office.house.drain();
      const [line] = await office.house.source.query(
        "SELECT available_at FROM outbox WHERE topic = 'message.deliver' AND done_at IS NULL ORDER BY id LIMIT 1",
      );
      waits.push((line.available_at.getTime() - office.house.clock.now().getTime()) / 1000);
      office.house.clock.set(new Date(line.available_at.getTime() + 1));
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256]);
    const dead = await failing();
    expect(dead).toHaveLength(3);
    for (const line of dead)
      expect(line).toMatchObject({ attempts: 8, dead: true, last_error: expect.stringMatching(/^邮件服务器没有接收：.*451/) });
    const { data, total } = (await (await office.system()).get('/api/deliveries')).body;
    for (const line of data.slice(0, 3)) expect(line).toMatchObject({ channel: '邮件', state: 'failed' });
    const beyond = await (await office.system()).get('/api/deliveries?range=[50,74]');
    expect(beyond.body).toEqual({ data: [], total });
    expect(office.mails.taken).toEqual([]);
    office.mails.refuse = false;
    const jobs = (await (await office.system()).get('/api/failed-jobs')).body;
    expect(jobs.data.map(({ label }: { label: string }) => label)).toContain('发送摘要（邮件、群消息）');
    await (await office.system()).send('post', '/api/failed-jobs/resending', { ids: dead.map(({ id }: { id: number }) => id) });
    await office.house.drain();
    expect(office.mails.taken).toHaveLength(3);
  });

  it('a mail of which nobody knows whether it arrived is not sent a second time by itself', async () => {
    await office.house.issued({ title: '说不准' });
    await office.house.drain();
    await office.at('09:00', '2026-12-03');
    office.mails.taken.length = 0;
    await office.claim();
    // A process that was killed between sending and its commit leaves just this behind.
    await office.house.source.query('UPDATE delivery SET attempted_at = $1 WHERE sent_at IS NULL', [office.house.clock.now()]);
    await office.house.app.get(OutboxService).drain();
    expect(office.mails.taken).toEqual([]);
    const [line] = await failing();
    expect(line.last_error).toContain('可能已经送达');
    const { data } = (await (await office.system()).get('/api/deliveries')).body;
    expect(data[0].state).toBe('unknown');
    await office.house.source.query("DELETE FROM outbox WHERE topic = 'message.deliver'");
  });
});

describe('when the connection breaks over the answer', () => {
  const tries = async () => {
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await office.house.drain();
      const [line] = await office.house.source.query(
        "SELECT available_at FROM outbox WHERE topic = 'message.deliver' AND done_at IS NULL AND NOT dead ORDER BY available_at LIMIT 1",
      );
      if (line) office.house.clock.set(new Date(line.available_at.getTime() + 1));
    }
    return office.house.source.query("SELECT dead, last_error FROM outbox WHERE topic = 'message.deliver' AND done_at IS NULL");
  };
  const addRobot = async (path: string) => {
    const unitId = office.house.unit('东阿县卫生健康局');
    const robot = { unitId, name: '群', kind: 'wecom', url: office.robots.url(path), secret: '', active: true };
    expect((await (await office.system()).send('post', '/api/robots', robot)).status).toBe(201);
  };
  afterEach(async () => {
    [office.mails.vanish, office.robots.vanish] = [false, false];
    await office.house.source.query("DELETE FROM outbox WHERE topic = 'message.deliver'");
    await office.house.source.query('DELETE FROM delivery WHERE robot_id IS NOT NULL');
    await office.house.source.query('DELETE FROM group_robot');
  });

  it('a mail that was taken is not sent again, however often it is tried', async () => {
    await office.house.issued({ title: '答复没有回来' });
    await office.house.drain();
    await office.at('09:00', '2026-12-07');
    office.mails.vanish = true;
    expect(await office.claim()).toBe(3);
    const lines = await tries();
    expect(office.mails.taken).toHaveLength(3);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatchObject({ dead: true, last_error: expect.stringContaining('可能已经送达') });
  });

  it('nor what a robot has heard', async () => {
    await addRobot('/vanish');
    await office.house.issued({ title: '临期的', deadline: '2026-12-09' });
    await office.house.drain();
    await office.at('09:00', '2026-12-08');
    office.robots.vanish = true;
    await office.claim();
    expect(await tries()).toContainEqual({ dead: true, last_error: expect.stringContaining('可能已经送达') });
    expect(office.robots.heard.filter(({ path }) => path === '/vanish')).toHaveLength(1);
  });

  it('that it is on its way is noted for good before it leaves: a process that dies now leaves that behind', async () => {
    await addRobot('/noted');
    await office.house.issued({ title: '临期的', deadline: '2026-12-10' });
    await office.house.drain();
    await office.at('09:00', '2026-12-09');
    const noted: unknown[] = [];
    office.robots.whenHeard = async () =>
      noted.push(
        ...(await office.house.source.query(
          "SELECT attempted_at, sent_at FROM delivery WHERE robot_id IS NOT NULL AND day = '2026-12-09'",
        )),
      );
    await office.digests();
    office.robots.whenHeard = async () => undefined;
    expect(noted).toEqual([{ attempted_at: office.house.clock.now(), sent_at: null }]);
  });

  it('what was sent already is not sent again by an errand that comes twice', async () => {
    await office.house.issued({ title: '同一件差事' });
    await office.house.drain();
    await office.at('09:00', '2026-12-10');
    await office.digests();
    const sent = office.mails.taken.length;
    expect(sent).toBeGreaterThan(0);
    for (const { id } of await office.house.source.query("SELECT id FROM delivery WHERE day = '2026-12-10'"))
      await office.house.app.get(OutboxService).add(office.house.source.manager, 'message.deliver', { deliveryId: id });
    await office.at('10:00', '2026-12-10');
    await office.house.drain();
    expect(office.mails.taken).toHaveLength(sent);
  });
});
