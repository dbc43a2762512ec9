import type { BreakdownRow, PlanPhase } from '../api/types.js';
import {
  beside,
  cellText,
  cellValue,
  columnsOf,
  type Direction,
  draftOf,
  faultsOf,
  isProposed,
  leaving,
  oneOrAll,
  parseCell,
  parseDay,
  parseTable,
  type Row,
  rowsOf,
  tasksIn,
  unitsText,
  withEdit,
} from './grid.js';

const phases: PlanPhase[] = [
  { id: 4, year: 2024, kind: 'assault', name: '重点攻坚', dueDate: '2024-12-31' },
  { id: 5, year: 2025, kind: 'build', name: '加快建设', dueDate: '2025-12-31' },
];
const columns = columnsOf(phases);
const column = (key: string) => columns.find(one => one.key === key)!;

const data: BreakdownRow = {
  measureId: 1,
  measureNo: '1.1',
  section: null,
  measureText: '建强县级医院',
  taskId: null,
  taskState: null,
  version: null,
  title: '建强县级医院',
  doneCriterion: null,
  evidenceRequired: '总结',
  leadUnitId: 6,
  unknownLead: null,
  eachUnitIds: [],
  coLeadUnitIds: [],
  supportUnitIds: [18],
  startDate: null,
  deadline: '2026-12-31',
  cadence: null,
  phases: [{ phaseId: 5, year: 2025, name: '加快建设', dueDate: '2025-12-31', target: null }],
  proposed: ['title', 'phases'],
  issues: [],
  incomplete: false,
  sourceChange: null,
  permittedActs: [],
};
const [row, second] = rowsOf([data, { ...data, taskId: 9, taskState: 'draft', version: 3, proposed: [] }]) as [
  ReturnType<typeof rowsOf>[0],
  ReturnType<typeof rowsOf>[0],
];
const units = new Map([
  ['市财政局', [8]],
  ['聊城市财政局', [8]],
  ['市卫健委', [2]],
  ['各县（市、区）卫健局', [11, 12]],
]);

const NOBODY = { names: new Map(), groups: [] };

describe('分解表的改动', () => {
  it('同一措施的几项任务各有行号，拟出任务后行号不变', () => {
    expect([row.key, second.key]).toEqual(['1.1', '1.2']);
    expect(rowsOf([{ ...data, taskId: 77 }])[0]?.key).toBe(row.key);
  });

  it('改过的显示改后的，改回原样就不算改动', () => {
    const edits = withEdit({}, second, column('deadline'), '2025-06-30');
    expect(cellValue(second, column('deadline'), edits)).toBe('2025-06-30');
    expect(cellValue(second, column('due.5'), edits)).toBe('2025-12-31');
    expect(cellValue(second, column('due.4'), edits)).toBeNull();
    expect(withEdit(edits, second, column('deadline'), '2026-12-31')).toEqual({});
  });

  it('推荐的内容照样填一遍，就算确认', () => {
    expect(isProposed(row, column('title'), {})).toBe(true);
    const edits = withEdit({}, row, column('title'), '建强县级医院');
    expect(edits).toEqual({ '1.1': { title: '建强县级医院' } });
    expect(isProposed(row, column('title'), edits)).toBe(false);
    expect(isProposed(row, column('due.5'), edits)).toBe(true);
    expect(isProposed(row, column('deadline'), {})).toBe(false);
  });

  it('送出的内容带齐各列，没有时限和目标的阶段不带', () => {
    const edits = withEdit({}, row, column('target.4'), '摸清底数');
    expect(draftOf(row, columns, edits)).toMatchObject({
      measureId: 1,
      taskId: null,
      title: '建强县级医院',
      coLeadUnitIds: [],
      supportUnitIds: [18],
      phases: [
        { phaseId: 4, dueDate: null, target: '摸清底数' },
        { phaseId: 5, dueDate: '2025-12-31', target: null },
      ],
    });
    expect(draftOf(row, columns, withEdit({}, row, column('due.5'), null)).phases).toEqual([]);
  });

  it('退回的错误落到各自的格子', () => {
    const sent = [row, second];
    const drafts = sent.map(one => draftOf(one, columns, {}));
    const errors = {
      'rows.0.deadline': '早于开始日期',
      'rows.1.phases.0.dueDate': '应当是日期',
      'rows.1.phases': '晚于完成时限',
      root: { serverError: '' },
    };
    expect(faultsOf(errors, sent, drafts)).toEqual({ '1.1 deadline': '早于开始日期', '1.2 due.5': '晚于完成时限' });
  });
});

