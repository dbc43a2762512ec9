import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TaskDetail } from '../../server/src/tasks/task.dto.js';
import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { PDF, Stage } from '../support/stage.js';

const ASKED = '工作总结，并附验收意见、改造照片2张';
let stage: Stage;
let staff: Client;
let planner: Client;

beforeAll(async () => {
  stage = await Stage.open();
  staff = await stage.person('weicy');
  planner = await stage.person('wufr');
}, 300_000);
afterAll(() => stage?.close());

const another = (words: string) => Buffer.concat([PDF, Buffer.from(`% ${words}\n`)]);
const PNG = readFileSync(resolve('seeds/evidence/clinic.png'));

async function hand(taskId: number, name: string, content: Buffer): Promise<number> {
  const { status, body } = await staff.upload(`assignments/${await stage.share(taskId)}/evidence`, name, content);
  expect([name, status]).toEqual([name, 201]);
  return body.id;
}
const counts = ({ requirements }: TaskDetail) => requirements.map(({ name, count, minimum }) => `${name} ${count}/${minimum}`);
const reported = async (evidenceRequired = ASKED) => {
  const id = await stage.received({ evidenceRequired });
  await stage.perform('weicy', 'assignment', 'report', await stage.share(id), { percent: 100, doneText: '已完成' });
  return id;
};
const close = (id: number) => staff.act(id, 'completion-request', { summary: '已完成' });

