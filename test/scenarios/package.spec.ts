import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import yazl from 'yazl';
import { checkPackage } from '../../server/src/commands/evidence.js';
import { INDEX, MANIFEST } from '../../server/src/tasks/evidence.manifest.js';
import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { PDF, Stage } from '../support/stage.js';

let stage: Stage;
let staff: Client;
let folder: string;
let taskId: number;
const OTHER = Buffer.concat([PDF, Buffer.from('% other\n')]);

beforeAll(async () => {
  stage = await Stage.open();
  folder = mkdtempSync(join(tmpdir(), 'dudao-package-'));
  staff = await stage.person('weicy');
  taskId = await stage.finished();
  const share = await stage.share(taskId);
  const { body } = await staff.upload(`assignments/${share}/evidence`, '撤回的.pdf', OTHER);
  await staff.post(`evidence/${body.id}/withdrawal`, { reason: '传错了' });
  await staff.upload(`assignments/${share}/evidence`, '说明.txt', Buffer.from('情况说明'));
}, 300_000);
afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function taken(person: Client, path: string): Promise<string> {
  const answer = await person.download(path);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip']);
  const file = join(folder, `${createHash('sha256').update(path).digest('hex').slice(0, 8)}.zip`);
  writeFileSync(file, answer.body);
  return file;
}

/** What the command says of a package, and what is in it. */
async function whole(file: string) {
  return { ...(await checkPackage(file)), entries: await entriesOf(file) };
}

function entriesOf(file: string): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) =>
    yauzl.open(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const entries = new Map<string, Buffer>();
      zip.on('entry', entry =>
        zip.openReadStream(entry, async (broken, stream) => {
          if (broken) return reject(broken);
          entries.set(entry.fileName, await buffer(stream));
          zip.readEntry();
        }),
      );
      zip.once('end', () => resolve(entries));
      zip.readEntry();
    }),
  );
}

/** The same package with some entries changed on the way. */
async function repacked(entries: Map<string, Buffer>): Promise<string> {
  const zip = new yazl.ZipFile();
  for (const [name, bytes] of entries) zip.addBuffer(bytes, name);
  zip.end();
  const file = join(folder, 'altered.zip');
  writeFileSync(file, await buffer(zip.outputStream as NodeJS.ReadableStream));
  return file;
}

describe('佐证材料包', () => {
  it('一项任务的全部材料连同目录和指纹，核对无误', async () => {
    const file = await taken(staff, `tasks/${taskId}/evidence-package`);
    const { checked, faults, digest, entries } = await whole(file);
    expect([checked, faults]).toEqual([3, []]);
    const manifest = JSON.parse(String(entries.get(MANIFEST)));
    expect(manifest.files.map(({ fileName, status }: { fileName: string; status: string }) => `${fileName} ${status}`).sort()).toEqual([
      '撤回的.pdf 已撤回',
      '评审结果.pdf 有效',
      '说明.txt 有效',
    ]);
    expect(String(entries.get(INDEX))).toContain(digest);
    const [{ detail }] = await stage.source.query(
      "SELECT detail FROM audit_line WHERE act = 'evidence.package' ORDER BY place DESC LIMIT 1",
    );
    expect(detail).toMatchObject({ files: 3, manifest: digest });
  });

  it('改动、抽走、添加的文件逐一指出，打不开的说明', async () => {
    const file = await taken(staff, `tasks/${taskId}/evidence-package`);
    const { entries } = await whole(file);
    const [first, second] = [...entries.keys()].filter(name => name.includes('/')) as [string, string];
    const altered = new Map(entries);
    altered.set(first, Buffer.from('别的内容'));
    altered.delete(second);
    altered.set('多出来的.txt', Buffer.from('多余'));
    expect((await checkPackage(await repacked(altered))).faults.sort()).toEqual(
      [`被改动 ${first}`, `缺少 ${second}`, '清单之外 多出来的.txt'].sort(),
    );
    altered.delete(MANIFEST);
    await expect(checkPackage(await repacked(altered))).rejects.toThrow(/不是佐证材料包/);
    const cut = join(folder, 'cut.zip');
    writeFileSync(cut, readFileSync(file));
    truncateSync(cut, 200);
    await expect(checkPackage(cut)).rejects.toThrow(/打不开/);
  });

  it('方案的材料包只含本人看得到的任务；看不到的、没有材料的，说明原因', async () => {
    const { planId } = await staff.task(taskId);
    const own = await whole(await taken(staff, `plans/${planId}/evidence-package`));
    const all = await whole(await taken(await stage.person('yinyf'), `plans/${planId}/evidence-package`));
    expect([own.faults, all.faults]).toEqual([[], []]);
    expect(own.checked).toBeLessThan(all.checked);
    const titles = new Set(JSON.parse(String(own.entries.get(MANIFEST))).files.map((each: { taskNo: string }) => each.taskNo));
    for (const no of titles) expect((await staff.get('tasks', { q: no })).body.total).toBeGreaterThan(0);
    const foreign = await stage.holder('foreign', 'unit_staff');
    expectProblem(await foreign.get(`tasks/${taskId}/evidence-package`), 404, 'task.not_found');
    expectProblem(await foreign.get('plans/2000000000/evidence-package'), 404, 'plan.not_found');
    expectProblem(await staff.get(`tasks/${await stage.received()}/evidence-package`), 422, 'act.refused');
  });
});
