import { takeRows } from './row.marks.js';
import * as table from './table.js';
import type { Grid } from './table.text.js';

/** What a table is written as. */
const writeTable = (grid: Grid) => table.writeTable(grid).map(line => takeRows(line).text);
/** The text of each row that counts as one task. */
const rowsIn = (grid: Grid) => {
  const { text, rows: places } = takeRows(table.writeTable(grid).join('\n'));
  return places.map(({ start, end }) => text.slice(start, end));
};

const rows = (...lines: string[][]) => lines.map(line => line.map(text => ({ text })));
const HEADS = ['序号', '工作任务', '牵头单位', '完成时限'];

describe('分解表写成一段一段', () => {
  it('再短的任务也带着责任和时限；同一格里的短数字不带', () => {
    expect(writeTable(rows(HEADS, ['1', '扩面', '县医保局', '2026年底'], ['2', '改造病房。共30间。', '县卫健局', '2026年底']))).toEqual([
      '1. 扩面（牵头单位：县医保局；完成时限：2026年底）。',
      '2. 改造病房。（牵头单位：县卫健局；完成时限：2026年底）共30间。',
    ]);
  });

  it('只有一列写年份、又没有别的列写任务的，那一列就是任务，时限照带；几列各写一年的不是', () => {
    const heads = ['序号', '2026年重点工作任务', '牵头责任单位', '完成时限'];
    expect(writeTable(rows(heads, ['1', '新增托育机构2所以上', '县卫健局', '12月底前']))).toEqual([
      '1. 新增托育机构2所以上（牵头责任单位：县卫健局；完成时限：12月底前）。',
    ]);
    expect(writeTable(rows(['序号', '2026年工作任务', '2027年工作任务', '牵头单位'], ['1', '建站', '扩面', '县卫健局']))).toEqual([
      '2026年工作任务：建站（牵头单位：县卫健局）。',
      '2027年工作任务：扩面（牵头单位：县卫健局）。',
    ]);
  });

  it('没有表头的一列，全是数字的是序号，有话的照写', () => {
    const heads = ['', '工作任务', '牵头单位', ''];
    expect(writeTable(rows(heads, ['1', '扩面', '县医保局', '续建'], ['2', '改造病房', '县卫健局', '']))).toEqual([
      '1. 扩面（牵头单位：县医保局）。',
      '续建。',
      '2. 改造病房（牵头单位：县卫健局）。',
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

  it('目标列里只有一个数的，和任务合成一句；任务里已经有的不重复；别的目标自成一句', () => {
    const heads = ['序号', '工作任务', '目标值', '责任单位'];
    expect(
      writeTable(
        rows(
          heads,
          ['1', '电子健康档案建档率', '≥90%', '县卫健局'],
          ['2', '住院量占比达到', '85%', '县卫健局'],
          ['3', '新建卫生室12个；改造卫生院3所', '12个', '县卫健局'],
          ['4', '推进智慧医院建设', '通过三级评审', '县医院'],
        ),
      ),
    ).toEqual([
      '1. 电子健康档案建档率：≥90%（责任单位：县卫健局）。',
      '2. 住院量占比达到85%（责任单位：县卫健局）。',
      '3. 新建卫生室12个。（责任单位：县卫健局）改造卫生院3所（责任单位：县卫健局）。',
      '4. 推进智慧医院建设（责任单位：县医院）。',
      '目标值：通过三级评审（责任单位：县医院）。',
    ]);
  });

  it('格子里的单位用斜杠、分号隔开的也分得开，括号里的不拆', () => {
    expect(writeTable(rows(HEADS, ['1', '联合执法', '市公安局（交警支队，治安支队）/市交通局；市城管局', '2026年底']))).toEqual([
      '1. 联合执法（牵头单位：市公安局（交警支队，治安支队）、市交通局、市城管局；完成时限：2026年底）。',
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

  it('每行算一项：项上面的标题、只写责任的行、表尾不在里面', () => {
    const [section, first, duty, foot] = rows(
      ['一、补短板'],
      ['1', '新建站点。配备救护车辆。', '县卫健局', '年底'],
      ['', '', '县医院', ''],
      ['填表人：赵某'],
    );
    expect(rowsIn([...rows(HEADS), section!, first!, duty!, foot!])).toEqual([
      '1. 新建站点。（牵头单位：县卫健局；完成时限：年底）配备救护车辆。（牵头单位：县卫健局；完成时限：年底）',
    ]);
  });

  it('一个序号下几行细化事项：单位、时限也合并的是一项，各写各的是几项', () => {
    const heads = rows(['序号', '工作任务', '细化事项', '牵头单位'])[0]!;
    const [first, second] = rows(['1', '急救网络', '新建急救站点。', '县卫健局'], ['', '', '配备救护车。', '县医院']);
    const under = [first![0]!, first![1]!, second![2]!];
    expect(rowsIn([heads, first!, [...under, first![3]!]])).toEqual([
      '新建急救站点。（牵头单位：县卫健局）\n配备救护车。（牵头单位：县卫健局）',
    ]);
    expect(rowsIn([heads, first!, [...under, second![3]!]])).toHaveLength(2);
  });

  it('一张表里接着另一张：换了表头的、标着附表的各读各的，重复的表头（两行的也是）不读', () => {
    const [above, below] = rows(['序号', '工作任务', '责任分工', '', '完成时限'], ['', '', '牵头单位', '配合单位', '']);
    const two: Grid = [
      [above![0]!, above![1]!, above![2]!, above![2]!, above![4]!],
      [above![0]!, above![1]!, below![2]!, below![3]!, above![4]!],
    ];
    const [first, second] = rows(['1', '扩大医保覆盖面', '县医保局', '县财政局', '年底'], ['2', '增设门诊', '县医院', '', '']);
    const others = rows(
      ['序号', '完成时限', '实事内容', '责任单位', '责任人'],
      ['1', '6月底', '改造病房30间', '县医院', '赵某'],
      ['附表2 主要指标'],
      ['指标', '现状', '目标'],
      ['床位数', '60', '90'],
    );
    expect(writeTable([...two, first!, ...two, second!, ...others])).toEqual([
      '1. 扩大医保覆盖面（牵头单位：县医保局；配合单位：县财政局；完成时限：年底）。',
      '2. 增设门诊（牵头单位：县医院）。',
      '1. 改造病房30间（责任单位：县医院；完成时限：6月底；责任人：赵某）。',
      '附表2 主要指标',
      '指标\t现状\t目标',
      '床位数\t60\t90',
    ]);
  });

  it('一行里几格都像表头的词，只要有一格以上不是，就还是任务', () => {
    expect(writeTable(rows(HEADS, ['1', '修订项目标准', '各责任单位', '县医院']))).toEqual([
      '1. 修订项目标准（牵头单位：各责任单位；完成时限：县医院）。',
    ]);
  });

  it('头上几层合起来才说明一列是什么的，写全', () => {
    const [top, halves] = rows(['任务', '牵头单位', '年度目标', ''], ['', '', '上半年', '下半年']);
    const grid: Grid = [
      [top![0]!, top![1]!, top![2]!, top![2]!],
      [top![0]!, top![1]!, halves![2]!, halves![3]!],
    ];
    expect(writeTable([...grid, ...rows(['急救指挥中心', '县卫健局', '完成立项', '开工建设'])])).toEqual([
      '急救指挥中心（牵头单位：县卫健局）。',
      '年度目标上半年：完成立项（牵头单位：县卫健局）。',
      '年度目标下半年：开工建设（牵头单位：县卫健局）。',
    ]);
  });
});
