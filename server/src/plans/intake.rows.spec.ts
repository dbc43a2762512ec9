import { takeRows } from '../reading/formats/row.marks.js';
import { writeTable } from '../reading/formats/table.js';
import { readPlan } from '../reading/index.js';
import { onePerRow, rowsNote } from './intake.rows.js';
import { PointText } from './text.js';

/** What a table of these rows comes to at the desk. */
function taken(heads: string[], ...rows: string[][]) {
  const { text, rows: places } = takeRows(writeTable([heads, ...rows].map(row => row.map(words => ({ text: words })))).join('\n'));
  return onePerRow(readPlan(text, true).records, places, new PointText(text));
}
const HEADS = ['序号', '工作任务', '牵头单位', '配合单位', '完成时限'];

describe('表中一行算一项', () => {
  test('一行几句合成一条，单位、时限、指标合在一起；各句留作可以拆开的项', () => {
    const [row, other, ...more] = taken(
      HEADS,
      ['1', '新建急救站点6个。培训急救员200名。3月底前印发实施细则。', '县卫健局', '县财政局', '2026年底'],
      ['2', '推进检查结果互认。', '县医院', '', '2026年6月底'],
    );
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      kind: 'measure',
      isRow: true,
      lead: ['县卫健局'],
      support: ['县财政局'],
      deadline: { date: '2026-12-31' },
    });
    expect(row!.indicators.map(({ raw }) => raw)).toEqual(['6个', '200名']);
    expect(row!.items.map(({ text }) => text.slice(0, 4))).toEqual(['1. 新', '培训急救', '3月底前']);
    expect(other).toMatchObject({ isRow: true, items: [], deadline: { date: '2026-06-30' } });
    expect(rowsNote([row!, other!]).join()).toMatch(/共 2 项。其中 1 项由几句组成/);
  });

  test('只写目标的一行也是一项；只写成效的留作成效', () => {
    const rows = taken(
      HEADS,
      ['1', '县域内就诊率达到90%以上。', '县卫健局', '', '2026年底'],
      ['2', '截至6月底，已建成卫生站7家，接诊2300人次。', '县卫健局', '', ''],
    );
    expect(rows.map(({ kind, isRow = false }) => [kind, isRow])).toEqual([
      ['measure', true],
      ['achievement', false],
    ]);
  });

  test('格子里的小标题归这一行，不管后面的行', () => {
    const cell = '（一）加强队伍建设\n招聘全科医生20名，充实基层力量。\n（二）完善设施设备\n改造病房30间，配齐抢救设备。';
    const rows = taken(HEADS, ['1', cell, '县卫健局', '', '2026年底'], ['2', '建立巡诊制度，每月巡诊一次。', '县医院', '', '2026年底']);
    expect(rows.map(({ kind, section }) => [kind, section])).toEqual([
      ['measure', []],
      ['measure', []],
    ]);
    expect(rows[0]!.text.startsWith('1. （一）') || rows[0]!.text.startsWith('（一）')).toBe(true);
  });

  test('一行里各有各的牵头单位的，是几项；有共同牵头单位的，是一项，别的单位配合', () => {
    const apart = '建设监测哨点18处。（责任单位：县疾控中心）改造发热门诊3处。（责任单位：县医院）';
    const own = taken(['序号', '工作任务', '完成时限'], ['1', apart, '2026年底']);
    expect(own.map(({ lead }) => lead)).toEqual([['县疾控中心'], ['县医院']]);
    const [common, ...more] = taken(HEADS, ['1', apart, '县卫健局', '', '2026年底']);
    expect(more).toEqual([]);
    expect(common).toMatchObject({ lead: ['县卫健局'], support: ['县疾控中心', '县医院'] });
  });
});
