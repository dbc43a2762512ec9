import { canonical, hasPlace, isPlaceless, levelOf, likeness, withoutPlace } from './unit.names.js';

describe('names of units', () => {
  it.each([
    ['聊城市卫生健康委员会', '聊城市卫健委'],
    ['市卫生和计划生育委员会', '市卫健委'],
    ['中共聊城市委机构编制委员会办公室', '中共聊城市委编办'],
    ['市发展和改革委员会', '市发改委'],
    ['市发展改革委', '市发改委'],
    ['市人力资源和社会保障局', '市人社局'],
    ['市 医疗保障局（医保局）', '市医保局医保局'],
    ['市市场监督管理局', '市市场监管局'],
    ['市住房和城乡建设局', '市住建局'],
    ['市残疾人联合会', '市残联'],
    ['市疾病预防控制中心', '市疾控中心'],
    ['丙县中医医院', '丙县中医院'],
    ['丙县教育和体育局', '丙县教体局'],
    ['市文化和旅游局', '市文旅局'],
  ])('%s is %s', (one, other) => {
    expect(canonical(one)).toBe(canonical(other));
  });

  it.each([
    ['市财政局', '聊城市财政局', true],
    ['牛角店镇卫生院', '东阿县牛角店镇卫生院', true],
    ['财政局', '聊城市财政局', true],
    ['市财政局', '聊城市财政局', true],
    ['卫生院', '牛角店镇卫生院', false],
    ['医院', '聊城市人民医院', false],
    ['市财政局', '山东省聊城市财政局', false],
  ])('%s in %s: %s', (asked, full, expected) => {
    expect(isPlaceless(asked, full)).toBe(expected);
  });
});

test('a name that no unit bears fits best the unit whose name holds it', () => {
  const units = ['聊城市民政局', '聊城市人民政府', '聊城市司法局'].map(canonical);
  const best = (name: string) => units.toSorted((a, b) => likeness(canonical(name), b) - likeness(canonical(name), a))[0];
  expect(best('民政部门')).toBe('聊城市民政局');
  expect(best('民政')).toBe('聊城市民政局');
  expect(likeness('民政', '聊城市司法局')).toBe(0);
  expect(likeness('', '聊城市司法局')).toBe(0);
  expect(likeness('县财政局', '聊城市民政局')).toBe(0);
  expect(likeness('县财政局', '聊城市财政局')).toBeGreaterThan(0.25);
});

test.each([
  ['县市场监管局', 2, false, '市监局'],
  ['丙县市场监督管理局', 2, true, '市监局'],
  ['市市场监管局', 1, false, '市监局'],
  ['甲市丙县财政局', 1, true, '财政局'],
  ['市中区财政局', 2, true, '财政局'],
  ['丁省财政厅', 0, true, '财政厅'],
  ['社区卫生服务中心', null, false, '社区卫生服务中心'],
])('%s tells level %s, and a place: %s; without both it is %s', (name, level, place, rest) => {
  const asked = canonical(name);
  expect([levelOf(asked), hasPlace(asked), withoutPlace(asked)]).toEqual([level, place, rest]);
});
