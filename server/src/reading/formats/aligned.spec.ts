import fc from 'fast-check';
import { alignedTables } from './aligned.js';
import * as layout from './layout.js';
import { linesOf, type Page, type Run } from './lines.js';
import { takeRows } from './row.marks.js';

/** Where the columns of these pages begin, ten points a character. */
const X = [20, 60, 160, 330, 410, 490];
const HEADS = ['序号', '重点任务', '具体措施', '牵头单位', '配合单位', '完成时限'];
const word = (text: string, x: number, y: number, size = 10): Run => ({ text, x, y, width: text.length * size, size });
/** A line of cells; an empty one is not printed. */
const line = (y: number, ...cells: string[]) => cells.flatMap((text, n) => (text ? word(text, X[n]!, y) : []));
const page = (...runs: Run[][]): Page => ({ width: 600, height: 800, runs: runs.flat() });
const paragraphsOf = (pages: Page[]) => layout.paragraphsOf(pages).map(text => takeRows(text).text);
const tables = (...runs: Run[][]) => alignedTables(linesOf(page(...runs), 0));
const cells = (...runs: Run[][]) => tables(...runs).map(({ grid }) => grid.slice(1).map(row => row.map(cell => cell?.text ?? null)));

const FIRST = ['1', '健全急救网络', '新建急救站点六个，配备', '县卫健局', '县财政局', '2026年底'];
const ROW = ['1', '健全急救网络', '新建急救站点六个，配备救护车。', '县卫健局', '县财政局', '2026年底'];
const SECOND = ['2', '', '培训护理员。', '县民政局', '', '2027年底'];

describe('没有画线的分解表', () => {
  it('按表头和下面字的位置分列，几行一格的接上，没再写的任务随上一行', () => {
    const rows = [line(100, ...HEADS), line(120, ...FIRST), line(135, '', '', '救护车。'), line(155, ...SECOND)];
    expect(cells(...rows)).toEqual([[ROW, ['2', '健全急救网络', ...SECOND.slice(2)]]]);
    const [table] = tables(...rows);
    expect(table!.grid[1]![1]).toBe(table!.grid[2]![1]);
  });

  it.each<[string, Run[][]]>([
    ['行间没有空的，按序号', [line(120, ...FIRST), line(135, '', '', '救护车。'), line(150, ...SECOND)]],
    [
      '序号在一行中间的，上下一样高',
      [
        line(120, '', '', '新建急救站点六个，配备'),
        line(127.5, '1', '健全急救网络', '', '县卫健局', '县财政局', '2026年底'),
        line(135, '', '', '救护车。'),
        line(150, ...SECOND),
      ],
    ],
  ])('%s', (_, body) => {
    expect(cells(line(100, ...HEADS), ...body)[0]!.map(row => [row[0], row[2], row[3]])).toEqual([
      ['1', '新建急救站点六个，配备救护车。', '县卫健局'],
      ['2', '培训护理员。', '县民政局'],
    ]);
  });

  it('没有序号、行间也没有空的，一项写完才是下一行', () => {
    const bare = (y: number, ...[, ...rest]: string[]) => line(y, '', ...rest);
    const body = [
      bare(120, ...FIRST),
      bare(135, '', '', '救护车。'),
      bare(150, '', '培训人员', '培训护理员。', '县民政局', '', '2027年底'),
    ];
    expect(cells(bare(100, ...HEADS), ...body)).toEqual([[ROW.slice(1), ['培训人员', ...SECOND.slice(2)]]]);
  });

  it('表头分两行的、拦腰断开的、上面横跨几列的，都认得', () => {
    const spanned = [
      word('责任分工', 370, 92),
      ...line(100, '序号', '重点任务', '具体措施', '', '', '完成'),
      ...line(108, '', '', '', '牵头单位', '配合单位'),
    ];
    const [table] = tables(spanned, line(115, '', '', '', '', '', '时限'), line(140, ...ROW), line(160, ...SECOND));
    expect(table!.grid[0]!.map(cell => cell!.text)).toEqual(HEADS);
    expect(table!.grid).toHaveLength(3);
  });

  it('表里横跨各列的小标题自成一行；表上的标题、表下的话不算在内', () => {
    const section = [word('一、补齐服务短板，拓展服务内容，巩固提高水平和能力', 150, 118)];
    const below = [word('注：各单位每季度末报送进展情况，由县督查考核办公室按季度汇总通报。', 40, 180)];
    const texts = paragraphsOf([
      page([word('重点任务分解表', 200, 80, 16)], line(100, ...HEADS), section, line(138, ...ROW), line(158, ...SECOND), below),
    ]);
    expect(texts).toEqual([
      '重点任务分解表',
      section[0]!.text,
      '健全急救网络',
      '1. 新建急救站点六个，配备救护车。（牵头单位：县卫健局；配合单位：县财政局；完成时限：2026年底）',
      '2. 培训护理员。（牵头单位：县民政局；完成时限：2027年底）',
      below[0]!.text,
    ]);
  });

  it('一格横跨两列的，两列都是它', () => {
    const [grid] = cells(line(100, ...HEADS), line(120, ...ROW), [
      ...line(140, '2', '宣传引导', '开展宣传。', '', '', '长期'),
      word('各乡镇人民政府、县直各部门', 330, 140),
    ]);
    expect(grid![1]!.slice(3, 5)).toEqual(['各乡镇人民政府、县直各部门', '各乡镇人民政府、县直各部门']);
  });

  it('表到下一页接着排，不再写表头的、又写表头的、一行断在两页的，都接成一张', () => {
    const above = [
      line(100, ...HEADS),
      line(120, ...ROW),
      line(140, '2', '培训人员', '培训护理员一百五十名，', '县民政局', '', '2027年底'),
    ];
    const rest = [
      line(60, '', '', '其中骨干三十名。'),
      line(80, '3', '宣传引导', '开展宣传。', '县卫健局', '', '长期坚持'),
      line(100, '4', '督导检查', '每季度通报。', '县政府办', '', '长期坚持'),
    ];
    const last = [
      '2. 培训人员',
      '培训护理员一百五十名，其中骨干三十名。（牵头单位：县民政局；完成时限：2027年底）',
      '3. 宣传引导',
      '开展宣传。（牵头单位：县卫健局；完成时限：长期坚持）',
      '4. 督导检查',
      '每季度通报。（牵头单位：县政府办；完成时限：长期坚持）',
    ];
    expect(paragraphsOf([page(...above), page(...rest)]).slice(2)).toEqual(last);
    expect(paragraphsOf([page(...above), page(line(40, ...HEADS), ...rest)]).slice(2)).toEqual(last);
  });

  it('没有序号、每格都短的行不是表头的下一行；紧贴在表头上面的一行也还在', () => {
    const bare = (y: number, ...cells: string[]) => line(y, '', ...cells);
    const texts = paragraphsOf([
      page(
        [word('单位：万元', 500, 92)],
        bare(100, ...HEADS.slice(1)),
        bare(120, '急救网络', '新建站点', '县卫健局', '县财政局', '长期'),
        bare(140, '人才培养', '培训骨干', '县卫健局', '县人社局', '长期'),
      ),
    ]);
    expect(texts).toEqual([
      '单位：万元',
      '急救网络',
      '新建站点（牵头单位：县卫健局；配合单位：县财政局；完成时限：长期）。',
      '人才培养',
      '培训骨干（牵头单位：县卫健局；配合单位：县人社局；完成时限：长期）。',
    ]);
  });

  it.each<[string, Run[][]]>([
    ['只有任务没有责任、时限的表头', [line(100, '序号', '重点任务', '具体措施'), line(120, '1', '健全急救网络', '新建站点。')]],
    ['句子里提到这些词', [[word('重点任务由牵头单位和配合单位按完成时限办结，责任单位负责。', 20, 100)], line(120, ...ROW)]],
    ['表头下面没有内容', [line(100, ...HEADS)]],
    [
      '表头下面是通栏的话',
      [line(100, ...HEADS), [word('各单位要按照分工抓好落实，确保各项任务按期完成，每季度末报送进展情况。', 20, 120)]],
    ],
    ['大小不一的字', [line(100, ...HEADS), [word('云岭县人民政府', 60, 120, 22)]]],
  ])('不是表格：%s', (_, rows) => {
    expect(tables(...rows)).toEqual([]);
  });

  it('分不出哪几行是一行的，照原样一行行写，不编责任', () => {
    const texts = paragraphsOf([
      page(
        line(100, '', ...HEADS.slice(1)),
        line(120, '', '健全急救', '新建站点六个并且要配备'),
        line(135, '', '网络', '', '县卫健局', '', '长期'),
        line(150, '', '', '救护车监护设备各六套'),
      ),
    ]);
    expect(texts.join('')).toContain('县卫健局');
    expect(texts.join('')).not.toContain('（牵头单位');
  });
});

