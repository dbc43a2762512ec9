import { DONGE } from '../house.fixture.js';
import { Registry } from './registry.fixture.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(() => registry?.close());

describe('a bulletin', () => {
  const draw = async (kind = 'bulletin') =>
    (await registry.house.as('supervisor')).send('post', '/api/papers', { kind, planId: registry.house.planId });
  const write = async (login: string, paper: { id: number; version: number; text: object }, more: object = {}) =>
    (await registry.house.as(login)).send('put', `/api/papers/${paper.id}/text`, { ...paper.text, version: paper.version, ...more });

  it('is written, checked by the units that it names, signed by another and issued with number and fingerprint', async () => {
    const late = await registry.house.received({ deadline: '2026-11-01', title: '已经逾期的任务' });
    const drawn = await draw();
    expect(drawn.status).toBe(201);
    const { body: paper } = drawn;
    expect(paper).toMatchObject({ state: 'drafted', number: null, whole: true });
    expect(paper.counts.behind).toBeGreaterThan(0);
    expect(paper.text.laggingIds).toContain(late);
    expect((await registry.act('supervisor', paper.id, 'check-request', { checkBy: '2026-11-25' })).body.reasons).toEqual([
      '还没有写：主送。',
    ]);
    expect((await (await registry.house.as('staff')).get(`/api/papers/${paper.id}`)).status).toBe(404);
    const written = await write('supervisor', paper, { addressee: '各县（市、区）卫生健康局', praisedIds: [], laggingIds: [late] });
    expect(written.body.checks).toMatchObject([{ unitName: DONGE, state: null }]);
    expect((await registry.act('supervisor', paper.id, 'submission', { handling: '' })).body.reasons[0]).toContain('请先送核实');
    expect((await registry.act('supervisor', paper.id, 'check-request', { checkBy: '2026-11-21' })).status).toBe(422);

    expect((await registry.act('supervisor', paper.id, 'check-request', { checkBy: '2026-11-25' })).body.state).toBe('checking');
    const asked = (await (await registry.house.as('staff')).get(`/api/papers/${paper.id}`)).body;
    expect(asked).toMatchObject({ whole: false, text: null, lines: [], permittedActs: ['confirm_facts', 'object_facts'] });
    expect(asked.checks[0].facts[0]).toContain('已逾期21天');
    await registry.house.drain();
    expect(await registry.digestOf('staff')).toContain('【公文】请核实事实：关于《基层卫生三年行动方案》落实情况的通报');
    expect(await registry.digestOf('guanxian')).not.toContain('请核实事实');
    expect((await (await registry.house.as('staff')).get(`/api/papers/${paper.id}/docx`)).status).toBe(404);
    expect((await (await registry.house.as('guanxian')).get(`/api/papers/${paper.id}`)).status).toBe(404);
    expect((await write('supervisor', { ...written.body, version: 3 })).status).toBe(422);
    expect((await registry.act('supervisor', paper.id, 'submission', { handling: '' })).body.reasons[0]).toContain('还有 1 个单位没有核实');
    expect((await registry.act('supervisor', paper.id, 'fact-confirmation')).status).toBe(403);

    expect((await registry.act('staff', paper.id, 'fact-objection')).status).toBe(400);
    await registry.act('staff', paper.id, 'fact-objection', { text: '11月10日已补报，佐证在系统中。' });
    expect((await registry.act('head', paper.id, 'fact-confirmation')).body.reasons).toEqual(['贵单位已经答复过这次核实。']);
    expect((await registry.act('supervisor', paper.id, 'submission', { handling: '' })).body.reasons[0]).toContain('请写明核对结果');
    expect((await registry.act('supervisor', paper.id, 'submission', { handling: '经核对没有补报' })).body.state).toBe('pending_sign');

    expect((await registry.act('supervisor', paper.id, 'signature', { opinion: '' })).status).toBe(403);
    expect((await registry.act('supervisor', paper.id, 'issue')).status).toBe(422);
    expect((await registry.act('chief', paper.id, 'signature', { opinion: '同意' })).body).toMatchObject({
      state: 'signed',
      signerName: 'chief同志',
    });
    const issued = (await registry.act('supervisor', paper.id, 'issue')).body;
    expect(issued).toMatchObject({ state: 'issued', number: '督通〔2026〕1号', issuedOn: '2026-11-22', permittedActs: [] });
    expect(issued.sha256).toMatch(/^[0-9a-f]{64}$/);
    const words = await registry.docxOf('staff', paper.id);
    expect(words).toContain('已经逾期的任务');
    await registry.house.source.query("UPDATE task SET title = '又改了' WHERE id = $1", [late]);
    expect(await registry.docxOf('supervisor', paper.id)).toBe(words);

    await registry.house.drain();
    const told = await registry.house.source.query(
      'SELECT a.login, m.title FROM message m JOIN account a ON a.id = m.recipient_id WHERE m.paper_id = $1 ORDER BY m.id, a.login',
      [paper.id],
    );
    const logins = (head: string) =>
      told.filter(({ title }: { title: string }) => title.startsWith(head)).map((each: { login: string }) => each.login);
    expect(logins('请核实事实').sort()).toEqual(['deputy', 'head', 'staff']);
    expect(logins('对事实有异议').sort()).toEqual(['chief', 'supervisor']);
    expect(logins('待签发').sort()).toEqual(['chief', 'leader']);
    expect(logins('已签发')).toEqual(['supervisor']);
    expect(logins('已印发').sort()).toEqual(['deputy', 'head', 'staff']);
  });

  it('sent back is checked anew, and units that let the day pass do not hold it up', async () => {
    const late = await registry.house.received({ deadline: '2026-11-02' });
    const paper = (await draw()).body;
    await write('supervisor', paper, { addressee: '各单位', praisedIds: [], laggingIds: [late] });
    await registry.act('supervisor', paper.id, 'check-request', { checkBy: '2026-11-22' });
    await registry.act('head', paper.id, 'fact-confirmation');
    await registry.act('supervisor', paper.id, 'submission', { handling: '' });
    expect((await registry.act('leader', paper.id, 'return', { reason: '措辞过重' })).body).toMatchObject({
      state: 'drafted',
      checkBy: null,
    });
    expect((await (await registry.house.as('head')).get(`/api/papers/${paper.id}`)).status).toBe(404);
    await registry.act('supervisor', paper.id, 'check-request', { checkBy: '2026-11-22' });
    await registry.house.source.query("UPDATE paper SET check_by = '2026-11-21' WHERE id = $1", [paper.id]);
    expect((await registry.act('supervisor', paper.id, 'submission', { handling: '' })).body.state).toBe('pending_sign');
    expect((await registry.act('supervisor', paper.id, 'recall', { reason: '再核对' })).body.state).toBe('drafted');
    expect((await registry.act('supervisor', paper.id, 'discard', { reason: '不再印发' })).body.state).toBe('discarded');
  });

  it('refuses strangers: other tasks, other people, a plan without tasks of this office, a version seen too long ago', async () => {
    const open = await registry.house.received();
    const paper = (await draw()).body;
    expect((await write('supervisor', paper, { praisedIds: [open] })).body.errors).toHaveProperty('praisedIds');
    expect((await write('supervisor', paper, { laggingIds: [999_999] })).body.errors).toHaveProperty('laggingIds');
    expect((await write('supervisor', paper, { version: 99 })).status).toBe(409);
    expect((await write('staff', paper)).status).toBe(403);
    const leader = await registry.house.as('leader');
    expect((await leader.send('post', '/api/papers', { kind: 'bulletin', planId: registry.house.planId })).status).toBe(403);
    const supervisor = await registry.house.as('supervisor');
    expect((await supervisor.send('post', '/api/papers', { kind: 'bulletin', planId: 999_999 })).body.errors).toHaveProperty('planId');
    expect((await supervisor.send('post', '/api/papers', { kind: 'reminder', planId: registry.house.planId })).status).toBe(400);
    expect((await supervisor.send('post', `/api/papers/${paper.id}/pdf`)).body.code).toBe('act.refused');
  });

  it('that goes upward is signed by the leader, and no unit sees it as a whole', async () => {
    const late = await registry.house.received({ deadline: '2026-11-03' });
    const paper = (await draw('special_report')).body;
    await write('supervisor', paper, { addressee: '市政府', praisedIds: [], laggingIds: [late] });
    await registry.act('supervisor', paper.id, 'check-request', { checkBy: '2026-11-24' });
    await registry.act('head', paper.id, 'fact-confirmation');
    await registry.act('supervisor', paper.id, 'submission', { handling: '' });
    expect((await registry.act('chief', paper.id, 'signature', { opinion: '' })).body.reasons).toEqual([
      '督查专报报送上级，须由分管领导签发。',
    ]);
    await registry.act('leader', paper.id, 'signature', { opinion: '' });
    expect((await registry.act('chief', paper.id, 'issue')).body.number).toBe('督专〔2026〕1号');
    expect(await registry.docxOf('leader', paper.id)).toContain('签发人：leader同志');
    expect((await (await registry.house.as('head')).get(`/api/papers/${paper.id}/docx`)).status).toBe(404);
    await registry.house.drain();
    await registry.house.source.query(
      "INSERT INTO message (recipient_id, kind, title, body, paper_id, cause, at) SELECT id, 'paper', '不该看到', '', $1, 'spec', now() FROM account WHERE login IN ('guanxian', 'system')",
      [paper.id],
    );
    for (const login of ['guanxian', 'system']) expect(await registry.digestOf(login)).not.toContain('不该看到');
  });
});
