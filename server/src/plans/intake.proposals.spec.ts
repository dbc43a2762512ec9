import { proposePlan } from './intake.proposals.js';

const reading = { title: null, documentYear: null, records: [], rows: [], phases: [] };
const yearsOf = (title: string, changes: object = {}) => {
  const { startYear, endYear } = proposePlan({ ...reading, ...changes }, title, '', '2026-11-22');
  return [startYear, endYear];
};

describe('the plan that is proposed for a document', () => {
  test('has the phases that the document names, each due at the end of its year', () => {
    const phases = [
      { year: 2024, name: '重点攻坚' },
      { year: 2025, name: '加快建设' },
      { year: 2026, name: '扫尾收官' },
      { year: 2027, name: '回头看' },
    ];
    const plan = proposePlan({ ...reading, phases }, '三年行动', '', '2026-11-22');
    expect(plan.phases.map(({ kind, dueDate }) => [kind, dueDate])).toEqual([
      ['assault', '2024-12-31'],
      ['build', '2025-12-31'],
      ['finish', '2026-12-31'],
      ['other', '2027-12-31'],
    ]);
    expect([plan.startYear, plan.endYear]).toEqual([2024, 2027]);
  });

  test('has one phase a year: those that begin in the same one become one', () => {
    const phases = [
      { year: 2026, name: '动员部署阶段' },
      { year: 2026, name: '全面实施阶段' },
      { year: 2028, name: '总结评估阶段' },
    ];
    expect(proposePlan({ ...reading, phases }, '三年行动', '', '2026-11-22').phases).toEqual([
      { year: 2026, kind: 'build', name: '动员部署阶段、全面实施阶段', dueDate: '2026-12-31' },
      { year: 2028, kind: 'finish', name: '总结评估阶段', dueDate: '2028-12-31' },
    ]);
  });

  test('has years from its title, its own year, or today', () => {
    expect(yearsOf('三年行动计划（2024—2026年）')).toEqual([2024, 2026]);
    expect(yearsOf('卫生健康“十四五”规划')).toEqual([2021, 2025]);
    expect(yearsOf('“十五五”规划')).toEqual([2026, 2030]);
    expect(yearsOf('工作要点', { documentYear: 2024 })).toEqual([2024, 2024]);
    expect(yearsOf('2025年工作要点')).toEqual([2025, 2025]);
    expect(yearsOf('工作要点')).toEqual([2026, 2026]);
  });

  test('has its name and its number from the notice that issues it', () => {
    const text = '关于印发《甲县三年行动方案》的通知\n　　甲卫发〔2026〕15 号\n根据国卫医发〔2024〕3号精神，制定本方案。';
    expect(proposePlan(reading, '关于印发《甲县三年行动方案》的通知', text, '2026-11-22')).toMatchObject({
      title: '甲县三年行动方案',
      docNumber: '甲卫发〔2026〕15号',
      kind: 'action_3y',
    });
    expect(proposePlan(reading, '甲县方案', '根据国卫医发〔2024〕3号精神，制定本方案。', '2026-11-22').docNumber).toBeNull();
  });

  test('is called like the plan that a notice issues, in brackets or without', () => {
    const titleOf = (title: string) => proposePlan(reading, title, '', '2026-11-22').title;
    expect(titleOf('甲市人民政府办公室关于印发甲市健康“十四五”规划的通知')).toBe('甲市健康“十四五”规划');
    expect(titleOf('关于印发乙县养老服务三年行动计划（2026—2028年）的通知')).toBe('乙县养老服务三年行动计划（2026—2028年）');
    expect(titleOf('关于转发丙镇工作安排的通知')).toBe('关于转发丙镇工作安排的通知');
  });

  test('is called like the plan where the document is its breakdown table', () => {
    const titleOf = (title: string) => proposePlan(reading, title, '', '2026-11-22').title;
    expect(titleOf('丙县提升行动（2026—2028年）工作任务分解表')).toBe('丙县提升行动（2026—2028年）');
    expect(titleOf('《丙县三年行动方案》重点任务分工表')).toBe('丙县三年行动方案');
    expect(titleOf('重点任务分解表')).toBe('重点任务分解表');
    expect(titleOf('丁市2026年社区急救重点工作任务分解表')).toBe('丁市2026年社区急救重点工作任务分解表');
  });

  test('has a kind from its title', () => {
    const kindOf = (title: string) => proposePlan(reading, title, '', '2026-11-22').kind;
    expect(['卫生健康“十四五”规划', '提质增效三年行动实施方案', '2026年工作要点', '全市卫生健康工作会议讲话'].map(kindOf)).toEqual([
      'five_year',
      'action_3y',
      'annual_points',
      'meeting',
    ]);
  });
});
