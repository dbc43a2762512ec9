import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { until } from '../../../test/support/until.js';
import { CONFIRMATION, type House, openHouse, Person, PLAN_TEXT, uploaded } from './plans.fixture.js';

let house: House;
let planner: Person;
let county: Person;

beforeAll(async () => {
  house = await openHouse();
  planner = await Person.signedIn(house.app, 'planner');
  county = await Person.signedIn(house.app, 'head');
});
afterAll(() => house.close());

const documents = async () => (await house.source.query('SELECT count(*) AS count FROM document'))[0].count;
type Found = { id: number; kind: string; text: string; version: number; items: unknown[]; section: string[] };
const find = (records: Found[], words: string) => records.find(record => record.text.includes(words)) as Found;

describe('a document uploaded by mistake', () => {
  const withdraw = (who: Person, id: number, reason = '传错了文件') => who.send('post', `/api/documents/${id}/withdrawal`, { reason });
  const listed = async (filter: object) =>
    (await planner.get(`/api/documents?filter=${encodeURIComponent(JSON.stringify(filter))}`)).body.data.map(({ id }: Found) => id);

  test('is withdrawn with a reason: it waits no more, is kept, and the same file can come again', async () => {
    const text = '一、重点任务\n2026年底前建成传错的中心1个。';
    const { body } = await planner.upload('传错的.txt', text);
    expect((await withdraw(planner, body.id, '')).status).toBe(400);
    expect((await withdraw(county, body.id)).status).toBe(404);
    expect((await withdraw(planner, body.id)).body).toMatchObject({ planState: 'withdrawn', withdrawnAt: expect.any(String) });
    expect((await withdraw(planner, body.id)).body.reasons).toEqual(['这份文件已经撤回了。']);
    expect(await listed({})).not.toContain(body.id);
    expect(await listed({ planState: 'withdrawn' })).toContain(body.id);
    const decided = await planner.send('post', `/api/documents/${body.id}/decisions`, {
      records: [{ id: body.records[0].id, version: body.records[0].version }],
      decision: 'accepted',
    });
    expect(decided.body.reasons).toEqual(['这份文件已经撤回。']);
    const again = await planner.upload('传错的.txt', text);
    expect([again.status, again.body.planState]).toEqual([201, 'intake']);
    expect((await planner.upload('传错的.txt', text)).status).toBe(409);
  });
});

