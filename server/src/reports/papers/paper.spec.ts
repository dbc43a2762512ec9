import { spawnSync } from 'node:child_process';
import { fromBuffer } from 'yauzl';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Digests } from '../../messages/digest.js';
import { DONGE, House, OFFICE } from '../house.fixture.js';
import { writePaper } from './docx.js';
import { NO_LIBREOFFICE, toPdf } from './pdf.js';
import type { Sheet } from './sheet.js';

let house: House;
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  house = await House.open(database.source);
});
afterAll(async () => {
  await house?.app.close();
  await database?.close();
});

/** The parts of a .docx by their names. */
function partsOf(docx: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) =>
    fromBuffer(docx, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const parts = new Map<string, string>();
      zip.on('entry', entry =>
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          for await (const chunk of stream) chunks.push(chunk as Buffer);
          parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
          zip.readEntry();
        }),
      );
      zip.on('end', () => resolve(parts));
      zip.readEntry();
    }),
  );
}

const wordsOf = (xml = '') => xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');

async function docxOf(login: string, id: number): Promise<string> {
  const browser = await house.as(login);
  const { body } = await browser.file(`/api/papers/${id}/docx`);
  const parts = [...(await partsOf(body))].filter(([name]) => /^word\/(document|header\d)\.xml$/.test(name));
  return parts.map(([, xml]) => wordsOf(xml)).join('\n');
}

const papersOf = async (login: string, taskId: number) => (await (await house.as(login)).list('/api/papers', { taskId })).body.data;

/** What the person's digest would say now. */
async function digestOf(login: string): Promise<string> {
  const [{ id, name }] = await house.source.query('SELECT id, name FROM account WHERE login = $1', [login]);
  return (await house.app.get(Digests).ofPerson(house.source.manager, id, name, 0, 2_000_000_000)).text;
}

const act = async (login: string, id: number, noun: string, body: object = {}) => {
  const [{ version }] = await house.source.query('SELECT version FROM paper WHERE id = $1', [id]);
  return (await house.as(login)).send('post', `/api/papers/${id}/${noun}`, { version, ...body });
};

const SHEET: Sheet = {
  mark: '聊城市卫生健康委员会文件',
  number: '督通〔2026〕1号',
  signer: null,
  title: '关于《聊城市医疗卫生强基工程行动方案（2024—2026年）》落实情况的通报',
  badge: null,
  addressee: '各县（市、区）卫生健康局',
  blocks: [
    { kind: 'heading', level: 1, text: '一、总体情况' },
    { kind: 'heading', level: 2, text: '（一）进度' },
    { kind: 'body', text: '纳入督查的任务共145项。' },
  ],
  attachments: [
    { title: '任务进展一览表', blocks: [{ kind: 'list', columns: [{ heading: '任务', width: 10 }], rows: [['建强县级医院']] }] },
  ],
  signature: '聊城市卫生健康委员会',
  date: '2026年3月5日',
  sealText: '（加盖印章处）',
  note: '联系人：尹一凡',
  copyTo: '市政府办公室',
  printer: '市卫生健康委督查室',
  copies: 30,
};

