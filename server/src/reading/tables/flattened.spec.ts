import { takeRows } from '../formats/row.marks.js';
import { writeTable } from '../formats/table.js';
import type { Grid } from '../formats/table.text.js';
import { readPlan } from '../read.js';
import { type ScoredRecord, score } from '../score.js';

/**
 * Tables made by lot, read once as a real table and once for each way in which a table loses its cells: what is read of
 * the flattened text has to be what is read of the table.
 */

const OFFICES = [
  {
    units: ['县水利局', '县财政局', '县住建局', '县农业农村局', '各乡镇人民政府', '县乡村振兴服务中心'],
    works: ['疏浚沟渠', '维修水闸', '新建提灌站', '改造机井', '清理水塘', '修补堤防', '安装雨量站', '整治滑坡点', '硬化机耕道', '更换管网'],
  },
  {
    units: ['医务科', '护理部', '药学部', '信息科', '总务科', '院感科'],
    works: ['开展处方点评', '修订护理规范', '更新呼叫系统', '举办急救演练', '增设导诊台', '优化取药流程', '推进床旁结算', '完善会诊制度'],
  },
  {
    units: ['省文化和旅游厅', '省教育厅', '省财政厅', '省体育局', '各设区市人民政府', '省广电局'],
    works: [
      '举办戏曲展演',
      '建设乡村书屋',
      '培训文物安全员',
      '推出研学线路',
      '修缮古戏台',
      '推动场馆夜间开放',
      '开展非遗进校园',
      '评选精品剧目',
    ],
  },
];
const PLACES = ['东片', '西片', '城关', '河口', '新区', '库区', '沿山', '沿线', '北岸', '南岸'];
const TIMES = ['12月底前', '2027年6月底', '9月30日', '2027.5', '长期坚持', '每季度末', '上半年'];
const DUTIES = [['责任单位'], ['牵头单位', '配合单位'], ['牵头单位', '责任单位', '配合单位']];
const TABLES = 60;

interface Table {
  head: string[];
  /** '': empty, null: one with the cell above */
  rows: (string | null)[][];
}

/** Numbers from 0 up to n that are the same at every run. */
function lots(seed: number): (n: number) => number {
  let state = seed * 7919 + 17;
  return n => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % n;
  };
}

function tableOf(seed: number): Table {
  const lot = lots(seed);
  const one = <T>(of: readonly T[]): T => of[lot(of.length)]!;
  const { units, works } = OFFICES[seed % OFFICES.length]!;
  const some = (most: number): string => {
    const from = lot(units.length);
    return Array.from({ length: 1 + lot(most) }, (_, n) => units[(from + n) % units.length]).join('、');
  };
  const behind = [...one(DUTIES), '责任人', '完成时限'].filter((_, n, all) => n < all.length - 2 || lot(4) > 0);
  if (lot(3) === 0) behind.reverse();
  const head = [
    ...(lot(4) > 0 ? ['序号'] : []),
    ...(lot(3) === 0 ? ['类别'] : []),
    '工作任务',
    ...(lot(3) === 0 ? ['目标值'] : []),
    ...behind,
  ];
  const style = lot(3);
  const cells: Record<string, (row: number) => string | null> = {
    序号: row => `${row + 1}`,
    类别: row => (row % 3 === 0 ? `第${'一二三四'[row / 3]}类工程` : null),
    工作任务: row => {
      const figure = lot(3) === 0 ? `${2 + lot(90)}处` : '';
      return `${works[(seed + row) % works.length]}${PLACES[row]}部分${figure}${style === 0 ? '' : style === 1 ? '，建立长效机制。' : '。'}`;
    },
    目标值: () => one(['', `${60 + lot(40)}%以上`, `不少于${3 + lot(30)}次`]),
    责任单位: () => some(3),
    牵头单位: () => some(1),
    配合单位: () => (lot(6) === 0 ? '' : some(3)),
    责任人: () => one(['王晓东', '李某某', '某某', '']),
    完成时限: () => (lot(8) === 0 ? '' : one(TIMES)),
  };
  return { head, rows: Array.from({ length: 4 + lot(6) }, (_, row) => head.map(h => cells[h]!(row))) };
}

