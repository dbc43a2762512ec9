import { Package } from '../../reading/formats/zip.js';
import { Workbook } from './table.fixture.js';
import { writeXlsx } from './xlsx.js';

const sheetOf = async (bytes: Buffer) => (await (await Package.open(bytes, '分解表.xlsx')).text('xl/worksheets/sheet1.xml')) ?? '';

test('cadences are offered in one range, however many rows there are', async () => {
  const column = { key: 'cadence', field: 'cadence', heading: '报送频次', width: 9, centred: true, group: null, phaseYear: null } as const;
  const rows = Array.from({ length: 12 }, (_, index) => ({ token: `P1-M${index}`, measureId: index, cells: ['每月'] }));
  const bytes = await writeXlsx({ title: '分解表', note: '', paper: 'A4', columns: [column], rows });
  expect((await sheetOf(bytes)).match(/<dataValidation [^>]*sqref="[^"]*"/g)).toEqual([expect.stringContaining('sqref="A4:A15"')]);
});

test('a block that goes over several pages says its name on each', async () => {
  const column = (field: 'section' | 'title', width: number) =>
    ({ key: field, field, heading: field, width, centred: false, group: null, phaseYear: null }) as const;
  const rows = Array.from({ length: 60 }, (_, index) => ({
    token: `P1-M${index}`,
    measureId: index,
    cells: ['一、机构建设', `第${index}件`],
  }));
  const table = { title: '分解表', note: '', paper: 'A4' as const, columns: [column('section', 12), column('title', 60)], rows };
  const bytes = await writeXlsx(table);
  const breaks = [...(await sheetOf(bytes)).matchAll(/<brk id="(\d+)"/g)].map(([, row]) => Number(row));
  const { sheet } = await Workbook.of(bytes);
  expect(breaks.length).toBeGreaterThan(1);
  const named = Array.from({ length: 60 }, (_, index) => sheet.getCell(4 + index, 1)).filter(cell => cell.master === cell);
  expect(named.map(cell => Number(cell.row) - 1)).toEqual([3, ...breaks]);
  expect(named.map(({ value }) => value)).toEqual(named.map(() => '一、机构建设'));
});
