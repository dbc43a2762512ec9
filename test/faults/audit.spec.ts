import { MessageSweep } from '../../server/src/messages/message.sweep.js';
import { Audit } from '../../server/src/platform/audit.service.js';
import { Stage } from '../support/stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
  await stage.received();
  await verify();
});
afterAll(() => stage?.close());

const verify = () => stage.house.app.get(Audit).verify();

/** Somebody with full power over the database tampers with the log; put back afterwards. */
async function tamper(statement: string, check: (line: number) => Promise<void>): Promise<void> {
  const runner = stage.source.createQueryRunner();
  const [{ line }] = await stage.source.query('SELECT max(id) / 2 AS line FROM audit_log');
  await runner.query('CREATE TEMP TABLE kept AS SELECT * FROM audit_log');
  await runner.query('ALTER TABLE audit_log DISABLE TRIGGER USER');
  try {
    await runner.query(statement.replaceAll('$line', String(line)));
    await check(line);
  } finally {
    await runner.query('TRUNCATE audit_log');
    await runner.query('INSERT INTO audit_log SELECT * FROM kept');
    await runner.query('ALTER TABLE audit_log ENABLE TRIGGER USER');
    await runner.query('DROP TABLE kept');
    await runner.release();
  }
  expect(await verify()).toMatchObject({ ok: true, brokenAt: null });
}

describe('审计日志', () => {
  it('完好时逐行验过', async () => {
    const [{ lines }] = await stage.source.query('SELECT count(*) AS lines FROM audit_line');
    expect(await verify()).toEqual({ ok: true, checked: lines, brokenAt: null, seal: expect.stringMatching(/^\d+-[0-9a-f]{16}$/) });
    expect(lines).toBeGreaterThan(100);
  });

  it.each([
    ['改了一行的内容', `UPDATE audit_log SET detail = '{"toState":"completed"}' WHERE id = $line`, 0],
    ['改了一行的时间', `UPDATE audit_log SET at = at + interval '1 microsecond' WHERE id = $line`, 0],
    ['改了办事人', `UPDATE audit_log SET actor_name = '张三' WHERE id = $line`, 0],
    ['换了一行的哈希', `UPDATE audit_log SET hash = sha256('x') WHERE id = $line`, 0],
    ['删了一行', 'DELETE FROM audit_log WHERE id = $line', 1],
    ['删了一行又把后面的编号前移', 'DELETE FROM audit_log WHERE id = $line; UPDATE audit_log SET id = id - 1 WHERE id > $line', 0],
    [
      '中间插了一行',
      `UPDATE audit_log SET id = -(id + 1) WHERE id >= $line; UPDATE audit_log SET id = -id WHERE id < 0;
       INSERT INTO audit_log SELECT $line, at, account_id, '张三', ip, act, object_type, object_id, success, detail, hash FROM audit_log WHERE id = $line - 1`,
      0,
    ],
  ])('%s：查得出，并指出是哪一行', async (_what, statement, offset) => {
    await tamper(statement, async line => {
      expect(await verify()).toMatchObject({ ok: false, checked: line - 1, brokenAt: line + offset });
    });
  });

  it('截去末尾几行，链本身看不出，与抄存的封记一比就知道；封记被改也一样', async () => {
    const { seal } = await verify();
    expect(await stage.house.app.get(Audit).verify(seal)).toMatchObject({ ok: true });
    await tamper('DELETE FROM audit_log WHERE id > $line', async line => {
      expect(await verify()).toMatchObject({ ok: true, checked: line });
      expect(await stage.house.app.get(Audit).verify(seal)).toMatchObject({ ok: false, brokenAt: line + 1 });
    });
    expect(await stage.house.app.get(Audit).verify(seal.replace(/.$/, last => (last === '0' ? '1' : '0')))).toMatchObject({ ok: false });
  });

  it.each([
    ['audit_log', 'act'],
    ['process_history', 'act'],
    ['cycle_return', 'percent'],
    ['rung_firing', 'rung'],
  ])('数据库自己拒绝改、删、清空 %s', async (table, column) => {
    await stage.house.app.get(MessageSweep).sweep();
    await verify();
    const count = () => stage.source.query(`SELECT count(*) AS rows FROM ${table}`);
    const [{ rows }] = await count();
    expect(rows).toBeGreaterThan(0);
    for (const statement of [`UPDATE ${table} SET ${column} = NULL`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
      await expect(stage.source.query(statement)).rejects.toThrow(/only ever added to/);
    expect(await count()).toEqual([{ rows }]);
  });

  it('自己编的行号和哈希不算数：数据库另给', async () => {
    const [{ last }] = await stage.source.query('SELECT max(id) AS last FROM audit_log');
    await stage.source.query(
      `INSERT INTO audit_log (id, at, actor_name, act, object_type, success, detail, hash) VALUES (7, now(), '某人', 'test.note', 'test', true, '{}', 'x')`,
    );
    const [line] = await stage.source.query('SELECT id, length(hash) AS bytes FROM audit_log ORDER BY id DESC LIMIT 1');
    expect(line).toEqual({ id: last + 1, bytes: 32 });
    expect((await verify()).ok).toBe(true);
  });

  it('交办时定下的原时限改不动（G6）', async () => {
    const id = await stage.issued();
    await expect(stage.source.query("UPDATE task SET original_deadline = '2027-12-31' WHERE id = $1", [id])).rejects.toThrow(/stays/);
  });
});
