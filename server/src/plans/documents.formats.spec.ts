import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { ofd, zip } from '../../../test/reading/formats/ofd.mjs';
import { type House, openHouse, Person } from './plans.fixture.js';

let house: House;
let planner: Person;

beforeAll(async () => {
  house = await openHouse();
  planner = await Person.signedIn(house.app, 'planner');
});
afterAll(() => house.close());

const fixture = (name: string) => readFileSync(`test/reading/formats/${name}`);
const documents = async () => (await house.source.query('SELECT count(*) AS count FROM document'))[0].count;

describe('a document is taken', () => {
  test.each([
    ['方案.docx', 'plan.docx', 'docx'],
    ['方案.doc', '004.doc', 'doc'],
    ['方案.WPS', '000.doc', 'wps'],
    ['方案.pdf', 'plan.pdf', 'pdf'],
    ['方案.ofd', '004.ofd', 'ofd'],
    ['方案.htm', '000.html', 'html'],
    ['分解表.xlsx', 'breakdown.xlsx', 'xlsx'],
  ])('%s: its text beside its records, its own bytes kept', async (name, file, format) => {
    const { status, body } = await planner.upload(name, fixture(file));
    expect([status, body.format, body.fileName]).toEqual([201, format, name]);
    expect(body.counts.measure).toBeGreaterThan(2);
    const points = Array.from(body.text as string);
    for (const record of body.records) expect(points.slice(record.start, record.end).join('')).toBe(record.text);
    const original = await planner.get(`/api/documents/${body.id}/original`);
    expect(original.body.equals(fixture(file))).toBe(true);
  });

  test('with what a person should know of its text', async () => {
    const { body } = await planner.upload('表.xlsx', await other(fixture('breakdown.xlsx')));
    expect(body.notes.join('')).toContain('隐藏');
  });
});

/** The same office file with one harmless part more: other bytes, so no duplicate. */
async function other(bytes: Buffer): Promise<Buffer> {
  const end = bytes.subarray(-22);
  const comment = Buffer.from('again');
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([bytes.subarray(0, -22), end, comment]);
}

const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const wordWith = (body: string, more: Record<string, string | Buffer> = {}) =>
  zip({ '[Content_Types].xml': TYPES, 'word/document.xml': `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`, ...more });
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** A zip whose directory says that a part of many megabytes has ten bytes. */
async function lying(): Promise<Buffer> {
  const bytes = await wordWith('甲'.repeat(1000), { 'word/numbering.xml': Buffer.alloc(200 * 1024 * 1024, 0x20) });
  const size = Buffer.alloc(4);
  size.writeUInt32LE(200 * 1024 * 1024);
  for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size)) bytes.writeUInt32LE(10, at);
  return bytes;
}

/** Fifty thousand names for nothing. */
async function crowded(): Promise<Buffer> {
  return zip({ ...Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`word/${i}`, ''])), 'word/document.xml': '<a/>' });
}

/** A compound file of 512-byte sectors with one empty stream of the given name beside the root. */
function compound(stream: string): Buffer {
  const file = Buffer.alloc(512 * 5, 0);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 44);
  file.writeUInt32LE(1, 48);
  file.writeUInt32LE(0xfffffffe, 60);
  file.writeUInt32LE(0xfffffffe, 68);
  file.fill(0xff, 76, 512);
  file.writeUInt32LE(0, 76);
  file.fill(0xff, 512, 1024);
  file.writeUInt32LE(0xfffffffd, 512);
  file.writeUInt32LE(0xfffffffe, 516);
  ['Root Entry', stream].forEach((name, i) => {
    const at = 1024 + i * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE((name.length + 1) * 2, at + 64);
    file[at + 66] = i === 0 ? 5 : 2;
    file.fill(0xff, at + 68, at + 80);
    if (i === 0) file.writeUInt32LE(1, at + 76);
    file.writeUInt32LE(0xfffffffe, at + 116);
  });
  return file;
}

/** A PDF of so many empty pages. */
function pages(count: number, content = ''): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /Kids [${Array.from({ length: count }, (_, i) => `${i + 4} 0 R`).join(' ')}] >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ...Array(count).fill('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>'),
  ];
  return pdfOf(objects.map(o => Buffer.from(o)));
}

function pdfOf(objects: Buffer[]): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n')];
  const places: number[] = [];
  let size = parts[0]!.length;
  objects.forEach((object, i) => {
    const written = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    places.push(size);
    size += written.length;
    parts.push(written);
  });
  const rows = places.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${size}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A page whose content unpacks to more than a gigabyte. */
function swelling(): Buffer {
  const megabytes = 1500;
  const block = Buffer.alloc(megabytes * 1024 * 1024, 0x20);
  const content = Buffer.concat([Buffer.from([0x78, 0x9c]), deflateRawSync(block), Buffer.alloc(4)]);
  return pdfOf([
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Count 1 /Kids [4 0 R] >>'),
    Buffer.concat([Buffer.from(`<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`), content, Buffer.from('\nendstream')]),
    Buffer.from('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>'),
  ]);
}

