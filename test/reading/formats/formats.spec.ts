import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { Reader } from '../../../server/src/plans/reader.js';
import type { ReadingRecord } from '../../../server/src/reading/index.js';
import { ofd, ofdPage } from './ofd.mjs';

const FIXTURES = join(process.cwd(), 'test/reading/formats');
const SEEDS = join(process.cwd(), 'seeds/documents');
const reader = new Reader();
const fixture = (name: string) => readFileSync(join(FIXTURES, name));
const read = async (name: string, bytes = fixture(name)) => reader.read(bytes, name);

/** What a record says, however its lines broke. */
const key = (record: ReadingRecord) => `${record.kind} ${record.text.replace(/\s/g, '')}`;

/** The share of records that both readings have, in order. */
function agreement(a: string[], b: string[]): number {
  const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i]![j] = a[i] === b[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  return longest[0]![0]! / Math.max(a.length, b.length);
}

describe('a seed document in another format gives the records of its text', () => {
  const files = readdirSync(FIXTURES).filter(name => /^\d{3}\./.test(name));

  test.each(files)('%s', async name => {
    const seed = readdirSync(SEEDS).find(file => file.startsWith(name.slice(0, 3)))!;
    const [text, other] = [await read(seed, readFileSync(join(SEEDS, seed))), await read(name)];
    const share = agreement(text.reading.records.map(key), other.reading.records.map(key));
    process.stdout.write(`${name}: ${other.reading.records.length} records, agreement ${share.toFixed(3)}\n`);
    expect(share).toBeGreaterThanOrEqual(0.98);
    const points = Array.from(other.text);
    for (const record of other.reading.records) expect(points.slice(record.start, record.end).join('')).toBe(record.text);
  });

  test('.wps is the same family as .doc', async () => {
    const [doc, wps] = [await read('004.doc'), await read('004.wps', fixture('004.doc'))];
    expect([wps.format, wps.text]).toEqual(['wps', doc.text]);
  });
});

test.each([
  ['plan.docx', 2],
  ['plan.doc', 2],
  ['plan.pdf', 2],
  ['table.pdf', 18],
  ['table-bare.pdf', 18],
  ['table.ofd', 6],
  ['breakdown.xlsx', 3],
  ['government.html', 2],
])('%s: each of the %i rows of its breakdown table stands in the text as one', async (name, count) => {
  const { text, rows } = await read(name);
  expect(rows).toHaveLength(count);
  const points = Array.from(text);
  for (const { start, end } of rows) expect(points.slice(start, end).join('')).toMatch(/^\S.*（(?:牵头|责任)单位：.+[）。]$/s);
});

describe('text in any encoding', () => {
  const text = '一、主要措施\n推进甲项工作，2026年底前完成。\n';
  const swapped = Buffer.from(Buffer.from(text, 'utf16le').swap16());
  const GB = Buffer.from([0xcd, 0xc6, 0xbd, 0xf8, 0xbc, 0xd7, 0xcf, 0xee, 0xb9, 0xa4, 0xd7, 0xf7, 0xa1, 0xa3]);
  test.each<[string, string, Buffer<ArrayBuffer>, string]>([
    ['UTF-8', 'utf-8', Buffer.from(text), text],
    ['UTF-8 with its mark', 'utf-8', Buffer.from(`\ufeff${text}`), text],
    ['UTF-16 LE with its mark', 'utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le'), text],
    ['UTF-16 LE', 'utf-16le', Buffer.from(text, 'utf16le'), text],
    ['UTF-16 BE', 'utf-16be', swapped, text],
    ['GB18030', 'gb18030', GB, '推进甲项工作。'],
  ])('%s', async (_name, encoding, bytes, expected) => {
    expect(await read('甲.txt', bytes)).toMatchObject({ format: 'txt', encoding, text: expected });
  });
});

test('every fixture with bytes changed, cut out or cut off is read or refused, never anything else', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(FIXTURES, 'fuzz.mjs'), '4']);
  expect(stdout).not.toContain('BROKEN');
  expect(JSON.parse(stdout).slowest.ms).toBeLessThan(20_000);
});

