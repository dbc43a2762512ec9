import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../server/src/platform/database/embedded.js';

const script = resolve('server/scripts/backup.mjs');
const log = () => undefined;

describe('npm run backup', () => {
  const directory = mkdtempSync(join(tmpdir(), 'dudao-backup-'));
  const data = join(directory, 'data');
  const copy = join(directory, 'copy');
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('copies a running system into a data directory that starts with every committed row and every file', async () => {
    const running = await startEmbeddedPostgres({ directory: join(data, 'postgres'), log });
    const client = new Client({ connectionString: running.url });
    await client.connect();
    await client.query('create table t as select generate_series(1, 20000) as n');
    mkdirSync(join(data, 'blobs'));
    writeFileSync(join(data, 'blobs/佐证.txt'), '已办结');

    const backup = spawnSync(process.execPath, [script, copy], { env: { ...process.env, DATA_DIR: data }, encoding: 'utf8' });
    await client.query('insert into t values (0)');
    await client.end();
    await running.stop();

    expect(backup).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(copy, 'blobs/佐证.txt'))).toBe(true);
    const restored = await startEmbeddedPostgres({ directory: join(copy, 'postgres'), log });
    const reader = new Client({ connectionString: restored.url });
    await reader.connect();
    expect((await reader.query('select count(*)::int as rows, min(n) as first from t')).rows).toEqual([{ rows: 20_000, first: 1 }]);
    await reader.end();
    await restored.stop();
  });

  it('refuses to write over a backup', () => {
    const backup = spawnSync(process.execPath, [script, copy], { env: { ...process.env, DATA_DIR: data }, encoding: 'utf8' });
    expect(backup.status).toBe(1);
    expect(backup.stderr).toContain('还不存在的备份文件夹');
  });
});