describe('分解表的填写', () => {
  it('从表格软件粘贴的内容按格切开，格内换行和引号保留', () => {
    expect(parseTable('甲\t乙\r\n丙\t"一\n""二"""\r\n')).toEqual([
      ['甲', '乙'],
      ['丙', '一\n"二"'],
    ]);
    expect(parseTable('只有一格')).toEqual([['只有一格']]);
    expect(parseTable('甲\t\n\t乙')).toEqual([
      ['甲', ''],
      ['', '乙'],
    ]);
  });

  it('日期的几种写法都认，没有的日子不认', () => {
    for (const typed of ['2026-3-5', '2026/03/05', '2026年3月5日', '20260305', ' 2026.3.5 ']) expect(parseDay(typed)).toBe('2026-03-05');
    expect(parseDay('2026-02-30')).toBeNull();
    expect(parseDay('年底')).toBeNull();
  });

  it('单位按名称、简称、别名认，认不出的指明是哪一个', () => {
    expect(parseCell(column('leadUnitId'), '聊城市财政局', units)).toEqual({ value: 8 });
    expect(parseCell(column('supportUnitIds'), '市财政局、市卫健委，聊城市财政局', units)).toEqual({ value: [8, 2] });
    expect(parseCell(column('supportUnitIds'), '市财政局、市档案馆', units)).toEqual({ fault: 'unit', word: '市档案馆' });
    expect(parseCell(column('supportUnitIds'), '', units)).toEqual({ value: [] });
    expect(parseCell(column('supportUnitIds'), '市财政局、各县（市、区）卫健局', units)).toEqual({ value: [8, 11, 12] });
  });

  it('牵头的格子里写了几个单位的统称，就是各立一项任务', () => {
    expect(parseCell(column('leadUnitId'), '各县（市、区）卫健局', units)).toEqual({ value: [11, 12] });
    const [each] = rowsOf([{ ...data, leadUnitId: null, eachUnitIds: [11, 12], proposed: ['eachUnitIds'] }]) as [typeof row];
    expect(cellValue(each, column('leadUnitId'), {})).toEqual([11, 12]);
    expect(isProposed(each, column('leadUnitId'), {})).toBe(true);
    expect(draftOf(each, columns, {})).toMatchObject({ leadUnitId: null, eachUnitIds: [11, 12] });
    expect([tasksIn(each, columns, {}), tasksIn(row, columns, {})]).toEqual([2, 1]);
    const one = withEdit({}, each, column('leadUnitId'), oneOrAll([12]));
    expect(draftOf(each, columns, one)).toMatchObject({ leadUnitId: 12, eachUnitIds: [] });
  });

  it('一组都在就写统称，大的在前，缺一个就逐个写', () => {
    const names = new Map([8, 11, 12, 13].map(id => [id, `甲${id}`]));
    const groups = [
      { name: '各县卫健局', unitIds: [11, 12] },
      { name: '各单位', unitIds: [11, 12, 13] },
    ];
    const text = (ids: number[]) => unitsText(ids, { names, groups });
    expect([[8, 12, 11], [11, 8, 12, 13], [11, 8], []].map(text)).toEqual(['甲8、各县卫健局', '各单位、甲8', '甲11、甲8', '']);
  });

  it('频次按名称认，空格子就是清空', () => {
    expect(parseCell(column('cadence'), '每季度', units)).toEqual({ value: 'quarter' });
    expect(parseCell(column('cadence'), '随时', units)).toEqual({ fault: 'cadence', word: '随时' });
    expect(parseCell(column('deadline'), '', units)).toEqual({ value: null });
    expect(parseCell(column('deadline'), '年底前', units)).toEqual({ fault: 'date', word: '年底前' });
  });

  it('格子里的内容写成字', () => {
    expect(cellText(column('deadline'), '2026-03-05', NOBODY)).toBe('2026年3月5日');
    expect(cellText(column('supportUnitIds'), [8, 99], { names: new Map([[8, '市财政局']]), groups: [] })).toBe('市财政局');
    expect(cellText(column('cadence'), 'quarter', NOBODY)).toBe('每季度');
  });

  it('方向键在整格选中或到头时换格，否则在格内移动', () => {
    const caret = (start: number, end: number) => ({ start, end, length: 5 });
    expect(leaving('ArrowDown', false, caret(0, 5))).toBe('down');
    expect(leaving('ArrowRight', false, caret(2, 2))).toBeNull();
    expect(leaving('ArrowRight', false, caret(5, 5))).toBe('right');
    expect(leaving('ArrowUp', false, caret(0, 0))).toBe('up');
    expect(leaving('ArrowLeft', false, caret(0, 2))).toBeNull();
    expect(leaving('Tab', true, null)).toBe('left');
    expect(leaving('Enter', false, caret(2, 2))).toBe('down');
    expect(leaving('ArrowDown', false, null)).toBeNull();
  });

  it('换到旁边的格子：左右到头接上下一行，出了表就不换', () => {
    const [first, last] = [columns[0]!.key, columns.at(-1)!.key];
    const from = (at: Row, key: string, direction: Direction) => beside({ row: at.key, column: key }, direction, [row, second], columns);
    expect(from(row, first, 'down')).toEqual({ row: '1.2', column: first });
    expect(from(row, first, 'right')).toEqual({ row: '1.1', column: columns[1]!.key });
    expect(from(row, last, 'right')).toEqual({ row: '1.2', column: first });
    expect(from(second, first, 'left')).toEqual({ row: '1.1', column: last });
    expect(from(second, last, 'up')).toEqual({ row: '1.1', column: last });
    expect([from(row, first, 'left'), from(row, last, 'up'), from(second, last, 'right'), from(second, first, 'down')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
