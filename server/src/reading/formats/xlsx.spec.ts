import ExcelJS from 'exceljs';
import { readDocument } from './index.js';
import { packed } from './parts.fixture.js';

/** A breakdown table as an office keeps it: a title over all columns, a head of two rows, cells of every type. */
async function workbook(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('分解表');
  sheet.addRow(['2026年重点任务分解表']);
  sheet.addRow(['序号', '重点任务', '目标值', '责任分工', '', '完成时限', '备注']);
  sheet.addRow(['', '', '', '牵头单位', '配合单位', '', '']);
  for (const range of ['A1:G1', 'D2:E2', 'A2:A3', 'B2:B3', 'C2:C3', 'F2:F3', 'G2:G3']) sheet.mergeCells(range);
  const rate = sheet.addRow([1, '县域内住院量占比达到', 0.85, '市卫生健康委', '市医保局、\n市财政局', new Date(Date.UTC(2026, 5, 30))]);
  rate.getCell(3).numFmt = '0%';
  rate.getCell(6).numFmt = 'yyyy"年"m"月"d"日"';
  const rich = { richText: [{ text: '新建' }, { font: { bold: true }, text: '服务站' }, { text: '12个' }] };
  sheet.addRow([2, rich, '', '市卫生健康委', '', '2026.10', '续建']);
  const month = sheet.addRow([3, { formula: 'B5&"工作"', result: '推进信息化' }, '', '市信息中心', '', new Date(Date.UTC(2026, 10, 1))]);
  month.getCell(6).numFmt = 'yyyy-mm';
  sheet.addRow([4, '筛选掉的任务', '', '市医保局']).hidden = true;
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A book as other programs write it: every element with a prefix, places of cells left out, strings in the cells, a sheet's part without a number. */
async function foreign(): Promise<Uint8Array> {
  const main = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const kinds = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = (...rows: [string, string][]) =>
    `<r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships">${rows
      .map(([kind, target]) => `<r:Relationship Id="${kind}" Type="${kinds}/${kind}" Target="${target}"/>`)
      .join('')}</r:Relationships>`;
  const words = (...cells: string[]) => cells.map(text => `<x:c t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`).join('');
  return packed({
    '_rels/.rels': relations(['officeDocument', '/xl/workbook.xml']),
    'xl/workbook.xml': `<x:workbook ${main} xmlns:r="${kinds}"><x:sheets><x:sheet name="任务" sheetId="1" r:id="worksheet"/></x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': relations(['worksheet', '/xl/worksheets/sheet.xml'], ['styles', 'styles.xml']),
    'xl/styles.xml': `<x:styleSheet ${main}><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="31"/></x:cellXfs></x:styleSheet>`,
    'xl/worksheets/sheet.xml': `<x:worksheet ${main}><x:sheetData><x:row>${words('重点任务', '牵头单位', '完成时限')}</x:row>
      <x:row>${words('新建戊镇服务站', '戊县卫生健康局')}<x:c s="1"><x:v>46295</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
  });
}

describe('Excel 分解表', () => {
  it('日期、百分数、公式、带格式的文字都按看到的样子读；隐藏的行不读，并且告诉人', async () => {
    const { text, title, notes } = await readDocument(await workbook(), '表.xlsx');
    expect(text.trim().split('\n')).toEqual([
      '2026年重点任务分解表',
      '1. 县域内住院量占比达到85%（牵头单位：市卫生健康委；配合单位：市医保局、市财政局；完成时限：2026年6月30日）。',
      '2. 新建服务站12个（牵头单位：市卫生健康委；完成时限：2026年10月）。',
      '备注：续建。',
      '3. 推进信息化（牵头单位：市信息中心；完成时限：2026年11月）。',
    ]);
    expect(title).toBe('2026年重点任务分解表');
    expect(notes.join()).toContain('1 行隐藏的内容未识读');
  });

  it('台账里的进度是百分数，不是完成时限；引号里的百分号不乘一百', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('台账');
    sheet.addRow(['序号', '任务名称', '牵头单位', '完成时限', '完成进度']);
    const row = sheet.addRow([1, '新建服务站12个', '市卫生健康委', '2026年底', 72]);
    row.getCell(5).numFmt = '0"%"';
    const { text } = await readDocument(new Uint8Array(await book.xlsx.writeBuffer()), '台账.xlsx');
    expect(text).toContain('完成时限：2026年底）');
    expect(text).not.toContain('7200%');
  });

  it('别的程序写的工作簿：元素带前缀、单元格不写位置、工作表的部件没有编号、内置的中文日期格式', async () => {
    const { text } = await readDocument(await foreign(), '任务.xlsx');
    expect(text).toBe('新建戊镇服务站（牵头单位：戊县卫生健康局；完成时限：2026年9月30日）。\n');
  });

  it.each([
    ['0%', 0.8567, '86%'],
    ['0.0%', 0.85, '85.0%'],
    ['0"%"', 72.4, '72%'],
    ['#,##0', 1234567, '1,234,567'],
    ['0.00_);[Red]\\(0.00\\)', -3.5, '(3.50)'],
    ['"不低于"0"个"', 12, '不低于12个'],
    ['0.0,"千元"', 35500, '35.5千元'],
    ['0.##', 2, '2'],
    ['000', 7, '007'],
    ['[$¥-804]#,##0.00', 1200, '¥1,200.00'],
    ['0.00E+00', 1500, '1500'],
    ['h:mm', 0.375, '9:00'],
  ])('数字照格式 %s 显示：%d 是 %s', async (format, value, shown) => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('数').addRow(['甲', value]).getCell(2).numFmt = format;
    expect((await readDocument(new Uint8Array(await book.xlsx.writeBuffer()), '数.xlsx')).text).toBe(`甲\t${shown}\n`);
  });

  it('没有结果的公式按空白处理，并且告诉人', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('任务');
    sheet.addRow(['重点任务', '牵头单位']);
    sheet.addRow(['新建急救站9个', { formula: 'VLOOKUP(1,A:A,2)', result: { error: '#N/A' } }]);
    const { text, notes } = await readDocument(new Uint8Array(await book.xlsx.writeBuffer()), '表.xlsx');
    expect(text).toBe('新建急救站9个\n');
    expect(notes.join()).toContain('1 个单元格的公式没有结果');
  });

  it('公式得数为零也是内容，多出来的小数位不是', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('数').addRow(['甲', { formula: 'A2', result: 0 }, 77.38000000000001]);
    expect((await readDocument(new Uint8Array(await book.xlsx.writeBuffer()), '数.xlsx')).text).toBe('甲\t0\t77.38\n');
  });

  it('划线删去的格子和字不读，并且告诉人', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('任务');
    sheet.addRow(['重点任务', '牵头单位', '完成时限']);
    const changed = { richText: [{ text: '新建急救站' }, { font: { strike: true }, text: '6' }, { text: '9个' }] };
    const late = sheet.addRow([changed, '戊县卫生健康局', new Date(Date.UTC(2025, 5, 30))]);
    late.getCell(3).numFmt = 'yyyy/m/d';
    late.getCell(3).font = { strike: true };
    sheet.addRow(['撤销的任务', '戊县教育局', '2025年底']).font = { strike: true };
    sheet.addRow(['培训急救员200人', '戊县人民医院', '2026年底']);
    const { text, notes } = await readDocument(new Uint8Array(await book.xlsx.writeBuffer()), '表.xlsx');
    expect(text.trim().split('\n')).toEqual([
      '新建急救站9个（牵头单位：戊县卫生健康局）。',
      '培训急救员200人（牵头单位：戊县人民医院；完成时限：2026年底）。',
    ]);
    expect(notes.join()).toContain('划线删去的文字 5 处未计入。');
  });
});