it('两栏之间只隔一个多字的，也是先左后右', () => {
  const column = (x: number, mark: string) =>
    Array.from({ length: 8 }, (_, n) => word(`${mark}${'文'.repeat(18)}${n === 7 ? '。' : '字'}`, x, 100 + n * 15));
  expect(paragraphsOf([page(column(20, '左'), column(234, '右'))]).join('')).toMatch(/^(?:左[^右]+){8}(?:右[^左]+){8}$/);
});

it('只有两页的，两页上同一处的同样的页眉也略去；每页重复的表头不是页眉', () => {
  const texts = paragraphsOf(
    [1, 2].map(n =>
      page(
        [word('云岭县人民政府文件', 200, 30)],
        line(80, ...HEADS),
        line(110, String(n), ...ROW.slice(1)),
        line(130, String(n + 2), ...SECOND.slice(1)),
      ),
    ),
  );
  expect(texts.join('')).not.toContain('云岭县人民政府文件');
  expect(texts.filter(text => text.includes('牵头单位：县卫健局'))).toHaveLength(2);
});

it('表头下面不管怎么排，一个词也不少', () => {
  const cell = fc.constantFrom('', '', '1', '2', '新建站点', '推进改造。', '县卫健局', '长期坚持', '序号', '牵头单位');
  const body = fc.array(fc.tuple(fc.array(cell, { minLength: 6, maxLength: 6 }), fc.constantFrom(8, 12, 15, 20)), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(body, given => {
      let y = 110;
      const rows = given.map(([cells, step]) => {
        y += step;
        return line(y, ...cells);
      });
      const text = paragraphsOf([page(line(100, ...HEADS), ...rows)]).join('');
      for (const [cells] of given)
        for (const word of cells.filter(each => /新建|推进|县卫/.test(each))) expect(text).toContain(word.replace('。', ''));
    }),
    { numRuns: 500, seed: 11 },
  );
});
