import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { Failure, main, root } from './steps.mjs';

/**
 * `npm run backup -- DIRECTORY`: copies the data directory of the running system, database first: files are only ever added,
 * so those copied later are never too few for it. The copy is a data directory that the system starts from.
 */
await main(async () => {
  const data = resolve(root, process.env.DATA_DIR || 'data');
  const target = resolve(process.env.INIT_CWD || '.', process.argv[2] || '');
  if (!process.argv[2] || existsSync(target)) throw new Failure('请写明一个还不存在的备份文件夹，例如：npm run backup -- /备份/data-1');
  mkdirSync(join(target, 'postgres'), { recursive: true, mode: 0o700 });
  await copyDatabase(join(data, 'postgres'), join(target, 'postgres'));
  for (const name of readdirSync(data)) if (name !== 'postgres') copy(join(data, name), target);
  console.log(`备份完成：${target}\n恢复时停止系统，把它复制为数据目录后再启动。`);
});

/** PostgreSQL's own way for a running server: between start and stop any copy will do, the label and the later log make it whole. */
async function copyDatabase(from, to) {
  const client = new pg.Client(connection(from));
  await client.connect();
  await client.query("select pg_backup_start('backup', true)");
  copy(join(from, 'cluster'), to);
  const { rows } = await client.query('select labelfile from pg_backup_stop(false)');
  await client.end();
  copy(join(from, 'cluster/pg_wal'), join(to, 'cluster'));
  copy(join(from, 'password'), to);
  const label = join(to, 'cluster/backup_label');
  writeFileSync(label, rows[0].labelfile);
  const { uid, gid } = statSync(join(from, 'cluster'));
  for (const path of [label, to]) chownSync(path, uid, gid);
  rmSync(join(to, 'cluster/postmaster.pid'), { force: true });
}

function connection(directory) {
  const status = join(directory, 'cluster/postmaster.pid');
  if (!existsSync(status)) throw new Failure('内置数据库没有运行：系统停止时直接复制数据目录即可；使用自己的 PostgreSQL 时请用 pg_dump。');
  const port = Number(readFileSync(status, 'utf8').split('\n')[3]);
  return {
    host: '127.0.0.1',
    port,
    user: 'dudao',
    database: 'postgres',
    password: readFileSync(join(directory, 'password'), 'utf8').trim(),
  };
}

/** Copies with owners and times. The running server removes files meanwhile: one that has vanished was not needed. */
function copy(from, to) {
  const { stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  const trouble = stderr.split('\n').filter(line => line && !line.endsWith('No such file or directory'));
  if (trouble.length > 0) throw new Failure(`备份没有完成，不能把 ${from} 复制到 ${to}：\n${trouble.slice(0, 5).join('\n')}`);
}
