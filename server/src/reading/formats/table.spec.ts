import { writeTable } from './table.js';

const rows = (...lines: string[][]) => lines.map(line => line.map(text => ({ text })));
const HEADS = ['序号', '工作任务', '牵头单位', '完成时限'];

describe('分解表写成一段一段', () => {
  it('再短的任务也带着责任和时限；同一格里的短数字不带', () => {
    expect(writeTable(rows(HEADS, ['1', '扩面', '县医保局', '2026年底'], ['2', '改造病房。共30间。', '县卫健局', '2026年底']))).toEqual([
      '1. 扩面（牵头单位：县医保局；完成时限：2026年底）。',
      '2. 改造病房。（牵头单位：县卫健局；完成时限：2026年底）共30间。',
    ]);
  });

  it('表下填表人、电话一行照原样写，不是任务', () => {
    const foot = ['填表人：赵某', '联系电话：0635-1', '', '填报日期：2026年3月5日'];
    expect(writeTable(rows(HEADS, ['1', '扩大医保覆盖面', '县医保局', '2026年底'], foot)).at(-1)).toBe(foot.filter(Boolean).join('\t'));
    expect(writeTable(rows(HEADS, ['1', '联系医院开展会诊', '县医保局', '2026年底']))).toEqual([
      '1. 联系医院开展会诊（牵头单位：县医保局；完成时限：2026年底）。',
    ]);
  });
});
