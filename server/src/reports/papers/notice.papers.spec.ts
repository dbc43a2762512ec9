import { DONGE } from '../house.fixture.js';
import { Registry } from './registry.fixture.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(() => registry?.close());

describe('notices', () => {
  it('are drawn up with the act and keep the facts of that moment', async () => {
    const id = await registry.house.received({ title: '建强县级医院甲' });
    await registry.house.perform('supervisor', 'task', 'escalate', id, {
      level: 'level_2',
      reason: '两个月没有报送进展。',
      replyBy: '2026-11-30',
    });
    const [paper] = await registry.papersOf('staff', id);
    const { notice_no: number } = await registry.house.notice(id);
    expect(paper).toMatchObject({ kind: 'escalation_notice', number, state: 'issued', issuedOn: '2026-11-22' });
    const before = await registry.docxOf('staff', paper.id);
    for (const words of [number, '【黄单（警示）】', '建强县级医院甲', '两个月没有报送进展。', '2026年11月30日前书面答复', `${DONGE}：`])
      expect(before).toContain(words);
    await registry.house.source.query("UPDATE task SET title = '改了名称' WHERE id = $1", [id]);
    expect(await registry.docxOf('staff', paper.id)).toBe(before);
  });

  it('that are grave say which steps they pass by; one that climbed every step says nothing', async () => {
    const order = { level: 'level_3', reason: '特事特办：上级限期整改。', replyBy: '2026-11-30' };
    const [leapt, climbed] = [await registry.house.received(), await registry.house.received()];
    await registry.house.perform('leader', 'task', 'escalate', leapt, order);
    const [{ id: first }] = await registry.papersOf('staff', leapt);
    expect(await registry.docxOf('staff', first)).toContain('本轮未经催办、蓝单（提醒）、黄单（警示），直接发出，理由见“事由和要求”。');
    const { notice: shown } = (await (await registry.house.as('staff')).get(`/api/papers/${first}`)).body;
    expect(shown).toContainEqual({ label: '事由和要求', value: order.reason });
    expect(shown).toContainEqual({ label: '级别', value: '红单（严重）' });
    expect(shown.map(({ label }: { label: string }) => label)).not.toContain('回执');
    await registry.house.perform('supervisor', 'task', 'urge', climbed);
    for (const level of ['level_1', 'level_2']) await registry.house.perform('chief', 'task', 'escalate', climbed, { ...order, level });
    await registry.house.perform('leader', 'task', 'escalate', climbed, order);
    const notice = (await registry.papersOf('staff', climbed)).find(({ number }: { number: string }) => number === '督单〔2026〕5号');
    expect(await registry.docxOf('staff', notice.id)).not.toContain('未逐级说明');
  });

  it('of urging are one for each unit with a share, each with its number', async () => {
    const id = await registry.house.received({ deadline: '2026-11-25' });
    await registry.house.perform('supervisor', 'task', 'urge', id, { text: '请报送开标时间' });
    const papers = await registry.papersOf('guanxian', id);
    expect(papers.map(({ kind }: { kind: string }) => kind)).toEqual(['reminder', 'reminder']);
    expect(new Set(papers.map(({ number }: { number: string }) => number)).size).toBe(2);
    const words = await registry.docxOf('guanxian', papers[1].id);
    expect(words).toContain('距当前节点还有3天（3个工作日）。');
    expect(words).toContain('请报送开标时间。');
    const { notice: shown } = (await (await registry.house.as('guanxian')).get(`/api/papers/${papers[1].id}`)).body;
    expect(shown).toContainEqual({ label: null, value: '请报送开标时间。' });
  });

  it('are not found by whoever does not see their task, and move by no act', async () => {
    const id = await registry.house.received({ supportUnitIds: [] });
    await registry.house.perform('supervisor', 'task', 'urge', id);
    const [paper] = await registry.papersOf('staff', id);
    expect(await registry.papersOf('guanxian', id)).toEqual([]);
    for (const path of ['', '/docx', '/pdf'])
      expect((await (await registry.house.as('guanxian')).get(`/api/papers/${paper.id}${path}`)).status).toBe(404);
    expect((await (await registry.house.as('staff')).get(`/api/papers/${paper.id}/pdf`)).body.code).toBe('paper.no_pdf');
    expect((await registry.act('supervisor', paper.id, 'discard', { reason: '不要了' })).status).toBe(404);
    expect((await (await registry.house.as('system')).get('/api/papers')).status).toBe(403);
  });
});
