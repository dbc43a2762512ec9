import { criterionIn } from './criterion.js';

const figure = (raw: string, name: string) => ({ raw, name, op: '=' as const, value: 3, unit: '个' });

describe('完成标准只取原文说了的', () => {
  it.each([
    ['推进远程会诊，实现检查结果互认，方便群众就近看病。', '实现检查结果互认'],
    ['（二）更新急救设备，2026年6月底前完成验收。', '2026年6月底前完成验收'],
    ['1. 开展创建，通过三级医院评审。（牵头单位：县卫健局；完成时限：年底前）', '通过三级医院评审'],
    ['4. 推进智慧医院建设（责任单位：县医院）。目标值：通过三级评审，患者满意（责任单位：县医院）。', '通过三级评审，患者满意'],
  ])('%s', (text, criterion) => expect(criterionIn(text, [])).toBe(criterion));

  it.each([
    '加强队伍建设，切实提高服务能力。',
    '完善会商机制，实现服务水平显著提升。',
    '强化督导检查，确保各项措施落到实处。',
    '定期研究解决困难，推动各项任务按时完成。',
  ])('不写清办到什么程度的留空：%s', text => expect(criterionIn(text, [])).toBeNull());

  it('指标带着它说的是什么；别处已经写出这个数的不重复', () => {
    expect(criterionIn('建成卫生站3个，做到全天接诊。', [figure('3个', '卫生站')])).toBe('卫生站3个；做到全天接诊');
    expect(criterionIn('改造卫生站。工作目标：建成3个。', [figure('3个', '卫生站')])).toBe('建成3个');
  });
});
