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

  it('序号编的是任务还是细化事项，全表一样', () => {
    const [first, second, third] = rows(
      ['1', '急救网络', '新建急救站点。'],
      ['2', '', '配备救护车。'],
      ['3', '老年友善', '设立老年门诊。'],
    );
    const heads = rows(['序号', '工作任务', '细化事项', '牵头单位'])[0]!;
    const lead = { text: '县卫健局' };
    expect(writeTable([heads, [...first!, lead], [second![0]!, first![1]!, second![2]!, lead], [...third!, lead]])).toEqual([
      '急救网络',
      '1. 新建急救站点。（牵头单位：县卫健局）',
      '2. 配备救护车。（牵头单位：县卫健局）',
      '老年友善',
      '3. 设立老年门诊。（牵头单位：县卫健局）',
    ]);
    expect(writeTable([heads, [...first!, lead], [...third!, lead]])).toEqual([
      '1. 急救网络',
      '新建急救站点。（牵头单位：县卫健局）',
      '3. 老年友善',
      '设立老年门诊。（牵头单位：县卫健局）',
    ]);
  });

  it('一项任务分几行写责任的，各行的都是它的；只写了责任的行照原样写', () => {
    const task = { text: '建设急救站点' };
    const [first, second, alone] = rows(
      ['1', '', '县卫健局', '2026年6月底'],
      ['', '', '县财政局', '2026年6月底'],
      ['', '', '县医保局', '2026年底'],
    );
    first![1] = task;
    second![1] = task;
    expect(writeTable([rows(HEADS)[0]!, first!, second!, alone!])).toEqual([
      '1. 建设急救站点（牵头单位：县卫健局、县财政局；完成时限：2026年6月底）。',
      '县医保局\t2026年底',
    ]);
  });

  it('句子自己带的括号是一体的，括号里的分号不断句', () => {
    const own = '新建站点6个。（牵头单位：县卫健局；配合单位：县财政局）改造病房（含急诊；不含门诊）30间。';
    expect(writeTable(rows(HEADS, ['1', own, '县医保局', '2026年底']))).toEqual([
      '1. 新建站点6个。（牵头单位：县卫健局；配合单位：县财政局）（牵头单位：县医保局；完成时限：2026年底）。改造病房（含急诊；不含门诊）30间。（牵头单位：县医保局；完成时限：2026年底）',
    ]);
  });

  it('一格里括号再多、没有句号也不停顿', () => {
    const many = '（一）'.repeat(2000);
    const started = performance.now();
    expect(writeTable(rows(HEADS, ['', many, '县医保局', ''], ['', `${many}（`, '县医保局', '']))).toHaveLength(2);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('表下填表人、电话一行照原样写，不是任务', () => {
    const foot = ['填表人：赵某', '联系电话：0635-1', '', '填报日期：2026年3月5日'];
    expect(writeTable(rows(HEADS, ['1', '扩大医保覆盖面', '县医保局', '2026年底'], foot)).at(-1)).toBe(foot.filter(Boolean).join('\t'));
    expect(writeTable(rows(HEADS, ['1', '联系医院开展会诊', '县医保局', '2026年底']))).toEqual([
      '1. 联系医院开展会诊（牵头单位：县医保局；完成时限：2026年底）。',
    ]);
  });
});
