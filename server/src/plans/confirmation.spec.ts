import { type ConfirmationForm, type IntakeFacts, numberByOutline, reasonsAgainstConfirmation } from './confirmation.js';

const phase = (year: number, name: string, dueDate = `${year}-12-31`) => ({ year, kind: 'other' as const, name, dueDate });
const form: ConfirmationForm = { startYear: 2024, endYear: 2026, phases: [phase(2024, '攻坚'), phase(2025, '建设'), phase(2026, '收官')] };
const gone: IntakeFacts = { acceptedMeasures: 20, pendingMeasures: 0, pendingTargets: 0, pendingTexts: [] };

describe('what stands against confirming a plan', () => {
  test('nothing, when everything is decided and the phases lie in order inside the years', () => {
    expect(reasonsAgainstConfirmation(form, gone)).toEqual([]);
  });

  test('what is still undecided, with its number and its first words', () => {
    const facts = { ...gone, pendingMeasures: 3, pendingTargets: 1, pendingTexts: ['建强县级医院', '建优乡镇卫生院'] };
    expect(reasonsAgainstConfirmation(form, facts)).toEqual([
      '还有 3 条措施、1 条目标没有采纳或舍弃：“建强县级医院”、“建优乡镇卫生院”等。',
    ]);
  });

  test('a plan without a single measure', () => {
    expect(reasonsAgainstConfirmation(form, { ...gone, acceptedMeasures: 0 })).toEqual(['还没有采纳任何措施，至少采纳一条才能确认。']);
  });

  test('every reason at once', () => {
    const wrong: ConfirmationForm = {
      startYear: 2026,
      endYear: 2024,
      phases: [phase(2025, '甲'), phase(2025, '乙', '2031-01-01'), phase(2027, '丙', '2025-06-30')],
    };
    const reasons = reasonsAgainstConfirmation(wrong, {
      ...gone,
      acceptedMeasures: 0,
      pendingTargets: 1,
      pendingTexts: ['县域就诊率达到90%'],
    });
    for (const words of [
      '1 条目标',
      '至少采纳一条',
      '早于开始年份',
      '不止一个阶段（甲、乙）',
      '“丙”的年份 2027',
      '2031年1月1日',
      '先后颠倒',
    ])
      expect(reasons.join()).toContain(words);
  });
});

describe('the numbers of measures', () => {
  test('follow the outline; headings that all share count for nothing', () => {
    const sections = [
      ['新一轮行动', '5项20条', '机构建设'],
      ['新一轮行动', '5项20条', '机构建设'],
      ['新一轮行动', '5项20条', '队伍建设'],
    ];
    expect(numberByOutline(sections)).toEqual(['1.1', '1.2', '2.1']);
  });

  test('go on below the second level, and beside a heading', () => {
    expect(numberByOutline([['一'], ['一', '（一）'], ['一', '（一）'], ['一'], ['二']])).toEqual(['1.1', '1.2.1', '1.2.2', '1.3', '2.1']);
  });

  test('are plain without headings, and never twice the same', () => {
    expect(numberByOutline([[], [], []])).toEqual(['1', '2', '3']);
    const numbers = numberByOutline([[], ['甲'], [], ['甲'], ['乙', '甲'], ['甲']]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
