import { Doorway } from '../../server/src/platform/doorway.js';
import type { Effect, ProcessRoom, ProcessRow } from '../../server/src/platform/process.room.js';
import { HUMAN_ACTS } from '../support/bodies.js';
import { expectProblem } from '../support/problem.js';
import { Stage } from '../support/stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

type Room = { load: ProcessRoom<ProcessRow>['load']; effects: Record<string, Effect<ProcessRow>> };
const room = (process: string) => (stage.house.app.get(Doorway) as unknown as { rooms: Map<string, Room> }).rooms.get(process) as Room;

/** Lets the last thing that an act does go wrong once, after everything else has been written. */
function breakEffect(process: string, name: string): () => void {
  const { effects } = room(process);
  const whole = effects[name] as Effect<ProcessRow>;
  effects[name] = async context => {
    await whole(context);
    throw new Error('the disk is full');
  };
  return () => {
    effects[name] = whole;
  };
}

const numbers = () => stage.source.query('SELECT * FROM document_number ORDER BY kind, year');

describe('一步没有做完，就等于没有做', () => {
  it('交办到最后一刻出错：状态、编号、历史、审计、消息都没有变，号码还回去', async () => {
    const planner = await stage.holder('owner', 'dept_head');
    const id = await stage.draft();
    const [before, given] = [await stage.fingerprint(), await numbers()];
    const mend = breakEffect('task', 'notify_issue');
    const failed = await planner.act(id, 'issue');
    mend();
    expect([failed.status, failed.body.code]).toEqual([500, 'internal']);
    expect(failed.text).not.toMatch(/disk|Error|at /);
    expect([await stage.fingerprint(), await numbers()]).toEqual([before, given]);
    const [{ last }] = given.filter((row: { kind: string; year: number }) => row.kind === 'task' && row.year === 2026);
    expect((await planner.act(id, 'issue')).body.no).toBe(`督办〔2026〕${last + 1}号`);
  });

  it('督办单开到一半出错：没有单，没有号', async () => {
    const supervisor = await stage.person('yinyf');
    const id = await stage.received();
    const before = await stage.fingerprint();
    const mend = breakEffect('task', 'open_escalation');
    const failed = await supervisor.act(id, 'escalation', { level: 'level_1', reason: '没有进展', replyBy: '2026-11-30' });
    mend();
    expect(failed.status).toBe(500);
    expect(await stage.fingerprint()).toBe(before);
    expect((await supervisor.task(id)).escalations).toEqual([]);
  });

  it('签收带动的“开始办理”出错：签收也不算；提交编号没有用掉，可以原样再来', async () => {
    const staff = await stage.person('weicy');
    const id = await stage.issued();
    const share = await stage.share(id);
    const before = await stage.fingerprint();
    const mend = breakEffect('assignment', 'begin_task');
    const key = 'a-key-of-its-own';
    expect((await staff.post(`assignments/${share}/receipt`, { version: 1 }, key)).status).toBe(500);
    mend();
    expect(await stage.fingerprint()).toBe(before);
    expect((await staff.post(`assignments/${share}/receipt`, { version: 1 }, key)).body.state).toBe('in_progress');
  });

  it('分派给外单位的人：在最后一步被拒绝，什么也没有变', async () => {
    const head = await stage.holder('lead', 'dept_head');
    const id = await stage.received();
    const handlerId = await stage.account('yinyf');
    const before = await stage.fingerprint();
    expectProblem(await head.actOnShare(id, 'handler', { handlerId }), 400, 'input.invalid');
    expect(await stage.fingerprint()).toBe(before);
  });

  it('每张流程表的每个后果都有人负责', () => {
    expect(HUMAN_ACTS.length).toBeGreaterThan(15);
    expect(() => stage.house.app.get(Doorway).onApplicationBootstrap()).not.toThrow();
  });

  it('锁没有锁住、底下已经变了的记录：状态、历史、审计、消息都不写', async () => {
    const supervisor = await stage.person('yinyf');
    const id = await stage.received();
    const task = room('task');
    const { load } = task;
    const before = await stage.fingerprint();
    task.load = async (...asked) => {
      const row = await load(...asked);
      return row && { ...row, version: row.version - 1 };
    };
    const { version } = await supervisor.task(id);
    const noted = { version: version - 1, authority: '省卫生健康委', reference: '鲁卫督〔2026〕8号' };
    const failed = await supervisor.post(`tasks/${id}/higher-reference`, noted);
    task.load = load;
    expect(failed.status).toBe(500);
    expect(await stage.fingerprint()).toBe(before);
    expect((await supervisor.act(id, 'higher-reference', { authority: '省卫生健康委', reference: '鲁卫督〔2026〕8号' })).status).toBe(200);
  });
});
