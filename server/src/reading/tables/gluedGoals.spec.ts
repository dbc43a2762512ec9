import { readPlan } from '../read.js';
import { said } from './said.fixture.js';

const targets = (...lines: string[]) => said(...lines).filter(r => r.startsWith('target'));

describe('格子之间什么都没有的指标表', () => {
  it('表头按认得的表头切开，一行从后往前读：属性、各年的数、单位、名称', () => {
    expect(
      said(
        ...['序号指标名称单位2023年2027年指标属性', '一、健康水平', '1人均预期寿命岁78.679.5预期性', '2孕产妇死亡率1/10万7.5<7约束性'],
        ...['35岁以下儿童死亡率‰4.1≤4.0约束性', '二、服务能力', '4每千人口床位数张7.058.2预期性', '5医养服务费用与收入比—1.6∶11.2∶1预期性'],
      ),
    ).toEqual([
      'heading 一、健康水平    ',
      'target 1人均预期寿命岁78.679.5预期性    人均预期寿命=79.5岁',
      'target 2孕产妇死亡率1/10万7.5<7约束性    孕产妇死亡率<7/10万',
      'target 35岁以下儿童死亡率‰4.1≤4.0约束性    5岁以下儿童死亡率<=4‰',
      'heading 二、服务能力    ',
      'target 4每千人口床位数张7.058.2预期性    每千人口床位数=8.2张',
      'target 5医养服务费用与收入比—1.6∶11.2∶1预期性    医养服务费用与收入比=1.2:1',
    ]);
  });

  it('单位在名称后的括号里，或在上面一行；当年没有数的取累计；名称后的注码不是数', () => {
    expect(
      targets(
        ...[
          '指标2025年2030年〔累计〕1属性',
          '林木覆盖率（%）21.3424.05〔2.71〕约束性',
          '湿地面积（万亩）-≥60-预期性',
          '环境状况指数60.4>61.5-预期性',
        ],
        ...['主要排放物减少（%）', '甲类排放物--〔9〕约束性', '乙类排放物2--〔12〕', '丙类排放物占比28.525.0以下-约束性'],
      ),
    ).toEqual([
      'target 林木覆盖率（%）21.3424.05〔2.71〕约束性    林木覆盖率=24.05%',
      'target 湿地面积（万亩）-≥60-预期性    湿地面积>=600000亩',
      'target 环境状况指数60.4>61.5-预期性    环境状况指数>61.5',
      'target 甲类排放物--〔9〕约束性    甲类排放物=9%',
      'target 乙类排放物2--〔12〕    乙类排放物=12%',
      'target 丙类排放物占比28.525.0以下-约束性    丙类排放物占比<=25%',
    ]);
  });

  it('数怎么切都说得通的不猜：宁可没有，也不给错的数', () => {
    expect(targets('指标名称单位2023年2027年', '建成示范点个111', '培训骨干人次350400')).toEqual([
      'target 培训骨干人次350400    培训骨干=400人次',
    ]);
  });

  /** Tables of every sort of level, written with tabs and with nothing. */
  const next = (state: number): number => (state * 48271) % 0x7fffffff;
  function table(seed: number): string[][] {
    let state = seed;
    const pick = (count: number): number => {
      state = next(state);
      return state % count;
    };
    return Array.from({ length: 12 }, (_, n) => {
      const places = pick(3);
      const base = (1 + pick(899)) / [1, 10, 10][places]!;
      const grown = base * (1 + pick(40) / 100);
      const sign = ['', '', '', '≥', '>'][pick(5)]!;
      return [
        `${n + 1}`,
        `第${'甲乙丙丁戊己庚辛壬癸子丑'[n]}项服务覆盖率`,
        '%',
        base.toFixed(Math.min(places, 1)),
        sign + grown.toFixed(Math.min(places, 1)),
        '预期性',
      ];
    });
  }
  const HEAD = ['序号', '指标', '单位', '2024年', '2027年', '属性'];
  const figures = (divider: string, rows: string[][]): Map<string, number | null> =>
    new Map(
      readPlan([HEAD, ...rows].map(row => row.join(divider)).join('\n'))
        .records.flatMap(r => r.indicators)
        .map(i => [i.name, i.value]),
    );

  it('切开后读出的数与有格子的表一致，不同的极少，读不出的不多', () => {
    let [told, same, other] = [0, 0, 0];
    for (let seed = 1; seed <= 60; seed++) {
      const rows = table(seed * 7919);
      const glued = figures('', rows);
      for (const [name, value] of figures('\t', rows)) {
        told++;
        if (glued.get(name) === value) same++;
        else if (glued.has(name)) other++;
      }
    }
    expect(told).toBe(60 * 12);
    expect(other / told).toBeLessThan(0.02);
    expect(same / told).toBeGreaterThan(0.9);
  });
});
