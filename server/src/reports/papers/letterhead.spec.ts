import { DONGE, OFFICE } from '../house.fixture.js';
import { Registry } from './registry.fixture.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(() => registry?.close());

describe('the letterhead', () => {
  it('is kept by the head of supervision for the own authority, and stands on papers from then on', async () => {
    const chief = await registry.house.as('chief');
    const [head] = (await chief.get('/api/letterheads')).body.data;
    expect(head).toMatchObject({ unitName: '聊城市卫生健康委员会', mark: '聊城市卫生健康委员会文件', printer: OFFICE, version: 0 });
    const { id, unitId: _, unitName: __, ...fields } = head;
    const saved = await chief.send('put', `/api/letterheads/${id}`, {
      ...fields,
      mark: '聊城市卫生健康委督查专用',
      contactPhone: '0635-1',
    });
    expect(saved.body).toMatchObject({ mark: '聊城市卫生健康委督查专用', version: 1 });
    expect((await chief.send('put', `/api/letterheads/${id}`, fields)).status).toBe(409);
    expect((await chief.send('put', `/api/letterheads/${id}`, { ...fields, version: 1, mark: '' })).body.errors).toHaveProperty('mark');
    expect((await chief.send('put', `/api/letterheads/${registry.house.unit(DONGE)}`, { ...fields, version: 0 })).status).toBe(404);
    expect((await (await registry.house.as('supervisor')).get('/api/letterheads')).status).toBe(403);
    const task = await registry.house.received();
    await registry.house.perform('supervisor', 'task', 'urge', task);
    const [paper] = await registry.papersOf('staff', task);
    expect(await registry.docxOf('staff', paper.id)).toContain('聊城市卫生健康委督查专用');
  });
});
