import yazl from 'yazl';
import { letterOf, readSheets } from './reader.js';

describe('the sheets of a workbook', () => {
  test('as other programs write them: elements with prefixes, absolute names of parts, words in the cells, sounds over them, rows filtered away', async () => {
    const [sheet] = await readSheets(await foreign(), '表.xlsx');
    const rows = sheet!.rows.map(({ row, cells }) => [row, ...Array.from(cells, cell => cell?.text ?? '').slice(1)]);
    expect([sheet!.name, rows]).toEqual([
      '分解表',
      [
        [2, '任务分解表', '任务分解表', '任务分解表', '任务分解表'],
        [3, '工作任务', '牵头单位', '备注', '完成时限'],
        [4, '新建护理站', '甲县卫健局', '', '2026年6月30日'],
        [7, '更新急救车', '甲县卫健局', '', '2026年11月'],
        [8, '培训骨干', '0'],
      ],
    ]);
    expect(sheet!.rows.at(-1)!.cells.map(cell => cell?.isFormula)).toEqual([undefined, false, true]);
  });

  test('a column by the letters of the spreadsheet', () => expect([1, 26, 27, 52, 53].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA']));

  test.each<[string, Buffer | Record<string, string>, number, string, RegExp]>([
    ['旧.xls', Buffer.from('d0cf11e0a1b11ae1aaaa', 'hex'), 415, 'format', /“旧\.xls”是旧版/],
    ['字.txt', Buffer.from('不是表格'), 415, 'format', /不是 \.xlsx/],
    ['别.docx', { 'word/document.xml': '<a/>' }, 415, 'format', /是 Word 文件.*请导出 Excel 表格/],
    ['坏.xlsx', Buffer.from('PK坏的'), 422, 'damaged', /损坏/],
    ['空.xlsx', { 'xl/workbook.xml': '<a' }, 422, 'damaged', /损坏/],
    ['宏.xlsm', { 'xl/workbook.xml': '<a/>', 'xl/vbaProject.bin': 'x' }, 415, 'macro', /“宏\.xlsm”带有宏/],
    ['弹.xlsx', { 'xl/workbook.xml': '0'.repeat(60_000_000) }, 413, 'too_large', /最多 5 MB、3000 行/],
    ['大.xlsx', Buffer.alloc(6_000_000), 413, 'too_large', /最多 5 MB、3000 行/],
  ])('%s is refused with what to do', async (name, content, status, code, detail) => {
    const bytes = Buffer.isBuffer(content) ? content : await zip(content);
    await expect(readSheets(bytes, name)).rejects.toMatchObject({ status, code: `table.${code}`, detail: expect.stringMatching(detail) });
  });
});

/** A day that is shown as its month, a row that a filter hides, a formula, a line across. */
function foreign(): Promise<Buffer> {
  const main = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const kinds = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = (...rows: [string, string][]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows
      .map(([kind, target]) => `<Relationship Id="${kind}" Type="${kinds}/${kind}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  const words = (...cells: string[]) => cells.map(text => `<x:c t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`).join('');
  return zip({
    '_rels/.rels': relations(['officeDocument', '/xl/workbook.xml']),
    'xl/workbook.xml': `<x:workbook ${main} xmlns:r="${kinds}"><x:sheets><x:sheet name="分解表" sheetId="1" r:id="worksheet"/></x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ['worksheet', '/xl/worksheets/sheet.xml'],
      ['styles', '/xl/styles.xml'],
      ['sharedStrings', '/xl/sharedStrings.xml'],
    ),
    'xl/styles.xml': `<x:styleSheet ${main}><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="31"/><x:xf numFmtId="57"/></x:cellXfs></x:styleSheet>`,
    'xl/sharedStrings.xml': `<x:sst ${main}><x:si><x:t>甲县</x:t><x:rPh sb="0" eb="2"><x:t>jiaxian</x:t></x:rPh><x:r><x:t>卫健局</x:t></x:r></x:si></x:sst>`,
    'xl/worksheets/sheet.xml': `<x:worksheet ${main}><x:sheetData>
      <x:row r="2">${words('任务分解表')}</x:row>
      <x:row>${words('工作任务', '牵头单位', '备注', '完成时限')}</x:row>
      <x:row>${words('新建护理站')}<x:c r="B4" t="s"><x:v>0</x:v></x:c><x:c r="D4" s="1"><x:v>46203</x:v></x:c></x:row>
      <x:row r="7" hidden="1">${words('更新急救车')}<x:c t="s"><x:v>0</x:v></x:c><x:c r="D7" s="2"><x:v>46331</x:v></x:c></x:row>
      <x:row>${words('培训骨干')}<x:c><x:f aca="false">B4</x:f><x:v>0</x:v></x:c></x:row>
      </x:sheetData><x:mergeCells><x:mergeCell ref="A2:D2"/></x:mergeCells></x:worksheet>`,
  });
}

function zip(entries: Record<string, string>): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries)) archive.addBuffer(Buffer.from(content), name);
  archive.end();
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    archive.outputStream.on('data', (part: Buffer) => parts.push(part));
    archive.outputStream.on('end', () => resolve(Buffer.concat(parts)));
    archive.outputStream.on('error', reject);
  });
}