describe('佐证材料要求', () => {
  it('交办时由文字拟出，缺哪一种就说哪一种，齐了才能申请办结', async () => {
    const id = await reported();
    expect(counts(await staff.task(id))).toEqual(['工作总结 0/1', '验收意见 0/1', '改造照片 0/2']);
    await hand(id, '2026年工作总结.pdf', PDF);
    await hand(id, '改造照片1.png', PNG);
    const { reasons } = expectProblem(await close(id), 422, 'act.refused');
    expect(reasons).toEqual(['缺少“验收意见”（批复、认定），请先上传。', '“改造照片”要求 2 份，现有 1 份，还差 1 份。']);
    await hand(id, '改造照片2.png', PNG);
    expect(counts(await staff.task(id))[2]).toBe('改造照片 1/2');
    await hand(id, '改造照片3.png', Buffer.concat([PNG, Buffer.from('another')]));
    await hand(id, '验收意见.pdf', another('验收'));
    expect((await staff.task(id)).evidence.find(({ fileName }) => fileName === '改造照片2.png')?.sameContentAs).toBe('改造照片1.png');
    expect((await close(id)).status).toBe(200);
  });

  it('答复丢了、同一提交编号再来：任务已申请办结也照第一次答复，只有一份', async () => {
    const id = await reported('验收意见');
    const send = async (key?: string) => staff.upload(`assignments/${await stage.share(id)}/evidence`, '验收意见.pdf', PDF, key);
    const first = await send('an-answer-that-was-lost');
    expect((await close(id)).status).toBe(200);
    const again = await send('an-answer-that-was-lost');
    expect([again.status, again.body]).toEqual([201, first.body]);
    expectProblem(await send(), 422, 'act.refused');
    expect((await staff.task(id)).evidence).toHaveLength(1);
  });

  it('认不出用途的不计入，由承办单位改定；别的任务的要求、别的单位都不行', async () => {
    const id = await reported();
    const other = await reported('名单');
    const [, approval] = (await staff.task(id)).requirements;
    const [foreign] = (await staff.task(other)).requirements;
    const evidence = await hand(id, '扫描件0001.pdf', PDF);
    expect(counts(await staff.task(id))).toEqual(['工作总结 0/1', '验收意见 0/1', '改造照片 0/2']);
    const classify = (person: Client, requirementId: unknown) => person.post(`evidence/${evidence}/classification`, { requirementId });
    expectProblem(await classify(staff, foreign?.id), 422, 'act.refused');
    expectProblem(await classify(staff, '验收意见'), 400, 'input.invalid');
    expectProblem(await classify(await stage.person('yinyf'), approval?.id), 403);
    expectProblem(await classify(await stage.holder('foreign', 'unit_staff'), approval?.id), 404);
    const { body } = await classify(staff, approval?.id);
    expect(counts(body)[1]).toBe('验收意见 1/1');
    expect(counts((await classify(staff, null)).body)[1]).toBe('验收意见 0/1');
  });

  it('拟办时由主办科室改定，分解表的文字随之更新；交办后不能再改', async () => {
    const id = await stage.draft({ evidenceRequired: ASKED });
    const before = await planner.task(id);
    expect([before.maySetRequirements, before.requirements.every(requirement => requirement.id === null)]).toEqual([true, true]);
    const set = async (person: Client, requirements: unknown, version?: number) =>
      person.send('put', `tasks/${id}/evidence-requirements`, { version: version ?? (await stage.version('task', id)), requirements });
    const wanted = [
      { kind: 'roster', name: '六十个村卫生室名单', minimum: 1 },
      { kind: 'photo', name: '现场照片', minimum: 3 },
    ];
    expectProblem(await set(planner, []), 400, 'input.invalid');
    expectProblem(await set(planner, [wanted[0], wanted[0]]), 400, 'input.invalid');
    expectProblem(await set(planner, [{ ...wanted[0], minimum: 0 }]), 400, 'input.invalid');
    expectProblem(await set(planner, wanted, 99), 409, 'act.conflict');
    expectProblem(await set(await stage.holder('foreign', 'dept_head'), wanted), 404);
    const { body } = await set(planner, wanted);
    expect(counts(body)).toEqual(['六十个村卫生室名单 0/1', '现场照片 0/3']);
    expect(body.evidenceRequired).toBe('六十个村卫生室名单；现场照片3份');
    await stage.perform('wufr', 'task', 'issue', id);
    expect(counts(await planner.task(id))).toEqual(['六十个村卫生室名单 0/1', '现场照片 0/3']);
    expectProblem(await set(planner, wanted), 422, 'act.refused');
  });

  it('两人同时改定，后到的得知', async () => {
    const id = await stage.draft({ evidenceRequired: ASKED });
    const version = await stage.version('task', id);
    const body = { version, requirements: [{ kind: 'photo', name: '照片', minimum: 1 }] };
    const answers = await Promise.all([1, 2].map(() => planner.send('put', `tasks/${id}/evidence-requirements`, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('新版本', () => {
  const replace = async (taskId: number, replaces: number, name: string, content: Buffer) => {
    const told = Object.entries({ assignmentId: await stage.share(taskId), fileName: name, replaces })
      .map(([key, value]) => `${key} ${Buffer.from(String(value)).toString('base64')}`)
      .join(',');
    const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Length': String(content.length), 'Upload-Metadata': told };
    const begun = await staff.raw('post', 'uploads', '', headers);
    if (begun.status !== 201) return begun;
    return staff.bytes(String(begun.headers.location).replace('/api/', ''), content, { 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0' });
  };

  it('替换后只计新的一份，原来的看得到；撤回新版，旧版又算数', async () => {
    const id = await reported('验收意见、名单');
    const first = await hand(id, '验收意见.pdf', PDF);
    const second = (await replace(id, first, '盖章件.pdf', another('盖章'))).body.id;
    const seen = await staff.task(id);
    expect(seen.evidence.map(({ fileName, versionNo, replaced }) => [fileName, versionNo, replaced])).toEqual([
      ['验收意见.pdf', 1, true],
      ['盖章件.pdf', 2, false],
    ]);
    expect([seen.evidenceCount, counts(seen)[0]]).toEqual([1, '验收意见 1/1']);
    await staff.post(`evidence/${second}/withdrawal`, { reason: '盖错章' });
    const after = await staff.task(id);
    expect([after.evidence[0]?.replaced, counts(after)[0]]).toEqual([false, '验收意见 1/1']);
  });

  it('已有更新的版本、已撤回、不是这项任务的，都换不了', async () => {
    const id = await reported('验收意见');
    const first = await hand(id, '验收意见.pdf', PDF);
    await replace(id, first, '第二版.pdf', another('二'));
    expectProblem(await replace(id, first, '第三版.pdf', another('三')), 409, 'act.conflict');
    const other = await reported('验收意见');
    expectProblem(await replace(other, first, '别处.pdf', another('别')), 404, 'evidence.not_found');
    const lone = await hand(other, '验收意见.pdf', another('四'));
    await staff.post(`evidence/${lone}/withdrawal`, { reason: '传错了' });
    expectProblem(await replace(other, lone, '换.pdf', another('五')), 422, 'act.refused');
  });
});

describe('办公文件的文字', () => {
  it('显示 Word 里的文字；图片、坏文件、别的单位看不到', async () => {
    const id = await reported('方案');
    const docx = readFileSync(resolve('test/reading/formats/plan.docx'));
    const text = (person: Client, evidence: number) => person.get(`evidence/${evidence}/text`);
    const word = await hand(id, '方案.docx', docx);
    const { status, body } = await text(staff, word);
    expect(status).toBe(200);
    expect(body.text.length).toBeGreaterThan(20);
    expectProblem(await text(staff, await hand(id, '照片.png', PNG)), 422, 'preview.none');
    expectProblem(await text(staff, await hand(id, '坏的.docx', docx.subarray(0, 600))), 422, 'preview.none');
    expectProblem(await text(await stage.holder('foreign', 'unit_staff'), word), 404, 'evidence.not_found');
  });
});
