import type { NamedUnit } from './unit.finding.js';
import { groupFinder, MOST_UNITS, saysSeveral } from './unit.groups.js';
import type { UnitKind } from './unit.kinds.js';
import { canonical, levelOf } from './unit.names.js';

/** A city of two counties, told by indents; the counties' governments stand beside their bureaus. */
const TREE: [depth: number, kind: UnitKind, name: string][] = [
  [0, 'government', '庚市人民政府'],
  [1, 'commission', '庚市卫生健康委员会'],
  [2, 'section', '规划科'],
  [2, 'section', '医政科'],
  [2, 'supervision_office', '督查室'],
  [2, 'hospital', '庚市人民医院'],
  [2, 'cdc', '庚市疾病预防控制中心'],
  [2, 'other', '庚市急救中心'],
  [2, 'county_bureau', '辛县卫生健康局'],
  [3, 'section', '规财股'],
  [3, 'hospital', '辛县人民医院'],
  [3, 'township_centre', '大河镇卫生院'],
  [4, 'village_group', '大河镇村卫生室'],
  [2, 'county_bureau', '壬区卫生健康局'],
  [3, 'township_centre', '城东社区卫生服务中心'],
  [1, 'department', '庚市财政局'],
  [1, 'government', '辛县人民政府'],
  [2, 'department', '辛县财政局'],
  [2, 'government', '辛县大河镇人民政府'],
  [1, 'government', '壬区人民政府'],
];

const above: number[] = [];
const units = TREE.map(([depth, kind, name], index): NamedUnit => {
  above.splice(depth, above.length, index + 1);
  const names = [canonical(name)];
  return { id: index + 1, path: `/${above.join('/')}/`, kind, names, level: kind === 'county_bureau' ? 2 : levelOf(name), sort: 0 };
});
const nameOf = (id: number) => TREE[id - 1]?.[2];
const home = (name: string, level: number | null) => ({ path: units[TREE.findIndex(each => each[2] === name)]?.path ?? '', level });
const CITY = home('规划科', 1);
const meant = (asked: string, from = CITY) => groupFinder(units, from)(canonical(asked))?.map(({ id }) => nameOf(id)) ?? null;

const BUREAUS = ['辛县卫生健康局', '壬区卫生健康局'];
const GOVERNMENTS = ['辛县人民政府', '壬区人民政府'];

describe('a name of several units', () => {
  test.each([
    ['各县（市、区）卫生健康局', BUREAUS],
    ['各县(市、区)卫健局', BUREAUS],
    ['县（市、区）卫生健康行政部门', BUREAUS],
    ['各县区', BUREAUS],
    ['各地', BUREAUS],
    ['各市、县（市、区）卫生健康委', BUREAUS],
    ['各县（市、区）人民政府', GOVERNMENTS],
    ['各县区政府', GOVERNMENTS],
    ['各县（市、区）财政局', ['辛县财政局']],
    ['各县级人民医院', ['辛县人民医院']],
    ['市级医院', ['庚市人民医院']],
    ['各乡镇卫生院', ['大河镇卫生院']],
    ['各乡镇卫生院（社区卫生服务中心）', ['大河镇卫生院', '城东社区卫生服务中心']],
    ['各社区卫生服务中心', ['城东社区卫生服务中心']],
    ['全市各级各类医疗机构', ['庚市人民医院', '辛县人民医院', '大河镇卫生院', '城东社区卫生服务中心']],
    ['各公立医院', ['庚市人民医院', '辛县人民医院']],
    ['委机关各处室', ['规划科', '医政科']],
    ['各科室', ['规划科', '医政科']],
    ['委属各单位', ['庚市人民医院', '庚市疾病预防控制中心', '庚市急救中心']],
    ['市直医疗卫生单位', ['庚市人民医院', '庚市疾病预防控制中心']],
    ['各村卫生室', ['大河镇村卫生室']],
  ])('%s in a plan of the city: %s', (asked, names) => expect(meant(asked)).toEqual(names));

  test.each([
    '各有关单位',
    '各成员单位',
    '各单位',
    '各相关部门',
    '各级人民政府',
    '各部门',
    '各县区有关部门',
    '各二级以上医院',
    '各业务科室',
    '县直医疗卫生单位',
    '各乡镇（街道）',
    '各市场主体',
    '庚市财政局',
    '',
  ])('%s does not tell which', asked => expect(meant(asked)).toBeNull());

  test('speaks from where the plan stands: of a county, or of nowhere', () => {
    const county = home('辛县卫生健康局', 2);
    expect(meant('各股室', county)).toEqual(['规财股']);
    expect(meant('各医疗机构', county)).toEqual(['辛县人民医院', '大河镇卫生院']);
    expect(meant('各县（市、区）卫生健康局', county)).toBeNull();
    expect(groupFinder(units, { path: '/', level: null })('各县市区卫健局')).toBeNull();
  });

  test('reads as the organisation does, and is too many for one task beyond a bound', () => {
    const own = (count: number): NamedUnit[] =>
      Array.from({ length: count }, (_, index) => ({
        ...(units[11] as NamedUnit),
        id: 100 + index,
        path: `/1/2/${index % 2 ? 13 : 9}/${100 + index}/`,
        sort: count - index,
      }));
    const found = (count: number) =>
      groupFinder([...units.filter(({ kind }) => kind !== 'township_centre'), ...own(count)], CITY)('各乡镇卫生院');
    expect(found(4)?.map(({ id }) => id)).toEqual([102, 100, 103, 101]);
    expect([found(MOST_UNITS)?.length, found(MOST_UNITS + 1)]).toEqual([MOST_UNITS, null]);
  });

  test('says so itself', () => {
    expect(['各有关单位', '市直有关部门', '全市各医疗机构', '县（市、区）政府'].every(saysSeveral)).toBe(true);
    expect(['市财政局', '县市场监管局'].some(saysSeveral)).toBe(false);
  });
});