describe('a document is taken', () => {
  test('and read: records with their places, units from the register, a plan that waits for confirmation', async () => {
    const body = await uploaded(planner);
    expect(body).toMatchObject({
      title: '聊城市基层医疗卫生能力提升工作方案',
      encoding: 'utf-8',
      planState: 'intake',
      uploadedByName: 'planner同志',
    });
    expect(body.counts).toEqual({ measure: 3, target: 1, achievement: 1, heading: 5, pending: 5, accepted: 0, discarded: 0 });
    const points = Array.from(body.text);
    for (const record of body.records) expect(points.slice(record.start, record.end).join('')).toBe(record.text);
    expect(find(body.records, '县级医院')).toMatchObject({
      leadUnits: [{ name: '市卫生健康委', unitIds: [house.organisation.unit('聊城市卫生健康委员会')] }],
      supportUnits: [{ name: '市财政局', unitIds: [house.organisation.unit('聊城市财政局')] }],
      deadline: { date: '2026-12-31' },
      decision: 'pending',
      edited: false,
    });
  });

  test('and told to have a namesake: the same document in another format is another file, but no other plan', async () => {
    const text = '丁市同名工作实施方案\n一、重点任务\n2026年底前建成同名的中心1个。';
    const first = await planner.upload('同名的规划.txt', text);
    expect(first.body.notes).toEqual([]);
    const second = await planner.upload('同名的规划（网页版）.txt', `${text}\n`);
    expect(second.body.notes).toEqual([expect.stringContaining('本单位已有同名规划，文件是“同名的规划.txt”')]);
    await planner.send('post', `/api/documents/${first.body.id}/withdrawal`, { reason: '重复' });
    await planner.send('post', `/api/documents/${second.body.id}/withdrawal`, { reason: '重复' });
    expect((await planner.upload('同名的规划（三）.txt', `${text}\n\n`)).body.notes).toEqual([]);
  });

  test('in GB18030, with the Chinese name of its file, and given back byte by byte', async () => {
    const bytes = Buffer.from([...Buffer.from('GB18030: '), 0xb7, 0xbd, 0xb0, 0xb8, 0xa1, 0xa3, 0x0a]);
    const { status, body } = await planner.upload('方案（报批稿）.txt', bytes);
    expect([status, body.encoding, body.text, body.fileName]).toEqual([201, 'gb18030', 'GB18030: 方案。\n', '方案（报批稿）.txt']);
    const original = await planner.get(`/api/documents/${body.id}/original`);
    expect(original.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('方案（报批稿）.txt').replace(/[()]/g, '')}`,
    );
    expect(original.headers['content-type']).toBe('application/octet-stream');
    expect(original.body.equals(bytes)).toBe(true);
  });

  test('with several phases in one year, of months', async () => {
    const text = `三、实施步骤
（一）动员部署阶段（2026年1月至3月）。制定方案，明确分工。
（二）全面实施阶段（2026年4月至2028年6月）。各单位按照分工推进落实。
（三）总结评估阶段（2028年7月至12月）。组织终期评估。`;
    const { status, body } = await planner.upload('按月分阶段.txt', text);
    expect(status).toBe(201);
    const { body: plan } = await planner.get(`/api/plans/${body.planId}`);
    expect(plan.phases).toMatchObject([
      { year: 2026, name: '动员部署阶段、全面实施阶段' },
      { year: 2027, name: '全面实施阶段' },
      { year: 2028, name: '全面实施阶段、总结评估阶段' },
    ]);
  });

  test('without a single measure, and says so', async () => {
    const { status, body } = await planner.upload('通讯.txt', '春天来了，花开了。');
    expect([status, body.counts.measure]).toEqual([201, 0]);
  });

  test('under a name of 200 Chinese characters, or with a path in it', async () => {
    const long = await planner.upload(`${'规'.repeat(200)}.txt`, '一、推进甲项工作。');
    expect([long.status, long.body.fileName]).toEqual([201, `${'规'.repeat(196)}.txt`]);
    expect((await planner.get(`/api/documents/${long.body.id}/original`)).status).toBe(200);
    const path = await planner.upload('../../etc/密\u202e.txt', '一、推进乙项工作。');
    expect([path.status, path.body.fileName]).toEqual([201, '密.txt']);
  });

  test('under the title that the person typed, else under that of its file', async () => {
    expect((await planner.upload('甲.txt', '推进丙项工作。', 'k1', '丙项方案')).body.title).toBe('丙项方案');
    expect((await planner.upload('丁项.txt', '推进丁项工作。')).body.title).toBe('丁项');
  });

  test('once: the same bytes again are refused, the same request again is answered with what it made', async () => {
    const first = await planner.upload('一.txt', '推进戊项工作。', 'same');
    const again = await planner.upload('一.txt', '推进戊项工作。', 'same');
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    const other = await planner.upload('二.txt', '推进戊项工作。');
    expect([other.status, other.body.code, other.body.params.documentId]).toEqual([409, 'document.duplicate', first.body.id]);
    expect((await county.upload('三.txt', '推进戊项工作。')).status).toBe(201);
  });
});

describe('a document is refused', () => {
  const REFUSED: [why: string, name: string, content: string | Buffer, status: number, code: string, words: string][] = [
    ['a presentation', '汇报.pptx', 'PK', 415, 'document.format', '另存为'],
    ['old Excel', '分解表.XLS', 'x', 415, 'document.format', '.xlsx'],
    ['a picture', '扫描.jpg', 'x', 415, 'document.format', '文字识别'],
    ['no extension', '方案', '推进工作。', 415, 'document.format', '没有扩展名'],
    ['empty', '空.txt', '', 422, 'reading.empty', '空文件'],
    ['blank', '空白.txt', ' \n　\n', 422, 'reading.empty', '空文件'],
    ['a binary renamed', '程序.txt', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]), 415, 'reading.binary', '不是文本文件'],
    ['Word renamed', '方案.txt', Buffer.from([0x50, 0x4b, 3, 4, 1, 1]), 415, 'reading.binary', 'Word'],
    ['NUL in a text', '零.txt', Buffer.from('推进工作\u0000。'), 415, 'reading.binary', '不是文本文件'],
    ['bytes that are no text', '乱.txt', Buffer.from([0xff, 0xff, 0xff, 0x80, 0x81]), 415, 'reading.encoding', '编码'],
  ];
  test.each(REFUSED)('%s', async (_why, name, content, status, code, words) => {
    const before = await documents();
    const response = await planner.upload(name, content);
    expect([response.status, response.body.code]).toEqual([status, code]);
    expect(response.body.detail).toContain(words);
    expect(await documents()).toBe(before);
  });

  test('over the limit, which the answer names', async () => {
    const response = await planner.upload('大.txt', Buffer.alloc(20 * 1024 * 1024 + 1, '推'));
    expect([response.status, response.body.code]).toEqual([413, 'upload.too_large']);
    expect(response.body.detail).toContain('20 MB');
  });

  test('without a file', async () => {
    expect((await planner.send('post', '/api/documents', {})).body).toMatchObject({ status: 400, errors: { file: '请选择文件' } });
  });

  test('cut off half-way: nothing is left', async () => {
    const before = await documents();
    const { port } = house.app.getHttpServer().address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n推进工作`;
    socket.write(
      `POST /api/documents HTTP/1.1\r\nHost: x\r\nCookie: ${planner.cookie}\r\nX-CSRF-Token: ${planner.csrfToken}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n${head}`,
    );
    const [incoming, response] = (await once(house.app.getHttpServer(), 'request')) as [IncomingMessage, ServerResponse];
    await until(() => incoming.socket.bytesRead >= socket.bytesWritten, 'the bytes have arrived');
    const noticed = once(response, 'close');
    socket.destroy();
    await noticed;
    expect((await planner.get('/api/documents')).status).toBe(200);
    expect(await documents()).toBe(before);
  });

  test('from somebody who may not', async () => {
    const staff = await Person.signedIn(house.app, 'staff');
    expect((await staff.upload('甲.txt', '推进工作。')).body.code).toBe('permission.denied');
  });
});