describe('what Word adds', () => {
  test('.docx: automatic numbers, tracked changes as accepted, footnotes, the table row by row', async () => {
    const { text, notes, reading } = await read('plan.docx');
    const lines = text.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['一、主要目标', '二、重点任务', '（一）加强机构建设', '（二）加强队伍建设', '三、保障措施']),
    );
    expect(lines).toContain('1. 开展乡村医生规范培训200人。');
    expect(lines).toContain('推进村卫生室标准化建设，2026年9月底前完成120个村卫生室改造。（责任单位：市卫生健康委）');
    expect(lines[lines.findIndex(line => line.startsWith('到2026年底')) + 1]).toBe('注：常住人口以上年末统计数为准。');
    expect(text).not.toContain('2027年底前');
    expect(text).not.toContain('甲市卫生健康委员会文件');
    expect(notes.join('')).toContain('插入 1 处，删除 1 处');
    expect(reading.records.find(r => r.text.includes('诊疗设备'))).toMatchObject({
      kind: 'measure',
      lead: ['市卫生健康委'],
      support: ['市财政局'],
      deadline: { date: '2026-12-31' },
    });
  });

  test('.doc: the table row by row, two rows of heads, a task merged downwards; the note behind its paragraph', async () => {
    const { text, notes } = await read('plan.doc');
    const lines = text.split('\n');
    const table = lines.indexOf('附件：任务分解表');
    expect(lines.slice(table + 1, -1)).toEqual([
      '村卫生室提升',
      '1. 改造村卫生室120个。（牵头单位：市卫生健康委；配合单位：市财政局、市发展改革委；完成时限：2026年6月底）',
      '2. 为村卫生室配备诊疗设备。（牵头单位：市卫生健康委；配合单位：市财政局；完成时限：2026年12月底）',
      '请各县区于每季度末报送进展情况。',
    ]);
    expect(lines[lines.findIndex(line => line.startsWith('到2026年底')) + 1]).toBe('注：常住人口以上年末统计数为准。');
    expect(notes.join('')).toContain('插入 1 处，删除 1 处');
  });

  test.each(['short.doc', 'short.docx'])(
    '%s: letters set apart stay, hidden ones go, a heading in the style of contents is none',
    async name => {
      const { text, notes } = await read(name);
      expect(text.split('\n').filter(Boolean)).toEqual(['一、总体安排', '丁镇建成卫生站3个。', '接诊率≥95%。', '联系人在附件。']);
      expect(notes).toEqual(['目录 1 行已略去。', '隐藏文字 1 处未计入。']);
    },
  );

  test.each(['struck.docx', 'struck.doc', 'struck.pdf', 'struck.html'])(
    '%s: words that are struck out go, by their style too, underlined ones and blanks to be filled in stay',
    async name => {
      const { text, notes } = await read(name);
      const lines = text
        .replace(/[\t\u3000 ]/g, '')
        .split('\n')
        .filter(Boolean);
      // A page on the web keeps no changes.
      expect(lines.filter(line => !line.includes('会商机制'))).toEqual([
        '戊县院前急救提升方案',
        '一、主要任务',
        '到2026年底，新建急救站9个，覆盖全部乡镇。',
        '为各站点配备监护型救护车9辆，资金列入预算。',
        '各站点应当全天值守。',
        '值守情况每月通报。',
        '联系人：，电话：。',
        '改造村卫生室15个（牵头单位：县卫生健康局；完成时限：2026年底）。',
        '培训急救员200人（牵头单位：县人民医院；完成时限：2026年6月底）。',
      ]);
      expect(notes.join('')).toMatch(/划线删去的文字 (?:9|11) 处未计入。/);
    },
  );

  test('struck.pdf: a change that is printed with its deleted words struck out is read as accepted', async () => {
    expect((await read('struck.pdf')).text).toContain('建立新的会商机制。');
  });

  test('.doc: it is one also where a workbook lies in it', async () => {
    const bytes = fixture('short.doc');
    bytes.write('Workbook', bytes.indexOf(Buffer.from('\u0001CompObj', 'utf16le')), 'utf16le');
    expect((await read('short.doc', bytes)).text).toContain('卫生站3个');
  });

  test('.doc: quotes in a stretch that is kept in one byte a character', async () => {
    const bytes = fixture('short.doc');
    const pieces = bytes.indexOf(Buffer.from([2, 16, 0, 0, 0, 0, 0, 0, 0]));
    const [length, place] = [bytes.readUInt32LE(pieces + 9), bytes.readUInt32LE(pieces + 15)];
    const text = bytes.indexOf(Buffer.from('一、总体', 'utf16le'));
    bytes.write('\x93A\x94\x975'.padEnd(length), text, 'latin1');
    bytes.writeUInt32LE(place * 2 + 0x4000_0000, pieces + 15);
    expect((await read('short.doc', bytes)).text.trim()).toBe('“A”—5');
  });

  /** As LibreOffice, which made the file, prints it: it lets the first paragraph of a list of one level be a list of its own. */
  const PRINTED = [
    ['第一章总体要求', '2026年底前，乡镇卫生院服务能力达标率达到90%以上。', '第一章工作任务'],
    ['一、机构建设', '（一）改造基础设施', '1. 改造业务用房12处。', '2. 配备急救设备30台。', '以上工作由市卫生健康委牵头。'],
    ['（二）完善科室设置', '1. 开设中医馆20个。', '二、队伍建设', '（一）组织骨干医师培训60人。', '第二章实施步骤'],
    ['1 启动', '1.1 制定年度计划。', '1.2 分解工作任务。', '1.2.1 明确责任单位。', '2 总结', '2.1 开展评估验收。'],
    ['①建立工作台账。', '①每月通报进展。', '①开展满意度调查。', '3 甲类项目\t县级统筹', '4 乙类项目\t市级统筹', '附：任务清单'],
    ['5. 新建急诊楼2栋（牵头单位：市发展改革委）。', '6. 培训护士80人（牵头单位：市卫生健康委）。', '注：含改建、扩建。'],
  ].flat();

  test('.docx: the numbers of a table are automatic too; a note in a cell stands below the table', async () => {
    expect((await read('numbers.docx')).text.trim().split('\n').slice(-4)).toEqual(PRINTED.slice(-4));
  });

  test('.doc: automatic numbers of every level, anew where a list begins anew, in cells too', async () => {
    const { text, notes } = await read('numbers.doc');
    expect(text.trim().split('\n').slice(1)).toEqual(PRINTED);
    expect(notes.join('')).not.toContain('序号');
  });

  test('.doc: a paragraph without a list of its own has that of its style', async () => {
    const bytes = fixture('numbers.doc');
    const own = bytes.lastIndexOf(Buffer.from([0x0b, 0x46, 5, 0]));
    bytes.writeUInt16LE(0x4611, own);
    expect((await read('numbers.doc', bytes)).text.trim().split('\n').slice(1)).toEqual(PRINTED);
  });

  test.each([
    ['lie outside the file', (bytes: Buffer, head: number) => bytes.writeUInt32LE(0x7fff_ffff, head + 0x2e2)],
    ['begin beyond reason', (bytes: Buffer) => bytes.writeInt32LE(-7, bytes.indexOf(Buffer.from([1, 0, 0, 0, 39])))],
  ])('.doc: where the lists %s, the text is read and a note says what is missing', async (_, damage) => {
    const bytes = fixture('numbers.doc');
    damage(bytes, bytes.indexOf(Buffer.from([0xec, 0xa5])));
    const { text, notes } = await read('numbers.doc', bytes);
    expect(text).toContain('改造业务用房12处。');
    expect(text).not.toContain('1. 改造');
    expect(notes.join('')).toContain('自动编的序号没有读出来');
  });

  test('.pdf: columns one after the other, page heads, feet and numbers gone, lines joined', async () => {
    const { text } = await read('plan.pdf');
    const lines = text.split('\n');
    expect(lines).toContain('加强信息化支撑，推进远程会诊、远程心电向村级延伸，实现检查结果互认，方便群众就近看病。');
    expect(lines).toContain('强化督导考核，把任务完成情况列入年度目标管理，对进展缓慢的县区进行通报，确保各项措施落到实处。');
    expect(lines).toContain('注：常住人口以上年末统计数为准。');
    expect(text).not.toMatch(/甲市卫生健康委员会文件|—\s*\d\s*—|常住人口1/);
    // The table, by the lines that are drawn around its cells.
    expect(lines).toContain('1. 改造村卫生室120个。（牵头单位：市卫生健康委；配合单位：市财政局、市发展改革委；完成时限：2026年6月底）');
    expect(lines).toContain('2. 为村卫生室配备诊疗设备。（牵头单位：市卫生健康委；配合单位：市财政局；完成时限：2026年12月底）');
    expect(lines).toContain('请各县区于每季度末报送进展情况。');
  });
});

