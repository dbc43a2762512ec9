import { Package } from '../../reading/formats/zip.js';
import { writeXlsx } from './xlsx.js';

test('cadences are offered in one range, however many rows there are', async () => {
  const column = { key: 'cadence', field: 'cadence', heading: '报送频次', width: 9, centred: true, group: null, phaseYear: null } as const;
  const rows = Array.from({ length: 12 }, (_, index) => ({ token: `P1-M${index}`, measureId: index, cells: ['每月'] }));
  const bytes = await writeXlsx({ title: '分解表', note: '', paper: 'A4', columns: [column], rows });
  const sheet = await (await Package.open(bytes, '分解表.xlsx')).text('xl/worksheets/sheet1.xml');
  expect(sheet?.match(/<dataValidation [^>]*sqref="[^"]*"/g)).toEqual([expect.stringContaining('sqref="A4:A15"')]);
});
