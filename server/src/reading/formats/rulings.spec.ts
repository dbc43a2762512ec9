import type { PageTable, Run } from './lines.js';
import { continued, type Ruling, ruledTables } from './rulings.js';

const across = (y: number, from: number, to: number): Ruling => ({ axis: 'y', at: y, from, to });
const down = (x: number, from: number, to: number): Ruling => ({ axis: 'x', at: x, from, to });
/** Words of ten points a character; `y` is their baseline. */
const word = (text: string, x: number, y: number): Run => ({ text, x, y, width: text.length * 10, size: 10 });
const cells = ({ grid }: PageTable) => grid.map(row => row.map(cell => cell?.text ?? null));

/** Two columns of sixty and a hundred, three rows of thirty; the first column's last two rows are one cell. */
const LINES = [
  across(0, 0, 160),
  across(30, 0, 160),
  across(60, 60, 160),
  across(90, 0, 160),
  down(0, 0, 90),
  down(60, 0, 90),
  down(160, 0, 90),
];
const WORDS = [word('任务', 5, 20), word('牵头单位', 65, 20), word('提升', 5, 50), word('市财政局', 65, 50), word('市教育局', 65, 80)];

describe('版面上画了线的表格', () => {
  it('按线分出格子，合并的格子每处都是同一格', () => {
    const [table, ...more] = ruledTables(LINES, WORDS);
    expect(more).toEqual([]);
    expect(cells(table!)).toEqual([
      ['任务', '牵头单位'],
      ['提升', '市财政局'],
      ['提升', '市教育局'],
    ]);
    expect(table!.grid[1]![0]).toBe(table!.grid[2]![0]);
  });

  it('页底的行没有画下边线，下一页接着写的，接成一行', () => {
    const open = [...LINES.filter(({ axis, at }) => axis === 'x' || at < 60), across(60, 0, 160)];
    const words = [...WORDS.slice(0, 4), word('改善', 5, 80), word('县民政局', 65, 80)];
    const [table] = ruledTables(open, words);
    expect(cells(table!).at(-1)).toEqual(['改善', '县民政局']);
    const next = [...WORDS.slice(0, 2), word('县财政局', 65, 50), word('提升', 5, 80), word('县教育局', 65, 80)];
    const [below] = ruledTables([...open, across(90, 0, 160)], next);
    expect(cells(continued(table!, below!)!).slice(-2)).toEqual([
      ['改善', '县民政局\n县财政局'],
      ['提升', '县教育局'],
    ]);
  });

  it('格子里分条写的各是一行；升高的注号不读', () => {
    const words = [
      word('培训：', 65, 42),
      word('1.乡镇百人；', 65, 54),
      { ...word('9', 126, 50), size: 6, width: 4 },
      word('2.村级', 65, 66),
    ];
    const open = LINES.filter(({ at, from }) => !(at === 60 && from === 60));
    expect(ruledTables(open, [...WORDS.slice(0, 3), ...words])[0]!.grid[1]![1]!.text).toBe('培训：\n1.乡镇百人；\n2.村级');
  });

  it('一次印出几格的字，分到各格；合并的格子里的不分', () => {
    const heads = { ...word('任务 牵头单位', 5, 20), width: 100 };
    expect(cells(ruledTables(LINES, [heads, ...WORDS.slice(2)])[0]!)[0]).toEqual(['任务', '牵头单位']);
    const open = LINES.filter(({ axis, at }) => axis !== 'x' || at !== 60).concat(down(60, 30, 90));
    expect(cells(ruledTables(open, [heads, ...WORDS.slice(2)])[0]!)[0]).toEqual(['任务 牵头单位', '任务 牵头单位']);
  });

  it('格子里写满的一行接下一行，没写满的另起一行；正好写满单位名称的另起', () => {
    const inCell = (...lines: string[]) =>
      cells(ruledTables(LINES, [...WORDS.slice(0, 4), ...lines.map((text, n) => word(text, 65, 70 + n * 9))])[0]!)[2]![1];
    expect(inCell('改造业务用房十二', '处')).toBe('改造业务用房十二处');
    expect(inCell('市教育局', '市财政局')).toBe('市教育局\n市财政局');
    expect(inCell('市人力资源保障局', '市财政局')).toBe('市人力资源保障局\n市财政局');
  });

  it('线框、单独的横线、只填了一两格的、密密麻麻的图，都不是表格', () => {
    const frame = [across(0, 0, 160), across(90, 0, 160), down(0, 0, 90), down(160, 0, 90)];
    expect(ruledTables(frame, WORDS)).toEqual([]);
    expect(ruledTables([across(10, 0, 100)], WORDS)).toEqual([]);
    expect(ruledTables(LINES, WORDS.slice(0, 3))).toEqual([]);
    expect(
      ruledTables(
        Array.from({ length: 5000 }, (_, n) => across(n / 10, 0, 10)),
        WORDS,
      ),
    ).toEqual([]);
    expect(ruledTables([], [])).toEqual([]);
  });

  it('两条线之间还有几列字的，线说明不了格子，不按表格读', () => {
    expect(ruledTables(LINES, [...WORDS, word('甲', 5, 80), word('乙', 40, 80)])).toEqual([]);
  });

  it('一页上的两张表各是各的，从上到下', () => {
    const lower = LINES.map(line =>
      line.axis === 'y' ? { ...line, at: line.at + 200 } : { ...line, from: line.from + 200, to: line.to + 200 },
    );
    const found = ruledTables(
      [...lower, ...LINES],
      [...WORDS.map(run => ({ ...run, y: run.y + 200, text: `${run.text}二`, width: run.width })), ...WORDS],
    );
    expect(found.map(table => table.grid[0]![0]!.text)).toEqual(['任务', '任务二']);
  });

  it('跨页的表接成一张，重复的表头不要；列不一样的不接', () => {
    const [above] = ruledTables(LINES, WORDS);
    const [below] = ruledTables(LINES, [...WORDS.slice(0, 2), word('建设', 5, 50), word('市水利局', 65, 50), word('市民政局', 65, 80)]);
    expect(cells(continued(above!, below!)!).map(row => row[1])).toEqual(['牵头单位', '市财政局', '市教育局', '市水利局', '市民政局']);
    expect(continued(above!, { ...below!, columns: [0, 80, 160] })).toBeNull();
    expect(continued(above!, { ...below!, columns: [0, 160] })).toBeNull();
  });

  it('一行断在两页的接成一行；写完了的、自己有序号的是新的一行', () => {
    const grid = (...rows: string[][]) => rows.map(row => row.map(text => ({ text })));
    const part = (...rows: string[][]): PageTable => ({
      left: 0,
      right: 160,
      top: 0,
      bottom: 90,
      columns: [0, 60, 160],
      grid: grid(...rows),
    });
    const whole = (end: string, ...rest: string[]) => cells(continued(part(['序号', '任务'], ['1', end]), part(rest))!).slice(1);
    expect(whole('改造用房', '', '十二处。')).toEqual([['1', '改造用房十二处。']]);
    expect(whole('改造用房。', '', '配备设备。')).toHaveLength(2);
    expect(whole('改造用房', '2', '十二处。')).toHaveLength(2);
  });

  it('一行剩下的地方放不下后面的字和标点、数字的，也是写满了', () => {
    const lines = (first: string, second: string) =>
      cells(ruledTables(LINES, [...WORDS.slice(0, 4), word(first, 62, 70), word(second, 62, 80)])[0]!)[2]![1];
    expect(lines('配备救护车九', '辆。')).toBe('配备救护车九\n辆。');
    expect(lines('配备监护救护车九', '辆。')).toBe('配备监护救护车九辆。');
    expect(lines('配备监护型救护', '车。')).toBe('配备监护型救护车。');
    expect(lines('配备监护型救护', '车辆')).toBe('配备监护型救护\n车辆');
  });
});