const TITLE = '丙地2027年重点工作任务分解表';
const NOTE = '请于每月底前报送进展情况。';

/** The text that the formats make of a real table. */
function written({ head, rows }: Table): string {
  const grid: Grid = [head.map(text => ({ text }))];
  for (const row of rows) grid.push(row.map((text, c) => (text === null ? grid.at(-1)![c]! : { text })));
  return takeRows([TITLE, ...writeTable(grid), NOTE].join('\n')).text;
}

type Flatten = (table: Table) => string;

const flat = (table: Table, line: (cells: string[]) => string): string =>
  [TITLE, ...[table.head, ...table.rows].map(cells => line(cells.map(t => t ?? ''))), NOTE].join('\n');
const broken = (cell: string): string[] => cell.match(/.{1,10}/g) ?? [];
const inLines = (t: Table): string => flat(t, cells => cells.filter(Boolean).join('\n'));

/** The table with another head over its tasks, which no list knows. */
const renamed = (t: Table): Table => ({ ...t, head: t.head.map(h => (h === '工作任务' ? '惠民十事' : h)) });
/** A text with a line behind every third task on that stands over those below it. */
const headed = (t: Table, text: string): string => {
  let [count, over] = [0, 0];
  const lines = text.split('\n');
  return lines
    .flatMap((line, n) => {
      const opens = n > t.head.length && t.rows.some(([first]) => first === line) && count++ % 3 === 0;
      return opens ? [`${'一二三四'[over++]}、全力以赴优服务，筑牢根基`, line] : [line];
    })
    .join('\n');
};
/** The table with a column that tells how far each task is. */
const reported = ({ head, rows }: Table): Table => ({
  head: [...head, '进展情况'],
  rows: rows.map((cells, n) => [...cells, n % 2 === 0 ? `已完成${n + 3}处。` : '开展净城行动，走访商户。正在安装设备。']),
});
/** Columns of which nothing is to be read. */
const crowded = ({ head, rows }: Table): Table => ({
  head: [...head, '建设地点', '投资额', '联系电话'],
  rows: rows.map((cells, n) => [...cells, '河口镇', `${120 + n * 35}`, `66210${n}3`]),
});