describe('the layout of GB/T 9704-2012', () => {
  it('has its margins, lines, letters, fonts, red head and page numbers', async () => {
    const parts = await partsOf(await writePaper(SHEET));
    const xml = parts.get('word/document.xml') ?? '';
    const twips = (name: string) => Number(new RegExp(`<w:pgMar [^>]*w:${name}="(\\d+)"`).exec(xml)?.[1]);
    const mm = (name: string) => Math.round((twips(name) / 1440) * 25.4 * 10) / 10;
    expect([mm('top'), mm('bottom'), mm('left'), mm('right')]).toEqual([37, 35, 28, 26]);
    const textHeight = ((297 - 37 - 35) / 25.4) * 1440;
    const textWidth = ((210 - 28 - 26) / 25.4) * 1440;
    const [, line] = /<w:spacing [^>]*w:line="(\d+)" w:lineRule="exact"\/>(?:(?!<\/w:p>).)*总体情况/.exec(xml) ?? [];
    expect(Number(line) / 20).toBe(28.95);
    expect(Math.floor(textHeight / Number(line))).toBe(22);
    const squeeze = Number(/<w:spacing w:val="(-?\d+)"\/>/.exec(xml)?.[1]);
    expect(Math.floor(textWidth / (320 + squeeze))).toBe(28);
    const runOf = (words: string) => new RegExp(`<w:r>(?:(?!</w:r>).)*${words}`).exec(xml)?.[0] ?? '';
    for (const [words, font, size] of [
      ['关于《聊城', '方正小标宋简体', 44],
      ['一、总体情况', '黑体', 32],
      ['（一）进度', '楷体_GB2312', 32],
      ['纳入督查', '仿宋_GB2312', 32],
      ['抄送：', '仿宋_GB2312', 28],
    ] as const) {
      expect(runOf(words)).toContain(`w:eastAsia="${font}"`);
      expect(runOf(words)).toContain(`<w:sz w:val="${size}"/>`);
    }
    expect(runOf('聊城市卫生健康委员会文件')).toContain('<w:color w:val="FF0000"/>');
    expect(xml).toMatch(/<w:bottom w:val="single" w:color="FF0000"/);
    expect(xml).toMatch(/w:firstLineChars="200"/);
    expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
    const footers = [...parts].filter(([name]) => /footer\d\.xml$/.test(name)).map(([, text]) => text);
    expect(footers.map(text => /w:jc w:val="(\w+)"/.exec(text)?.[1]).sort()).toEqual(['left', 'right']);
    for (const footer of footers) expect(wordsOf(footer)).toMatch(/— .* —/);
    expect(parts.get('word/fontTable.xml')).toContain('<w:altName w:val="FangSong"/>');
    expect(wordsOf(xml)).toContain('2026年3月5日印发');
  });

  it('never leaves the signature alone on a page: the last words before it stay with it, of a form its last row', async () => {
    const kept = (xml: string, words: string) => new RegExp(`<w:p>(?:(?!</w:p>).)*<w:keepNext/>(?:(?!</w:p>).)*${words}`).test(xml);
    const blocks = [...SHEET.blocks, { kind: 'body', text: '一是抓紧。\n二是如实报送。' }] satisfies Sheet['blocks'];
    const xml = (await partsOf(await writePaper({ ...SHEET, blocks }))).get('word/document.xml') ?? '';
    for (const words of ['二是如实报送', '附件：任务', '加盖印章处', '聊城市卫生健康委员会<', '2026年3月5日<'])
      expect(kept(xml, words)).toBe(true);
    expect(kept(xml, '一是抓紧')).toBe(false);
    const rows = [
      { label: '督办事项', value: '建强县级医院' },
      { label: '谈话内容', value: '长'.repeat(300) },
      { label: '回执', value: '签收人：' },
    ];
    const form = (await partsOf(await writePaper({ ...SHEET, blocks: [{ kind: 'form', rows }] }))).get('word/document.xml') ?? '';
    expect([kept(form, '督办事项'), kept(form, '回执'), kept(form, '签收人：')]).toEqual([false, true, true]);
    // A long answer may go over the edge of the page; a short one stays whole.
    const rowOf = (words: string) => form.split('<w:tr>').find(row => row.includes(words)) ?? '';
    expect(rowOf('督办事项')).toContain('<w:cantSplit/>');
    expect(rowOf('谈话内容')).not.toContain('<w:cantSplit/>');
  });

  it('sets a long mark in two lines, larger than the title', async () => {
    const long = '聊城市推进乡村医疗卫生体系健康发展工作领导小组';
    for (const layout of [{}, { layout: 'letter' }] as const) {
      const xml = [...(await partsOf(await writePaper({ ...SHEET, ...layout, mark: long })))].map(([, part]) => part).join('');
      const lines = [...xml.matchAll(/<w:color w:val="FF0000"\/>(?:(?!<w:t).)*<w:sz w:val="(\d+)"\/>(?:(?!<w:t ).)*<w:t [^>]*>([^<]+)</g)];
      expect(lines.map(([, , words]) => words).join('')).toBe(long);
      expect(lines).toHaveLength(2);
      for (const [, size] of lines) expect(Number(size)).toBeGreaterThan(44);
    }
  });

  it('places 版记 at the foot of the text area, as wide as it, and the signature centred above the date', async () => {
    const xml = (await partsOf(await writePaper(SHEET))).get('word/document.xml') ?? '';
    const place = /<w:tblpPr [^>]*>/.exec(xml)?.[0] ?? '';
    for (const part of ['w:vertAnchor="margin"', 'w:tblpYSpec="bottom"', 'w:horzAnchor="page"', 'w:tblpX="1587"'])
      expect(place).toContain(part);
    const rightOf = (words: string) => Number(new RegExp(`<w:ind w:right="(\\d+)"/>(?:(?!</w:p>).)*${words}`).exec(xml)?.[1]);
    expect(rightOf('2026年3月5日')).toBe(4 * 320);
    // Ten characters over six: two on either side.
    expect(rightOf('聊城市卫生健康委员会<')).toBe(2 * 320);
  });

  it('of a letter has the mark 30 mm from the edge, double rules of 170 mm, no number on its first page and no printer', async () => {
    const parts = await partsOf(await writePaper({ ...SHEET, layout: 'letter', attachments: [] }));
    const xml = parts.get('word/document.xml') ?? '';
    const twips = (name: string) => Number(new RegExp(`<w:pgMar [^>]*w:${name}="(\\d+)"`).exec(xml)?.[1]);
    const mm = (value: number) => Math.round((value / 1440) * 25.4);
    expect([mm(twips('header')), mm(twips('footer')), mm(twips('top'))]).toEqual([30, 20, 37]);
    expect(xml).toContain('<w:titlePg/>');
    const linked = (kind: 'header' | 'footer', type: string) => {
      const id = new RegExp(`<w:${kind}Reference w:type="${type}" r:id="(\\w+)"/>`).exec(xml)?.[1];
      const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="${id}"`).exec(
        parts.get('word/_rels/document.xml.rels') ?? '',
      );
      return parts.get(`word/${target?.[1] ?? target?.[2]}`) ?? '';
    };
    const [head, foot] = [linked('header', 'first'), linked('footer', 'first')];
    expect(wordsOf(head).trim()).toBe('聊城市卫生健康委员会');
    expect(wordsOf(foot).trim()).toBe('');
    expect(wordsOf(linked('footer', 'even'))).toMatch(/— .* —/);
    for (const [part, weights] of [
      [head, [20, 6]],
      [foot, [6, 20]],
    ] as const) {
      expect([...part.matchAll(/<w:bottom [^>]*w:color="FF0000" w:sz="(\d+)"/g)].map(([, weight]) => Number(weight))).toEqual(weights);
      for (const [, left, right] of part.matchAll(/<w:ind w:left="(-?\d+)" w:right="(-?\d+)"\/>/g))
        expect(mm(((210 - 28 - 26) / 25.4) * 1440 - Number(left) - Number(right))).toBe(170);
    }
    expect(xml).toMatch(/<w:jc w:val="right"\/>(?:(?!<\/w:p>).)*督通〔2026〕1号/);
    expect(wordsOf(xml)).toContain('抄送：市政府办公室。');
    expect(wordsOf(xml)).not.toContain('印发');
  });

  it('says what is missing where there is no LibreOffice', async () => {
    expect(await toPdf(await writePaper(SHEET), 'soffice-that-nobody-installed')).toEqual({ trouble: NO_LIBREOFFICE });
  });
});

describe('as PDF', () => {
  const installed = spawnSync('soffice', ['--version']).status === 0;
  const askedFor = async (id: number) => {
    const staff = await house.as('staff');
    expect((await staff.send('post', `/api/papers/${id}/pdf`)).body.pdf.state).toBe('asked');
    await house.drain();
    return (await staff.get(`/api/papers/${id}`)).body.pdf;
  };
  const reminder = async () => {
    const id = await house.received({ deadline: '2026-11-25' });
    await house.perform('supervisor', 'task', 'urge', id, { text: '请报送开标时间' });
    return (await papersOf('staff', id))[0].id;
  };

  // Which of the two is said in the test's own name: a machine without LibreOffice cannot pass for one that has it.
  if (installed)
    it('is made by the job, with the LibreOffice of this machine', async () => {
      const id = await reminder();
      expect(await askedFor(id)).toEqual({ state: 'there', trouble: null });
      const { body } = await (await house.as('staff')).file(`/api/papers/${id}/pdf`);
      expect(body.subarray(0, 5).toString()).toBe('%PDF-');
      expect(body.subarray(-7).toString()).toContain('%%EOF');
      expect(body.length).toBeGreaterThan(5000);
      expect((await (await house.as('staff')).send('post', `/api/papers/${id}/pdf`)).body.pdf.state).toBe('there');
    });
  else
    it('is NOT TESTED as this machine has no LibreOffice (soffice): it is refused, saying so', async () => {
      const id = await reminder();
      expect(await askedFor(id)).toEqual({ state: 'failed', trouble: NO_LIBREOFFICE });
    });
});

describe('notices', () => {
  it('are drawn up with the act and keep the facts of that moment', async () => {
    const id = await house.received({ title: '建强县级医院甲' });
    await house.perform('supervisor', 'task', 'escalate', id, { level: 'level_2', reason: '两个月没有报送进展。', replyBy: '2026-11-30' });
    const [paper] = await papersOf('staff', id);
    const { notice_no: number } = await house.notice(id);
    expect(paper).toMatchObject({ kind: 'escalation_notice', number, state: 'issued', issuedOn: '2026-11-22' });
    const before = await docxOf('staff', paper.id);
    for (const words of [number, '【黄单（警示）】', '建强县级医院甲', '两个月没有报送进展。', '2026年11月30日前书面答复', `${DONGE}：`])
      expect(before).toContain(words);
    await house.source.query("UPDATE task SET title = '改了名称' WHERE id = $1", [id]);
    expect(await docxOf('staff', paper.id)).toBe(before);
  });

  it('that are grave say which steps they pass by; one that climbed every step says nothing', async () => {
    const order = { level: 'level_3', reason: '特事特办：上级限期整改。', replyBy: '2026-11-30' };
    const [leapt, climbed] = [await house.received(), await house.received()];
    await house.perform('leader', 'task', 'escalate', leapt, order);
    const [{ id: first }] = await papersOf('staff', leapt);
    expect(await docxOf('staff', first)).toContain('本轮未经催办、蓝单（提醒）、黄单（警示），直接发出，理由见“事由和要求”。');
    const { notice: shown } = (await (await house.as('staff')).get(`/api/papers/${first}`)).body;
    expect(shown).toContainEqual({ label: '事由和要求', value: order.reason });
    expect(shown).toContainEqual({ label: '级别', value: '红单（严重）' });
    expect(shown.map(({ label }: { label: string }) => label)).not.toContain('回执');
    await house.perform('supervisor', 'task', 'urge', climbed);
    for (const level of ['level_1', 'level_2']) await house.perform('chief', 'task', 'escalate', climbed, { ...order, level });
    await house.perform('leader', 'task', 'escalate', climbed, order);
    const notice = (await papersOf('staff', climbed)).find(({ number }: { number: string }) => number === '督单〔2026〕5号');
    expect(await docxOf('staff', notice.id)).not.toContain('未逐级说明');
  });

  it('of urging are one for each unit with a share, each with its number', async () => {
    const id = await house.received({ deadline: '2026-11-25' });
    await house.perform('supervisor', 'task', 'urge', id, { text: '请报送开标时间' });
    const papers = await papersOf('guanxian', id);
    expect(papers.map(({ kind }: { kind: string }) => kind)).toEqual(['reminder', 'reminder']);
    expect(new Set(papers.map(({ number }: { number: string }) => number)).size).toBe(2);
    const words = await docxOf('guanxian', papers[1].id);
    expect(words).toContain('距当前节点还有3天（3个工作日）。');
    expect(words).toContain('请报送开标时间。');
    const { notice: shown } = (await (await house.as('guanxian')).get(`/api/papers/${papers[1].id}`)).body;
    expect(shown).toContainEqual({ label: null, value: '请报送开标时间。' });
  });

  it('are not found by whoever does not see their task, and move by no act', async () => {
    const id = await house.received({ supportUnitIds: [] });
    await house.perform('supervisor', 'task', 'urge', id);
    const [paper] = await papersOf('staff', id);
    expect(await papersOf('guanxian', id)).toEqual([]);
    for (const path of ['', '/docx', '/pdf'])
      expect((await (await house.as('guanxian')).get(`/api/papers/${paper.id}${path}`)).status).toBe(404);
    expect((await (await house.as('staff')).get(`/api/papers/${paper.id}/pdf`)).body.code).toBe('paper.no_pdf');
    expect((await act('supervisor', paper.id, 'discard', { reason: '不要了' })).status).toBe(404);
    expect((await (await house.as('system')).get('/api/papers')).status).toBe(403);
  });
});

describe('the letterhead', () => {
  it('is kept by the head of supervision for the own authority, and stands on papers from then on', async () => {
    const chief = await house.as('chief');
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
    expect((await chief.send('put', `/api/letterheads/${house.unit(DONGE)}`, { ...fields, version: 0 })).status).toBe(404);
    expect((await (await house.as('supervisor')).get('/api/letterheads')).status).toBe(403);
    const task = await house.received();
    await house.perform('supervisor', 'task', 'urge', task);
    const [paper] = await papersOf('staff', task);
    expect(await docxOf('staff', paper.id)).toContain('聊城市卫生健康委督查专用');
  });
});

describe('a bulletin', () => {
  const draw = async (kind = 'bulletin') => (await house.as('supervisor')).send('post', '/api/papers', { kind, planId: house.planId });
  const write = async (login: string, paper: { id: number; version: number; text: object }, more: object = {}) =>
    (await house.as(login)).send('put', `/api/papers/${paper.id}/text`, { ...paper.text, version: paper.version, ...more });

  it('is written, checked by the units that it names, signed by another and issued with number and fingerprint', async () => {
    const late = await house.received({ deadline: '2026-11-01', title: '已经逾期的任务' });
    const drawn = await draw();
    expect(drawn.status).toBe(201);
    const { body: paper } = drawn;
    expect(paper).toMatchObject({ state: 'drafted', number: null, whole: true });
    expect(paper.counts.behind).toBeGreaterThan(0);
    expect(paper.text.laggingIds).toContain(late);
    expect((await act('supervisor', paper.id, 'check-request', { checkBy: '2026-11-25' })).body.reasons).toEqual(['还没有写：主送。']);
    expect((await (await house.as('staff')).get(`/api/papers/${paper.id}`)).status).toBe(404);
    const written = await write('supervisor', paper, { addressee: '各县（市、区）卫生健康局', praisedIds: [], laggingIds: [late] });
    expect(written.body.checks).toMatchObject([{ unitName: DONGE, state: null }]);
    expect((await act('supervisor', paper.id, 'submission', { handling: '' })).body.reasons[0]).toContain('请先送核实');
    expect((await act('supervisor', paper.id, 'check-request', { checkBy: '2026-11-21' })).status).toBe(422);

    expect((await act('supervisor', paper.id, 'check-request', { checkBy: '2026-11-25' })).body.state).toBe('checking');
    const asked = (await (await house.as('staff')).get(`/api/papers/${paper.id}`)).body;
    expect(asked).toMatchObject({ whole: false, text: null, lines: [], permittedActs: ['confirm_facts', 'object_facts'] });
    expect(asked.checks[0].facts[0]).toContain('已逾期21天');
    await house.drain();
    expect(await digestOf('staff')).toContain('【公文】请核实事实：关于《基层卫生三年行动方案》落实情况的通报');
    expect(await digestOf('guanxian')).not.toContain('请核实事实');
    expect((await (await house.as('staff')).get(`/api/papers/${paper.id}/docx`)).status).toBe(404);
    expect((await (await house.as('guanxian')).get(`/api/papers/${paper.id}`)).status).toBe(404);
    expect((await write('supervisor', { ...written.body, version: 3 })).status).toBe(422);
    expect((await act('supervisor', paper.id, 'submission', { handling: '' })).body.reasons[0]).toContain('还有 1 个单位没有核实');
    expect((await act('supervisor', paper.id, 'fact-confirmation')).status).toBe(403);

    expect((await act('staff', paper.id, 'fact-objection')).status).toBe(400);
    await act('staff', paper.id, 'fact-objection', { text: '11月10日已补报，佐证在系统中。' });
    expect((await act('head', paper.id, 'fact-confirmation')).body.reasons).toEqual(['贵单位已经答复过这次核实。']);
    expect((await act('supervisor', paper.id, 'submission', { handling: '' })).body.reasons[0]).toContain('请写明核对结果');
    expect((await act('supervisor', paper.id, 'submission', { handling: '经核对没有补报' })).body.state).toBe('pending_sign');

    expect((await act('supervisor', paper.id, 'signature', { opinion: '' })).status).toBe(403);
    expect((await act('supervisor', paper.id, 'issue')).status).toBe(422);
    expect((await act('chief', paper.id, 'signature', { opinion: '同意' })).body).toMatchObject({
      state: 'signed',
      signerName: 'chief同志',
    });
    const issued = (await act('supervisor', paper.id, 'issue')).body;
    expect(issued).toMatchObject({ state: 'issued', number: '督通〔2026〕1号', issuedOn: '2026-11-22', permittedActs: [] });
    expect(issued.sha256).toMatch(/^[0-9a-f]{64}$/);
    const words = await docxOf('staff', paper.id);
    expect(words).toContain('已经逾期的任务');
    await house.source.query("UPDATE task SET title = '又改了' WHERE id = $1", [late]);
    expect(await docxOf('supervisor', paper.id)).toBe(words);

    await house.drain();
    const told = await house.source.query(
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
    const late = await house.received({ deadline: '2026-11-02' });
    const paper = (await draw()).body;
    await write('supervisor', paper, { addressee: '各单位', praisedIds: [], laggingIds: [late] });
    await act('supervisor', paper.id, 'check-request', { checkBy: '2026-11-22' });
    await act('head', paper.id, 'fact-confirmation');
    await act('supervisor', paper.id, 'submission', { handling: '' });
    expect((await act('leader', paper.id, 'return', { reason: '措辞过重' })).body).toMatchObject({ state: 'drafted', checkBy: null });
    expect((await (await house.as('head')).get(`/api/papers/${paper.id}`)).status).toBe(404);
    await act('supervisor', paper.id, 'check-request', { checkBy: '2026-11-22' });
    await house.source.query("UPDATE paper SET check_by = '2026-11-21' WHERE id = $1", [paper.id]);
    expect((await act('supervisor', paper.id, 'submission', { handling: '' })).body.state).toBe('pending_sign');
    expect((await act('supervisor', paper.id, 'recall', { reason: '再核对' })).body.state).toBe('drafted');
    expect((await act('supervisor', paper.id, 'discard', { reason: '不再印发' })).body.state).toBe('discarded');
  });

  it('refuses strangers: other tasks, other people, a plan without tasks of this office, a version seen too long ago', async () => {
    const open = await house.received();
    const paper = (await draw()).body;
    expect((await write('supervisor', paper, { praisedIds: [open] })).body.errors).toHaveProperty('praisedIds');
    expect((await write('supervisor', paper, { laggingIds: [999_999] })).body.errors).toHaveProperty('laggingIds');
    expect((await write('supervisor', paper, { version: 99 })).status).toBe(409);
    expect((await write('staff', paper)).status).toBe(403);
    const leader = await house.as('leader');
    expect((await leader.send('post', '/api/papers', { kind: 'bulletin', planId: house.planId })).status).toBe(403);
    const supervisor = await house.as('supervisor');
    expect((await supervisor.send('post', '/api/papers', { kind: 'bulletin', planId: 999_999 })).body.errors).toHaveProperty('planId');
    expect((await supervisor.send('post', '/api/papers', { kind: 'reminder', planId: house.planId })).status).toBe(400);
    expect((await supervisor.send('post', `/api/papers/${paper.id}/pdf`)).body.code).toBe('act.refused');
  });

  it('that goes upward is signed by the leader, and no unit sees it as a whole', async () => {
    const late = await house.received({ deadline: '2026-11-03' });
    const paper = (await draw('special_report')).body;
    await write('supervisor', paper, { addressee: '市政府', praisedIds: [], laggingIds: [late] });
    await act('supervisor', paper.id, 'check-request', { checkBy: '2026-11-24' });
    await act('head', paper.id, 'fact-confirmation');
    await act('supervisor', paper.id, 'submission', { handling: '' });
    expect((await act('chief', paper.id, 'signature', { opinion: '' })).body.reasons).toEqual(['督查专报报送上级，须由分管领导签发。']);
    await act('leader', paper.id, 'signature', { opinion: '' });
    expect((await act('chief', paper.id, 'issue')).body.number).toBe('督专〔2026〕1号');
    expect(await docxOf('leader', paper.id)).toContain('签发人：leader同志');
    expect((await (await house.as('head')).get(`/api/papers/${paper.id}/docx`)).status).toBe(404);
    await house.drain();
    await house.source.query(
      "INSERT INTO message (recipient_id, kind, title, body, paper_id, cause, at) SELECT id, 'paper', '不该看到', '', $1, 'spec', now() FROM account WHERE login IN ('guanxian', 'system')",
      [paper.id],
    );
    for (const login of ['guanxian', 'system']) expect(await digestOf(login)).not.toContain('不该看到');
  });
});