test.each([
  ['upright', '1 0 0 1 72 500', 0],
  ['turned, on a page that is not', '0 1 -1 0 300 200', 0],
  ['turned, on a page turned back', '0 1 -1 0 300 200', 90],
  ['upside down', '-1 0 0 -1 500 300', 0],
])('.pdf: words that stand %s', async (_, matrix, turn) => {
  const content = `BT /F1 12 Tf ${matrix} Tm (Plan of 2026) Tj 0 -18 Td (Nine stations) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate ${turn} /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  const file = `%PDF-1.4\n${objects.map((object, n) => `${n + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF`;
  expect((await read('页.pdf', Buffer.from(file))).text).toMatch(/^Plan of 2026\s*Nine stations$/m);
});

describe('a breakdown table on pages, without lines around its cells and with them', () => {
  const work = async (name: string) =>
    (await read(name)).reading.records
      .filter(r => r.kind !== 'heading')
      .map(r => [r.text.replace(/（牵头单位.*$/, ''), r.lead, r.support, r.deadline?.date]);

  test.each(['table-bare.pdf', 'table.pdf'])(
    '%s: sections, tasks over several rows, heads of two rows, rows that the page breaks',
    async name => {
      const { text } = await read(name);
      const lines = text.trim().split('\n');
      expect(lines).toHaveLength(32);
      expect(lines.slice(0, 6)).toEqual([
        '丙县医疗卫生服务补短板任务分解表',
        '一、补齐服务短板',
        '完善县域急救网络',
        '1. 在中心镇新建院前急救站点6个，急救反应时间控制在15分钟以内。（牵头单位：县卫生健康局；配合单位：县财政局、县消防救援大队；完成时限：2026年9月底）',
        '2. 为各站点配备监护型救护车9辆。（牵头单位：县卫生健康局；配合单位：县财政局；完成时限：2026年12月底）',
        '推进老年友善机构建设',
      ]);
      expect(lines.slice(-11, -9)).toEqual(['三、巩固提高水平', '完善县域急救网络']);
      expect(lines.filter(line => /^\d+\. /.test(line))).toHaveLength(18);
      expect(lines).toContain('14. 为各站点配备监护型救护车9辆。（牵头单位：县卫生健康局；配合单位：县财政局；完成时限：2026年12月底）');
      expect(lines.at(-1)).toBe('注：各责任单位于每季度末5个工作日内报送进展情况。');
    },
  );

  test.each(['table-bare.ofd', 'table.ofd', 'table-filled.ofd'])('%s', async name => {
    const found = await work(name);
    expect(found.slice(0, -1)).toEqual([
      ['在中心镇新建院前急救站点6个，急救反应时间控制在15分钟以内。', ['县卫生健康局'], ['县财政局', '县消防救援大队'], '2026-09-30'],
      ['为各站点配备监护型救护车9辆。', ['县卫生健康局'], ['县财政局'], '2026-12-31'],
      [
        '二级以上医疗机构全部建成老年友善医疗机构，设立老年医学门诊。',
        ['县卫生健康局'],
        ['县民政局', '县医疗保障局', '县残疾人联合会'],
        '2027-06-30',
      ],
      ['培训老年护理员150名。', ['县民政局'], [], '2027-12-31'],
      [
        '在学校、养老机构和口岸设置监测哨点18处，建立多部门信息会商制度，每季度至少会商一次。',
        ['县疾病预防控制局'],
        ['县教育和体育局', '县民政局', '县市场监督管理局'],
        '2026-12-31',
      ],
      ['检验检测项目由86项增加到130项。', ['县疾病预防控制局'], ['县财政局'], '2027-12-31'],
    ]);
  });
});

test.each([
  ['sideways', '0 1 -1 0 0 0', 150],
  ['upside down', '-1 0 0 -1 0 0', 150],
  ['upright, under a slanted watermark', '1 0 0 1 0 0', 40],
])('.ofd: words that stand %s', async (_, matrix, x) => {
  const step = matrix.startsWith('0') ? [-10, 0] : matrix.startsWith('-') ? [0, -10] : [0, 10];
  const object = (text: string, n: number, ctm: string) =>
    `<ofd:TextObject ID="${n}" Boundary="${x + n * step[0]!} ${100 + n * step[1]!} 99 9" Size="5" CTM="${ctm}"><ofd:TextCode X="0" Y="5">${text}</ofd:TextCode></ofd:TextObject>`;
  const page = `<ofd:Page xmlns:ofd="x"><ofd:Content><ofd:Layer>${object('一、重点任务', 0, matrix)}${object('新建急救站点9个，改造3个。', 1, matrix)}${object('内部', 2, '0.7 0.7 -0.7 0.7 0 0')}</ofd:Layer></ofd:Content></ofd:Page>`;
  const { text } = await read('页.ofd', Buffer.from(await ofd('甲', { 'Doc_0/Pages/Page_0/Content.xml': page })));
  expect(text.trim().split('\n')).toEqual(['一、重点任务', '新建急救站点9个，改造3个。']);
});

test.each([
  ['stroked', 0],
  ['filled', 0.2],
])('.ofd: any other table by the lines drawn around its cells, %s', async (_, thick) => {
  const words: [number, number, string][] = [
    [22, 30, '指标名称'],
    [62, 30, '现状'],
    [92, 30, '目标'],
    [22, 40, '每千人口床位数'],
    [22, 45, '（张）'],
    [62, 40, '5.8'],
    [92, 40, '6.5'],
  ];
  const lines = [...[28, 38, 52].map(y => [20, y, 90, 0, thick]), ...[20, 50, 80, 110].map(x => [x, 28, 0, 24, thick])];
  const text = async (drawn: number[][]) => (await read('表.ofd', Buffer.from(await ofdPage(words, drawn)))).text;
  expect(await text(lines)).toBe('指标名称\t现状\t目标\n每千人口床位数（张）\t5.8\t6.5\n');
  expect(await text([])).not.toContain('床位数（张）');
});

test('.xlsx: two rows of heads, merged cells, columns in any order, dates, a hidden sheet left out', async () => {
  const { text, notes, title, reading } = await read('breakdown.xlsx');
  expect(title).toBe('甲市村卫生室能力提升行动任务分解表');
  expect(text.split('\n').slice(0, 4)).toEqual([
    '甲市村卫生室能力提升行动任务分解表',
    '基层能力',
    '村卫生室提升',
    '1. 改造村卫生室120个。（牵头单位：市卫生健康委；配合单位：市财政局、市发展改革委；完成时限：2026年6月30日；责任领导：张副主任）',
  ]);
  expect(text).not.toContain('隐藏');
  expect(notes.join('')).toContain('隐藏');
  const found = reading.records
    .filter(r => r.kind === 'measure')
    .map(r => [r.text.slice(0, 12), r.lead, r.support, r.deadline?.date ?? null]);
  expect(found).toEqual([
    ['1. 改造村卫生室120', ['市卫生健康委'], ['市财政局', '市发展改革委'], '2026-06-30'],
    ['2. 为村卫生室配备诊疗', ['市卫生健康委'], ['市财政局'], '2026-12-31'],
    ['组织乡村医生培训不少于两', ['市卫生健康委'], ['市财政局'], '2026-12-31'],
    ['3. 完善乡村医生养老保', ['市医疗保障局'], ['各县（市、区）人民政府'], null],
  ]);
});

test('.xlsx: a hidden column is left out, and the person is told', async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(fixture('breakdown.xlsx') as never);
  const [sheet] = book.worksheets;
  expect((await read('breakdown.xlsx')).text).toContain('责任领导：张副主任');
  sheet!.getColumn(9).hidden = true;
  const { text, notes } = await read('表.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
  expect(text).not.toContain('张副主任');
  expect(text).toContain('1. 改造村卫生室120个。（牵头单位：市卫生健康委；配合单位：市财政局、市发展改革委；完成时限：2026年6月30日）');
  expect(notes).toContain('1 列隐藏的内容未识读。');
});

test('.html saved from a government site: the article with its title and table, nothing around it', async () => {
  const { text, notes, reading } = await read('government.html');
  const lines = text.split('\n').filter(Boolean);
  expect(lines[0]).toBe('甲市人民政府办公室关于印发甲市村卫生室能力提升行动方案的通知');
  expect(lines[1]).toBe('各县（市、区）人民政府，市政府有关部门：');
  expect(lines).toContain('《甲市村卫生室能力提升行动方案》已经市政府同意，现印发给你们，请认真贯彻执行。');
  expect(lines.at(-1)).toBe('各县（市、区）要在每季度末报送进展情况。');
  expect(text).not.toMatch(/打印|浏览|首页|分享|微信|上一篇|扫一扫|主办|索引号|招标/);
  expect(notes.join('')).toContain('导航');
  const table = reading.records.filter(r => r.text.includes('牵头单位'));
  expect(table.map(r => [r.lead, r.support, r.deadline?.date])).toEqual([
    [['市卫生健康委'], ['市财政局'], '2026-09-30'],
    [['市卫生健康委'], ['市发展改革委'], '2026-12-31'],
  ]);
});

test('a page in GB2312 says so itself', async () => {
  const page = Buffer.concat([
    Buffer.from('<html><head><meta charset="gb2312"></head><body><p>'),
    Buffer.from([0xcd, 0xc6, 0xbd, 0xf8, 0xbc, 0xd7, 0xcf, 0xee, 0xb9, 0xa4, 0xd7, 0xf7, 0xa1, 0xa3]),
    Buffer.from('</p></body></html>'),
  ]);
  expect(await read('页.htm', page)).toMatchObject({ format: 'html', encoding: 'gb18030', text: '推进甲项工作。\n' });
});

describe('pages that office programs or old sites made', () => {
  const page = async (body: string) =>
    (await read('页.html', Buffer.from(`<html><head><meta charset="utf-8"></head><body>${body}</body></html>`))).text.trim().split('\n');
  const cell = (text: string) => `<td><p class="MsoNormal">${text}</p></td>`;

  test('a table with paragraphs in its cells is one, also where it is nearly the whole page', async () => {
    const heads = ['重点任务', '牵头单位', '完成时限'].map(head => cell(head)).join('');
    const rows = ['新建急救站9个，覆盖全部乡镇。', '培训急救员200人，考核合格后上岗。']
      .map(task => `<tr>${cell(task)}${cell('丙县卫生健康局')}${cell('2026年底')}</tr>`)
      .join('');
    expect(await page(`<p>丙县任务分解表</p><table><tr>${heads}</tr>${rows}</table><p>注：每季度报送</p>`)).toEqual([
      '丙县任务分解表',
      '新建急救站9个，覆盖全部乡镇。（牵头单位：丙县卫生健康局；完成时限：2026年底）',
      '培训急救员200人，考核合格后上岗。（牵头单位：丙县卫生健康局；完成时限：2026年底）',
      '注：每季度报送',
    ]);
  });

  test('what stands before the list that holds all sentences is read', async () => {
    expect(await page('<p>急救工作要点</p><ol><li><p>新建站点9个。</p></li><li><p>培训200人，按期完成。</p></li></ol>')).toEqual([
      '急救工作要点',
      '1. 新建站点9个。',
      '2. 培训200人，按期完成。',
    ]);
  });

  test('elements that mark days and names break no line', async () => {
    expect(await page('<p>到<st1:chsdate>2026年6月底</st1:chsdate>，<sdfield>丙县</sdfield>建成站点9个。</p>')).toEqual([
      '到2026年6月底，丙县建成站点9个。',
    ]);
  });

  test('of a table that only frames the page the cell with the article is read', async () => {
    const frame = `<tr><td colspan="2"><a href="/">首页</a></td></tr><tr><td><a href="/a">政务公开</a></td><td>${'<p>新建急救站9个，2026年底前完成。</p>'.repeat(3)}</td></tr>`;
    expect(await page(`<table>${frame}</table>`)).toEqual(Array(3).fill('新建急救站9个，2026年底前完成。'));
  });
});

test('.html: lists are numbered as a browser prints them', async () => {
  const page = `<html><body><ol type="A"><li>制定甲项方案。</li><li value="4">制定乙项方案。</li></ol>
    <ol style="list-style-type:cjk-ideographic"><li>总体要求</li></ol><ol style="list-style:none"><li>配备救护车9辆。</li></ol></body></html>`;
  expect((await read('页.html', Buffer.from(page))).text.trim().split('\n')).toEqual([
    'A. 制定甲项方案。',
    'D. 制定乙项方案。',
    '一、总体要求',
    '配备救护车9辆。',
  ]);
});

test('.html written by an office program: its numbers, its notes; page heads and feet left out', async () => {
  const page = `<html><body><div title="header"><p>甲县人民政府文件</p></div><ol start="2"><li><p>重点任务</p></ol>
    <p>床位数<a class="anc" href="#note1"><sup>1</sup></a>达到5张。</p><ol style="list-style: none"><li>建设场地。</ol><ol><li>（一）配备设备。<li></ol>
    <p id="note1"><a href="#anc1">[1]</a>年末统计数。</p><p><a href="#top">1</a></p><div title="footer"><p>— 1 —</p></div></body></html>`;
  expect((await read('页.html', Buffer.from(page))).text.trim().split('\n')).toEqual([
    '2. 重点任务',
    '床位数达到5张。',
    '建设场地。',
    '（一）配备设备。',
    '注：年末统计数。',
  ]);
});

describe('words that a page strikes out', () => {
  const page = (body: string) => read('页.html', Buffer.from(`<html><body><p>${body}</p></body></html>`));

  it.each([
    ['<del>', '新建<del>6</del><ins>9</ins>个站点，覆盖全县。'],
    ['<s>, <strike>', '新建<s>6</s>9<STRIKE class="a">处</STRIKE>个站点，覆盖全县。'],
    ['a style', '新建<span style="color:red; text-decoration: line-through">6</span>9个站点，覆盖全县。'],
    ['elements closed crosswise', '新建<b><strike><i>6</b>处</i></strike>9个站点，覆盖全县。'],
  ])('%s', async (_, body) => {
    const { text, notes } = await page(body);
    expect(text.trim()).toBe('新建9个站点，覆盖全县。');
    expect(notes.join()).toContain('划线删去的文字');
  });

  it('underlined words and empty elements strike nothing out', async () => {
    const { text, notes } = await page(
      '新建<span style="text-decoration: underline">9个</span>站点<s class="icon"></s>，<strong>覆盖</strong>全县。',
    );
    expect([text.trim(), notes]).toEqual(['新建9个站点，覆盖全县。', []]);
  });
});
