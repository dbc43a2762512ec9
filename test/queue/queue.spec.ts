import Bull from 'bull';
import { PASSWORD } from '../../server/src/people/people.fixture.js';
import { OutboxService } from '../../server/src/platform/outbox.service.js';
import { Carrier } from '../../server/src/platform/queue/carrier.js';
import { House } from '../../server/src/reports/house.fixture.js';
import { addDays } from '../../server/src/rules/lights.js';
import { until } from '../support/until.js';
import { type Program, Site } from './site.js';

/** Whom the issue of a task is told: heads, deputies and staff of both units. */
const TOLD = ['deputy', 'guanxian', 'head', 'staff'];

let site: Site;
let house: House;
const workers = new Map<string, Program>();
const hire = async (...names: string[]) => {
  for (const [index, program] of (await Promise.all(names.map(name => site.worker(name)))).entries())
    workers.set(names[index] as string, program);
};
/** Ends a worker without warning. */
const kill = (name: string) => workers.get(name)?.signal('SIGKILL');

beforeAll(async () => {
  site = await Site.open();
  house = await House.open(site.source, { redisUrl: site.redisUrl });
});
afterEach(() => site?.unblock());
afterAll(async () => {
  await house?.app.close();
  await site?.close();
});

const version = async (id: number): Promise<number> => (await site.source.query('SELECT version FROM task WHERE id = $1', [id]))[0].version;

/** Gives the function by which a person posts something at a web process. */
async function signIn(url: string, login: string) {
  const send = (path: string, body: object, headers = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
    });
  const answer = await send('/api/session', { login, password: PASSWORD });
  const Cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  return (path: string, body: object) => send(path, body, { Cookie, 'X-CSRF-Token': csrfToken });
}

