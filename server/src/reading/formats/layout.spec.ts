import { paragraphsOf } from './layout.js';
import { lettersOf, type Run } from './lines.js';

const [WIDTH, HEIGHT, LEFT, SIZE] = [595, 842, 80, 16];
const wide = (text: string, size: number) => Array.from(text).reduce((sum, c) => sum + (c < '\u2e80' ? size / 2 : size), 0);

/** A piece of text at a place, in characters from the left edge and in points from the top. */
const at = (text: string, indent: number, y: number, size = SIZE): Run => ({
  x: LEFT + indent * SIZE,
  y,
  width: wide(text, size),
  size,
  text,
});
const read = (...runs: Run[]) => paragraphsOf([{ width: WIDTH, height: HEIGHT, runs }]);

it.each([
  ['1 5 分 钟', 3.5, '15分钟'],
  ['县 卫', 2.15, '县卫'],
  ['1 2', 1.15, '12'],
  ['1 2', 1.5, '1 2'],
  ['甲 乙', 3, '甲 乙'],
  ['A 型', 2, 'A 型'],
])('字距加宽的“%s”，宽 %d 字：%s', (text, width, read) => expect(lettersOf(text, width * SIZE, SIZE)).toBe(read));

describe('一页上的行连成段', () => {
  it('落款、日期靠右，下面一行顶格的不接上去', () => {
    expect(read(at('丙县卫生健康局', 20.2, 300), at('2026年3月5日', 20.7, 328), at('（此件公开发布）', 0, 356))).toEqual([
      '丙县卫生健康局',
      '2026年3月5日',
      '（此件公开发布）',
    ]);
  });

  it('没有两行一样长，右边就在和左边对称的地方：短行各是一段', () => {
    expect(read(at('1. 新建站点9个', 0, 200), at('2. 培训急救员200人次', 0, 228), at('联系人：王某', 0, 256))).toEqual([
      '1.新建站点9个',
      '2.培训急救员200人次',
      '联系人：王某',
    ]);
  });

  it('全页都缩进的页，左右边和上一页一样', () => {
    const full = '丙县急救体系建设领导小组负责统筹协调各项工作落实';
    const prose = { width: WIDTH, height: HEIGHT, runs: [200, 228, 256, 284].map(y => at(`${full}${full.slice(0, 3)}`, 0, y)) };
    const rows = ['救护车辆配备达标率', '急救人员持证上岗率', '急救站点标准化比例', '十五分钟急救圈覆盖'].map((name, n) =>
      at(`${name}（%）现状81目标9${n}约束性`, 2, 200 + n * 28),
    );
    expect(paragraphsOf([prose, { width: WIDTH, height: HEIGHT, runs: rows }]).slice(-4)).toEqual(rows.map(({ text }) => text));
  });

  it('两行缩进一样、长短不一的，不是居中的标题', () => {
    const lines = [at('到二〇二六年底救护车辆配备达标率超过九成', 2, 200), at('到二〇二六年底急救人员持证上岗率超过九成五', 2, 228)];
    expect(read(...lines, at('丙县急救体系建设领导小组负责统筹协调各项工作落实', 2, 256), at('情况。', 0, 284))).toHaveLength(3);
  });

  it('不缩进的段，看行与行之间空多少', () => {
    const full = '丙县急救体系建设领导小组负责统筹协调各项工作落实情况。';
    expect(read(at(full, 0, 200), at('每季度通报一次。', 0, 226), at(full, 0, 262), at(full, 0, 298), at(full, 0, 324))).toEqual([
      `${full}每季度通报一次。`,
      full,
      full + full,
    ]);
  });

  it('首行缩进的段里，一行被后面的长数字挤短了，下一行顶格的仍接上', () => {
    const full = '丙县急救体系建设领导小组负责统筹协调各项工作落实情况';
    const short = '按照丙县人民政府办公室印发的通知（丙政办发';
    expect(read(at(short, 2, 200), at(`〔2026〕1234567890号）${full.slice(0, 15)}`, 0, 228), at(`${full}。`, 0, 256))).toHaveLength(1);
    expect(read(at(`${short.slice(2)}）。`, 2, 200), at(`${full}。`, 0, 228), at(`${full}。`, 0, 256))).toHaveLength(2);
  });

  it('页底的数字，下面还有字的不是页码', () => {
    expect(read(at('新建站点9个。', 2, 400), at('12', 2, 750), at('培训200人。', 8, 760), at('3', 15, 800))).toEqual([
      '新建站点9个。',
      '12',
      '培训200人。',
    ]);
  });

  it('浏览器印在页边的日期、网址不读，只有一页也一样', () => {
    expect(
      read(
        at('2026/3/5 上午9:12', 0, 20, 8),
        at('丙县急救工作要点', 12, 20, 8),
        at('新建站点9个。', 2, 200),
        at('https://www.example.cn/a.html', 0, 830, 8),
        at('1/1', 25, 830, 8),
      ),
    ).toEqual(['新建站点9个。']);
  });

  it('升高的小字：字后面的是注的号，不读；字母后面的是平方、立方', () => {
    const row = [
      at('每万人口', 0, 200),
      at('1', 4, 193, 9),
      at('建筑面积不少于60m', 4.6, 200),
      at('2', 13.1, 192.5, 9),
      at('。', 13.6, 200),
    ];
    expect(read(...row)).toEqual(['每万人口建筑面积不少于60m2。']);
  });
});
