import { spawnSync } from 'node:child_process';
import { SHEET } from './docx.fixture.js';
import { writePaper } from './docx.js';
import { NO_LIBREOFFICE, toPdf } from './pdf.js';
import { Registry } from './registry.fixture.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(() => registry?.close());

describe('as PDF', () => {
  const installed = spawnSync('soffice', ['--version']).status === 0;
  const askedFor = async (id: number) => {
    const staff = await registry.house.as('staff');
    expect((await staff.send('post', `/api/papers/${id}/pdf`)).body.pdf.state).toBe('asked');
    await registry.house.drain();
    return (await staff.get(`/api/papers/${id}`)).body.pdf;
  };
  const reminder = async () => {
    const id = await registry.house.received({ deadline: '2026-11-25' });
    await registry.house.perform('supervisor', 'task', 'urge', id, { text: '请报送开标时间' });
    return (await registry.papersOf('staff', id))[0].id;
  };

  // Which of the two is said in the test's own name: a machine without LibreOffice cannot pass for one that has it.
  if (installed)
    it('is made by the job, with the LibreOffice of this machine', async () => {
      const id = await reminder();
      expect(await askedFor(id)).toEqual({ state: 'there', trouble: null });
      const { body } = await (await registry.house.as('staff')).file(`/api/papers/${id}/pdf`);
      expect(body.subarray(0, 5).toString()).toBe('%PDF-');
      expect(body.subarray(-7).toString()).toContain('%%EOF');
      expect(body.length).toBeGreaterThan(5000);
      expect((await (await registry.house.as('staff')).send('post', `/api/papers/${id}/pdf`)).body.pdf.state).toBe('there');
    });
  else
    it('is NOT TESTED as this machine has no LibreOffice (soffice): it is refused, saying so', async () => {
      const id = await reminder();
      expect(await askedFor(id)).toEqual({ state: 'failed', trouble: NO_LIBREOFFICE });
    });

  it('says what is missing where there is no LibreOffice', async () => {
    expect(await toPdf(await writePaper(SHEET), 'soffice-that-nobody-installed')).toEqual({ trouble: NO_LIBREOFFICE });
  });
});