describe('nothing is lost, nothing is done twice', () => {
  it('when a web process is killed after the commit, before anybody has heard of it', async () => {
    await site.startRedis();
    const { program, url } = await site.web('web');
    const id = await house.received();
    await house.drain();
    const supervisor = await signIn(url, 'supervisor');
    const unblock = await site.block('message');
    await site.killRedis();
    const answer = await supervisor(`/api/tasks/${id}/reminder`, { version: await version(id) });
    await program.signal('SIGKILL');
    await unblock();
    expect(answer.status).toBe(200);
    expect(await site.waiting()).toBe(1);

    await site.startRedis();
    await hire('one', 'two');
    await site.settled();
    expect(await house.told(id, 'urged')).toEqual(TOLD);
  });

  it('when a worker is killed in the middle of a job', async () => {
    await house.app.get(Carrier).start('web');
    await carriedByQueue();
    const unblock = await site.block('message');
    const id = await house.issued();
    await until(async () => (await site.blocked('message')).length > 0, 'a worker has the job');
    const [victim] = (await site.blocked('message')) as [string];
    expect([...workers.keys()]).toContain(victim);
    await kill(victim);
    await unblock();
    await site.settled();
    expect(await house.told(id, 'issued')).toEqual(TOLD);
    await hire(victim);
  });

  it('when a job fails: it is brought back after a pause, and its neighbours go on', async () => {
    const [bad, good] = [await house.draft(), await house.draft()];
    await site.source.query(`ALTER TABLE message ADD CONSTRAINT broken CHECK (task_id <> ${bad})`);
    for (const id of [bad, good]) await house.perform('planner', 'task', 'issue', id);
    await until(async () => (await house.told(good, 'issued')).length === TOLD.length, 'the neighbour is told');
    await until(async () => (await attempts(bad)) > 0, 'the job has failed');
    await site.source.query('ALTER TABLE message DROP CONSTRAINT broken');
    await site.settled();
    expect(await attempts(bad)).toBeGreaterThan(1);
    expect(await house.told(bad, 'issued')).toEqual(TOLD);
  });

  it('when a job has ended one process after the other: it is laid aside with its row', async () => {
    await carriedByQueue();
    const inAnHour = new Date(house.clock.now().getTime() + 3_600_000);
    const outbox = house.app.get(OutboxService);
    await outbox.add(site.source.manager, 'message.send', { notice: 'issued', taskId: 1, historyId: 0 }, inAnHour);
    const [{ id }] = await site.source.query('SELECT id FROM outbox ORDER BY id DESC LIMIT 1');
    await layAside(id);
    await until(async () => (await site.source.query('SELECT dead FROM outbox WHERE id = $1', [id]))[0].dead, 'the row is given up');
    await site.source.query('DELETE FROM outbox WHERE id = $1', [id]);
  });

  it('when Redis is killed with everything in it, and while it is away', async () => {
    const unblock = await site.block('message');
    const before = [await house.issued(), await house.issued(), await house.issued()];
    await until(async () => (await site.blocked('message')).length > 0, 'a worker has a job');
    await site.killRedis();
    await unblock();
    await hire('late');
    await workers.get('late')?.says('连不上 Redis');
    const meanwhile = await house.issued();
    await until(async () => (await house.told(meanwhile, 'issued')).length > 0, 'the notice arrives without Redis');
    await site.startRedis();
    await workers.get('late')?.says('已连上 Redis');
    const after = await house.issued();
    await site.settled();
    for (const id of [...before, meanwhile, after]) expect(await house.told(id, 'issued')).toEqual(TOLD);
    for (const { runs } of workers.values()) expect(runs).toBe(true);
    await workers.get('late')?.signal('SIGTERM');
  });

  it('when PostgreSQL crashes in the middle of a burst', async () => {
    const drafts = await Promise.all(Array.from({ length: 30 }, () => house.draft()));
    let tries = 0;
    for (const id of drafts) {
      tries += 1;
      if (tries === 10) await site.crashPostgres();
      await until(
        () =>
          house.perform('planner', 'task', 'issue', id).then(
            () => true,
            () => isIssued(id),
          ),
        'the task is issued',
      );
    }
    await site.settled();
    for (const id of drafts) expect(await house.told(id, 'issued')).toEqual(TOLD);
    const [{ acts }] = await site.source.query("SELECT count(*) AS acts FROM process_history WHERE act = 'issue' AND record_id = ANY($1)", [
      drafts,
    ]);
    expect(acts).toBe(drafts.length);
    for (const name of ['one', 'two']) expect(workers.get(name)?.runs).toBe(true);
  });

  it('when the leader is killed in the middle of its sweep, and its successor too: one leads at a time, and each rung fires once', async () => {
    const deadline = addDays(house.clock.today(), 2);
    const ids = [await house.received({ deadline }), await house.received({ deadline })];
    await site.settled();
    const first = await site.leader();
    const unblock = await site.block('rung_firing');
    await kill(first);
    // What the one that was killed had begun may stand before the table for as long as that is blocked.
    const sweeping = async () => (await site.blocked('rung_firing')).filter(name => name !== first);
    await until(async () => (await sweeping()).length > 0, 'the successor sweeps');
    const second = await site.leader();
    expect(second).not.toBe(first);
    expect(await sweeping()).toEqual([second]);
    await hire('three');
    await kill(second);
    await unblock();
    await until(async () => (await site.leader()) === 'three', 'the last one leads');
    for (const id of ids) {
      await until(async () => (await house.told(id, 'due_soon')).length > 0, 'the reminder arrives');
      expect((await site.source.query('SELECT rung FROM rung_firing WHERE task_id = $1', [id])).length).toBe(1);
      expect((await house.told(id, 'due_soon')).length).toBe(new Set(await house.told(id, 'due_soon')).size);
    }
  });

  it('when a worker is asked to stop: it finishes the job that it has, and takes no other', async () => {
    const unblock = await site.block('message');
    const id = await house.issued();
    await until(async () => (await site.blocked('message')).length > 0, 'the worker has the job');
    const over = workers.get('three')?.signal('SIGTERM');
    await workers.get('three')?.says('正在停止');
    await unblock();
    expect(await over).toBe(0);
    expect(await attempts(id)).toBe(1);
    expect(await house.told(id, 'issued')).toEqual(TOLD);
  });
});

/** Until the web process in here hands its rows to the queue: Redis has answered it and it has seen a worker. */
const carriedByQueue = () => until(() => house.app.get(Carrier).way === 'queue', 'the queue carries');

/** Moves a delayed job to where Bull puts those that have stalled too often. */
async function layAside(id: number): Promise<void> {
  const queue = new Bull('dudao', site.redisUrl);
  await until(async () => (await queue.client.zrem(queue.toKey('delayed'), id)) === 1, 'the job is in Redis');
  await queue.client.zadd(queue.toKey('failed'), 1, id);
  await queue.close();
}

/** How often the handling of a task's issue has been tried. */
async function attempts(taskId: number): Promise<number> {
  const [row] = await site.source.query("SELECT attempts FROM outbox WHERE payload->>'taskId' = $1 AND payload->>'notice' = 'issued'", [
    `${taskId}`,
  ]);
  return row.attempts;
}

const isIssued = async (id: number) => {
  const rows = await site.source.query("SELECT 1 FROM process_history WHERE act = 'issue' AND record_id = $1", [id]).catch(() => []);
  return rows.length > 0;
};