test('a text of 20 MB is taken while others are served, and comes in parts', async () => {
  const prose = `${'春天来了，花开了，河边的柳树绿了，孩子们在田野里放风筝，老人们在院子里晒太阳'.repeat(200)}。\n`;
  const part = PLAN_TEXT + prose;
  const bytes = Buffer.from(part.repeat(Math.floor((20 * 1024 * 1024) / Buffer.byteLength(part))));
  const upload = planner.upload('大.txt', bytes);
  let done = false;
  void upload.finally(() => {
    done = true;
  });
  // Measured by the whole, which a busy machine draws out as much: were the text read on the server's own thread, that would be most of it.
  const begun = performance.now();
  let slowest = 0;
  while (!done) {
    const before = performance.now();
    expect((await county.get('/api/session')).status).toBe(200);
    slowest = Math.max(slowest, performance.now() - before);
  }
  const whole = performance.now() - begun;
  const { status, body } = await upload;
  expect(status).toBe(201);
  expect(slowest).toBeLessThan(whole / 3);
  expect(body.window).toMatchObject({ from: 0, next: 200_000 });
  expect(body.chars).toBe(bytes.toString().length);
  const next = (await planner.get(`/api/documents/${body.id}?from=200000`)).body;
  const [record] = next.records;
  expect(next.text.slice(record.start - 200_000, record.end - 200_000)).toBe(record.text);
});

describe('what is read', () => {
  test('is nothing to another unit, whatever it asks', async () => {
    const { id, planId, records } = await uploaded(planner);
    const [{ id: recordId, version }] = records;
    const desk = `/api/documents/${id}`;
    const named = { records: [{ id: recordId, version }] };
    const answers = await Promise.all([
      county.get(desk),
      county.get(`${desk}/original`),
      county.get(`${desk}/changes?after=0`),
      county.get(`${desk}/names`),
      county.get(`${desk}/likenesses`),
      county.get(`/api/plans/${planId}`),
      county.get(`/api/plans/${planId}/measures`),
      county.get(`/api/plans/${planId}/indicators`),
      county.get(`/api/plans/${planId}/breakdown`),
      county.send('patch', `${desk}/records/${recordId}`, { version, kind: 'target' }),
      county.send('post', `${desk}/decisions`, { ...named, decision: 'accepted' }),
      county.send('post', `${desk}/kinds`, { ...named, kind: 'target' }),
      county.send('post', `${desk}/records/${recordId}/items`, { version }),
      county.send('post', `${desk}/records/${recordId}/pieces`, { version, at: [1] }),
      county.send('post', `${desk}/mergers`, { records: [...named.records, ...named.records] }),
      county.send('post', `${desk}/undoings`, { stepId: 1 }),
      county.send('put', `${desk}/names`, { names: ['市财政局'], unitIds: [] }),
      county.send('post', `${desk}/unit-requests`, { name: '市财政局' }),
      county.send('post', `/api/plans/${planId}/confirmation`, CONFIRMATION),
    ]);
    expect(answers.map(answer => answer.status)).toEqual(Array(answers.length).fill(404));
    const listed = (await county.get('/api/documents')).body.data as { uploadedByName: string }[];
    expect(listed.every(document => document.uploadedByName === 'head同志')).toBe(true);
  });
});