describe('a document is refused within seconds, by name, with what to do', () => {
  type Bytes = Buffer | Promise<Buffer>;
  const REFUSED: [why: string, name: string, bytes: () => Bytes, status: number, code: string, words: string][] = [
    ['a scan', '扫描.pdf', () => fixture('scan.pdf'), 422, 'reading.scanned', '文字识别'],
    ['a PDF with a password', '密.pdf', () => fixture('locked.pdf'), 422, 'reading.encrypted', '取消密码'],
    ['an Office file with a password', '密.docx', () => compound('EncryptedPackage'), 422, 'reading.encrypted', '取消密码'],
    ['an OFD with a password', '密.ofd', () => ofd('甲', { 'Doc_0/Encryptions.xml': '<a/>' }), 422, 'reading.encrypted', '取消密码'],
    ['a file for macros', '宏.docm', () => wordWith(''), 422, 'reading.macro', '不带宏'],
    ['Word with a macro', '宏.docx', () => wordWith('', { 'word/vbaProject.bin': 'x' }), 422, 'reading.macro', '不带宏'],
    ['Excel with a macro', '宏.xlsx', () => zip({ 'xl/workbook.xml': '<a/>', 'xl/vbaProject.bin': 'x' }), 422, 'reading.macro', '.xlsx'],
    [
      'a bomb by what it declares',
      '弹.docx',
      () => wordWith('', { 'word/styles.xml': Buffer.alloc(100 * 1024 * 1024) }),
      422,
      'reading.bomb',
      '解压',
    ],
    ['a bomb that lies', '弹.docx', lying, 422, 'reading.bomb', '解压'],
    ['a bomb of many parts', '弹.docx', crowded, 422, 'reading.bomb', '部件'],
    ['a bomb in a PDF', '弹.pdf', swelling, 422, 'reading.bomb', '解压'],
    ['2,000 pages of PDF', '长.pdf', () => pages(2000), 422, 'reading.too_long', '2000 页'],
    ['2,000 pages of OFD', '长.ofd', () => ofd('甲\n'.repeat(44_000)), 422, 'reading.too_long', '2000 页'],
    [
      '2,000 pages of Word',
      '长.docx',
      () => wordWith(paragraph('甲'), { 'docProps/app.xml': '<Properties><Pages>2000</Pages></Properties>' }),
      422,
      'reading.too_long',
      '2000 页',
    ],
    [
      'more than a million characters',
      '长.docx',
      () => wordWith(paragraph('甲'.repeat(1000)).repeat(1001)),
      422,
      'reading.too_long',
      '万字',
    ],
    ['Word cut short', '半.docx', () => fixture('plan.docx').subarray(0, 9000), 422, 'reading.damaged', '没有传完整'],
    ['old Word cut short', '半.doc', () => fixture('004.doc').subarray(0, 9000), 422, 'reading.damaged', '不完整'],
    ['PDF cut short', '半.pdf', () => fixture('plan.pdf').subarray(0, 60_000), 422, 'reading.damaged', '没有传完整'],
    ['Excel cut short', '半.xlsx', () => fixture('breakdown.xlsx').subarray(0, 5000), 422, 'reading.damaged', '没有传完整'],
    ['OFD cut short', '半.ofd', () => fixture('004.ofd').subarray(0, 9000), 422, 'reading.damaged', '没有传完整'],
    ['broken XML', '坏.docx', () => wordWith('<w:p>'), 422, 'reading.damaged', 'XML'],
    [
      'XML with entities',
      '坏.docx',
      () => wordWith('', { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }),
      422,
      'reading.damaged',
      'XML',
    ],
    ['PDF as Word', '方案.docx', () => fixture('plan.pdf'), 415, 'reading.wrong_extension', 'PDF'],
    ['old Word as new', '方案.docx', () => fixture('004.doc'), 415, 'reading.wrong_extension', '.doc'],
    ['new Word as old', '方案.doc', () => fixture('plan.docx'), 415, 'reading.wrong_extension', '.docx'],
    ['a text as PDF', '方案.pdf', () => Buffer.from('推进工作。'), 415, 'reading.wrong_extension', '纯文本'],
    ['a picture as Word', '方案.docx', () => Buffer.from('89504e470d0a1a0a', 'hex'), 415, 'reading.wrong_extension', 'PNG'],
    ['a page as text', '方案.txt', () => Buffer.from('<html><body>推进工作。</body></html>'), 415, 'reading.wrong_extension', '网页'],
    [
      'a web archive as Word',
      '方案.doc',
      () => Buffer.from('MIME-Version: 1.0\nContent-Type: multipart/related'),
      415,
      'reading.wrong_extension',
      '.mht',
    ],
    ['Word as text', '方案.txt', () => fixture('plan.docx'), 415, 'reading.binary', 'Word'],
    ['a zip of zips', '包.docx', async () => zip({ 'a.zip': await zip({ 'b.zip': 'x' }) }), 415, 'reading.wrong_extension', '压缩包'],
    ['Works', '旧.wps', () => compound('CONTENTS'), 415, 'reading.format', '另存为'],
    ['an empty Word file', '空.docx', () => Buffer.alloc(0), 422, 'reading.empty', '没有可以识读的文字'],
    ['Word without words', '空.docx', () => wordWith(paragraph(' ')), 422, 'reading.empty', '没有可以识读的文字'],
    [
      'a page without words',
      '空.html',
      () => Buffer.from('<html><body><nav>首页</nav></body></html>'),
      422,
      'reading.empty',
      '没有可以识读的文字',
    ],
    ['a program as a page', '程序.html', () => Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), 415, 'reading.wrong_extension', '程序'],
  ];

  test.each(REFUSED)('%s', async (_why, name, make, status, code, words) => {
    const bytes = await make();
    const before = await documents();
    const started = process.cpuUsage();
    const response = await planner.upload(name, bytes);
    const seconds = process.cpuUsage(started).user / 1e6;
    expect([response.status, response.body.code]).toEqual([status, code]);
    expect(response.body.detail).toContain(words);
    expect(response.body.detail).toContain(name);
    expect(seconds).toBeLessThan(15);
    expect(await documents()).toBe(before);
  });

  test('and the next one is read as ever', async () => {
    expect((await planner.upload('后来.txt', '推进甲项工作。')).status).toBe(201);
  });
});
