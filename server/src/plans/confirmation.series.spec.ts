import { type FiguredRecord, seriesOf, yearsOf } from './confirmation.series.js';

let ids = 0;
const figure = (raw: string, name: string, value: number | null, unit = '%') => ({ raw, name, op: '>=' as const, value, unit });
const record = (kind: FiguredRecord['kind'], text: string, more: Partial<FiguredRecord> = {}): FiguredRecord => ({
  id: ++ids,
  kind,
  section: ['一'],
  text,
  deadline: null,
  phases: [],
  indicators: [],
  ...more,
});
const levels = (records: FiguredRecord[]) =>
  seriesOf(records).map(({ name, targets }) => [name, ...targets.map(({ year, dueDate, value }) => [year, dueDate, value])]);

describe('figures become indicators', () => {
  test('two dated levels in one sentence are a series', () => {
    const text = '二级以上医院开设老年医学科比例到2022年达到60%，2025年6月底前达到70%。';
    const deadline = { raw: '2025年6月底前', date: '2025-06-30' };
    const indicators = [figure('60%', '开设老年医学科比例', 60), figure('70%', '开设老年医学科比例', 70)];
    expect(levels([record('target', text, { deadline, phases: [2022, 2025], indicators })])).toEqual([
      ['开设老年医学科比例', [2022, '2022-12-31', 60], [2025, '2025-06-30', 70]],
    ]);
  });

  test('分别 goes by the order of the years; a year that is only compared with is no date', () => {
    const text = '到2025年和2030年，就诊率分别达到90%和95%。';
    const indicators = [figure('90%', '就诊率', 90), figure('95%', '就诊率', 95)];
    expect(levels([record('target', text, { phases: [2025, 2030], indicators })])).toEqual([
      ['就诊率', [2025, '2025-12-31', 90], [2030, '2030-12-31', 95]],
    ]);
    expect(yearsOf({ text, indicators })).toEqual([2025, 2030]);
    const compared = record('target', '到2025年，床位数在2020年基础上增加10%。', {
      deadline: { raw: '到2025年', date: '2025-12-31' },
      indicators: [figure('10%', '床位数', 10)],
    });
    expect(levels([compared])).toEqual([['床位数', [2025, '2025-12-31', 10]]]);
  });

  test('what is said of every year is a level for each, what names no year has none', () => {
    const yearly = record('measure', '2024—2026年每年培训100名。', {
      phases: [2024, 2025, 2026],
      indicators: [figure('100名', '培训', 100, '名')],
    });
    expect(levels([yearly])).toEqual([['培训', [2024, '2024-12-31', 100], [2025, '2025-12-31', 100], [2026, '2026-12-31', 100]]]);
    expect(levels([record('measure', '培训100名。', { indicators: [figure('100名', '培训', 100, '名')] })])).toEqual([
      ['培训', [null, null, 100]],
    ]);
  });

  test('a lost figure stays lost', () => {
    const lost = { ...figure('下降到万以下', '死亡率', null), defect: '原文数值缺失' };
    const [made] = seriesOf([record('target', '死亡率下降到万以下。', { indicators: [lost] })]);
    expect(made?.targets[0]).toMatchObject({ value: null, defect: '原文数值缺失' });
  });

  test("a measure's own figure is the measure's; a target's belongs to the measure of its section, or to the plan", () => {
    const indicators = [figure('90%', '就诊率', 90)];
    const measure = record('measure', '建强医院，就诊率达到90%。', { section: ['一', '甲'], indicators });
    const beside = record('measure', '改造卫生院。', { section: ['一', '甲'] });
    const alone = record('measure', '培训医生。', { section: ['一', '乙'] });
    const same = record('target', '全市就诊率2025年达到92%。', { section: ['一', '甲'], indicators: [figure('92%', '全市就诊率', 92)] });
    const only = record('target', '合格率达到80%。', { section: ['一', '乙'], indicators: [figure('80%', '合格率', 80)] });
    const overall = record('target', '签约率达到70%。', { section: ['目标'], indicators: [figure('70%', '签约率', 70)] });
    expect(
      seriesOf([measure, beside, alone, same, only, overall]).map(({ name, measureRecordId, targets }) => [
        name,
        measureRecordId,
        targets.length,
      ]),
    ).toEqual([
      ['就诊率', measure.id, 2],
      ['合格率', alone.id, 1],
      ['签约率', null, 1],
    ]);
  });

  test('a goal where the plan speaks of itself is the plan’s, whatever else is taken for a measure there', () => {
    const homes = (section: string[]) => {
      const measure = record('measure', '坚持预防为主，完善体系。', { section });
      const goal = record('target', '到2027年就诊率达到90%。', { section, indicators: [figure('90%', '就诊率', 90)] });
      return seriesOf([measure, goal]).map(({ measureRecordId }) => (measureRecordId === measure.id ? 'measure' : measureRecordId));
    };
    expect([['一、总体要求'], ['一、总体要求', '（三）主要目标。']].map(homes)).toEqual([[null], [null]]);
    expect(homes(['二、主要目标和重点任务', '（一）建强县级医院'])).toEqual(['measure']);
  });

  test('achievements are baselines, the latest counts; one without a target is an indicator of its own', () => {
    const target = record('target', '到2025年就诊率达到90%。', { section: [], indicators: [figure('90%', '就诊率', 90)] });
    const early = record('achievement', '2021年就诊率80%。', { phases: [2021], indicators: [figure('80%', '就诊率', 80)] });
    const late = record('achievement', '2023年就诊率85%。', { phases: [2023], indicators: [figure('85%', '就诊率', 85)] });
    const other = record('achievement', '建成中心7家。', { indicators: [figure('7家', '中心', 7, '家')] });
    expect(seriesOf([target, late, early, other]).map(({ name, baseline, targets }) => [name, baseline, targets.length])).toEqual([
      ['就诊率', { value: 85, date: '2023-12-31', raw: '85%' }, 1],
      ['中心', { value: 7, date: null, raw: '7家' }, 0],
    ]);
  });

  test('the same level said twice is one point', () => {
    const say = () => record('target', '2025年就诊率达到90%。', { section: [], indicators: [figure('90%', '就诊率', 90)] });
    expect(levels([say(), say()])).toEqual([['就诊率', [2025, '2025-12-31', 90]]]);
  });
});