/** How tables lose their cells, and the least of what is then read as of the table: measures, who leads, who helps, deadlines, figures; of how many tables the rows are counted. */
const WAYS: [string, Flatten, number[]][] = [
  ['从 Word 复制，格间制表符', t => flat(t, cells => cells.join('\t')), [0.99, 0.99, 0.99, 0.99, 0.99, 1]],
  ['同上，空格子丢了', t => flat(t, cells => cells.filter(Boolean).join('\t')), [0.99, 0.99, 0.99, 0.99, 0.99, 1]],
  ['竖线', t => flat(t, cells => `| ${cells.join(' | ')} |`), [0.99, 0.99, 0.99, 0.99, 0.99, 1]],
  ['逗号', t => flat(t, cells => cells.join(',')), [0.99, 0.99, 0.99, 0.99, 0.99, 1]],
  ['几个空格', t => flat(t, cells => cells.filter(Boolean).join('    ')), [0.99, 0.99, 0.99, 0.99, 0.99, 1]],
  ['一个空格', t => flat(t, cells => cells.filter(Boolean).join(' ')), [0.99, 0.99, 0.99, 0.99, 0.99, 1]],
  ['格间什么都没有', t => flat(t, cells => cells.join('')), [0.96, 0.82, 0.84, 0.91, 0.97, 0.98]],
  ['一格一行', t => flat(t, cells => cells.filter(Boolean).join('\n')), [0.99, 0.99, 0.99, 0.99, 0.99, 1]],
  ['单位一个一行', t => flat(t, cells => cells.filter(Boolean).join('\n').replaceAll('、', '\n')), [0.98, 0.78, 0.85, 0.99, 0.99, 0.88]],
  ['任务的表头不认得，格间空一行', t => inLines(renamed(t)).replaceAll('\n', '\n\n'), [0.99, 0.97, 0.96, 0.95, 0.98, 0.96]],
  ['一格一行，行间有小标题', t => headed(t, inLines(t)), [0.99, 0.99, 0.99, 0.99, 0.99, 1]],
  ['一格一行，有进展一列', t => inLines(reported(t)), [0.99, 0.99, 0.99, 0.99, 0.99, 1]],
  ['一格一行，有地点、投资和电话', t => inLines(crowded(t)), [0.99, 0.99, 0.99, 0.99, 0.99, 1]],
  [
    '每格以竖线收尾，单位以空格相隔',
    t => flat(t, cells => cells.map(c => `${c.replaceAll('、', ' ')} |`).join('\n')),
    [0.99, 0.99, 0.99, 0.99, 0.99, 1],
  ],
  [
    '竖线各占一行，单位一个一行',
    t => flat(t, cells => `${cells.filter(Boolean).join('\n|\n').replaceAll('、', '\n')}\n|`),
    [0.99, 0.99, 0.99, 0.99, 0.99, 1],
  ],
  [
    '从表格软件复制，几个单位的带引号',
    t => flat(t, cells => cells.map(c => (c.includes('、') ? `"${c.replaceAll('、', '\n')}"` : c)).join('\t')),
    [0.99, 0.99, 0.99, 0.99, 0.99, 1],
  ],
  ['一格断成几行', t => flat(t, cells => cells.flatMap(broken).join('\n')), [0.92, 0.88, 0.8, 0.94, 0.91, 0.91]],
];

/** Where records stand that hold no task. */
const STRAY = 1000;

/** The records of a text by the row whose task they hold; what is to be reached belongs to the task before it, what holds no task to no row. */
function byRow(text: string, { head, rows }: Table): ScoredRecord[] {
  const tasks = rows.map(cells => cells[head.indexOf('工作任务')]!.replace(/。$/, ''));
  const found = new Map<number, ScoredRecord>();
  for (const r of readPlan(text).records.filter(({ kind, text }) => kind !== 'heading' && kind !== 'achievement' && text !== NOTE)) {
    const words = r.text.replace(/\s/g, '');
    const held = tasks.findIndex(task => words.includes(task));
    const isGoal = held < 0 && words.startsWith('目标值：');
    const row = isGoal ? Math.max(...found.keys()) : held < 0 ? STRAY + found.size : held;
    const indicators = [...(found.get(row)?.indicators ?? []), ...r.indicators];
    found.set(row, { ...(found.get(row) ?? r), kind: 'measure', start: row * 10, end: row * 10 + 9, phases: [], indicators });
  }
  return [...found.values()];
}

describe('表格摊成文字，读出来的和原表一样', () => {
  const tables = Array.from({ length: TABLES }, (_, seed) => tableOf(seed + 1));
  const truths = tables.map(t => byRow(written(t), t));

  it('原表里每一行都读出一项任务', () => expect(truths.map(t => t.length)).toEqual(tables.map(t => t.rows.length)));

  it.each(WAYS)('%s', (name, flatten, floors) => {
    const pairs = tables.map((t, n) => ({ name, gold: truths[n]!, read: byRow(flatten(t), t) }));
    const { rows } = score(pairs);
    const counted = tables.filter(t => readPlan(flatten(t)).rows.length === t.rows.length).length / tables.length;
    const read = [...['measure', 'lead', 'support', 'deadline', 'indicators'].map(field => rows[field]!.f1), counted];
    expect(read.map((f, n) => Math.min(f, floors[n]!))).toEqual(floors);
  });
});
