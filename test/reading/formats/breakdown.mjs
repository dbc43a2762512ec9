// A breakdown table as offices keep it: a title over all columns, two rows of heads, merged cells, columns in an order of their own, dates as dates.
import ExcelJS from 'exceljs';

const ROWS = [
  [
    '基层能力',
    1,
    '市卫生健康委',
    '市财政局\n市发展改革委',
    '',
    '村卫生室提升',
    '改造村卫生室120个。',
    new Date('2026-06-30T00:00:00Z'),
    '张副主任',
    '',
  ],
  [
    '',
    2,
    '市卫生健康委',
    '市财政局',
    '',
    '',
    '为村卫生室配备诊疗设备。组织乡村医生培训不少于两周。',
    '2026年12月底',
    '张副主任',
    '列入民生实事',
  ],
  ['', 3, '市医疗保障局', '', '各县（市、区）人民政府', '完善乡村医生养老保障政策', '', '长期推进', '李副主任', ''],
];

export async function breakdown() {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('任务分解表');
  sheet.mergeCells('A1:J1');
  sheet.getCell('A1').value = '甲市村卫生室能力提升行动任务分解表';
  for (const range of ['A2:A3', 'B2:B3', 'C2:E2', 'F2:F3', 'G2:G3', 'H2:H3', 'I2:I3', 'J2:J3']) sheet.mergeCells(range);
  Object.entries({
    A2: '工作板块',
    B2: '序号',
    C2: '责任分工',
    C3: '牵头单位',
    D3: '配合单位',
    E3: '责任单位',
    F2: '工作任务',
    G2: '细化事项',
    H2: '完成时限',
    I2: '责任领导',
    J2: '备注',
  }).forEach(([place, head]) => {
    sheet.getCell(place).value = head;
  });
  ROWS.forEach((row, i) => {
    sheet.getRow(4 + i).values = row.map(value => (value === '' ? null : value));
  });
  sheet.getCell('H4').numFmt = 'yyyy"年"m"月"d"日"';
  sheet.mergeCells('A4:A6');
  sheet.mergeCells('F4:F5');
  book.addWorksheet('字段说明', { state: 'hidden' }).getCell('A1').value = '隐藏的说明';
  return Buffer.from(await book.xlsx.writeBuffer());
}
