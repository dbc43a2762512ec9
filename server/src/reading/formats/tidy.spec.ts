import { paragraphsOf } from './layout.js';
import { clean, withoutContents } from './tidy.js';

const kept = (...lines: string[]) => withoutContents(lines.join('\n')).text.split('\n');
const BODY = ['一、工作目标', '新建站点6个。', '完成率 100'];

it('印出来样子一样的别的字，读成本来的字', () => {
  expect(clean('⼾⼝、⾷品、㬵囊，5〜8个∕月⸺见〈办法〉')).toBe('户口、食品、胶囊，5～8个／月——见〈办法〉');
});

describe('目录', () => {
  it.each([
    ['自己敲的，用空格或制表位隔开页码', ['目　录', '一、工作目标\t1', '（一）急救 2', '', '二、保障措施\t12']],
    ['排出来的，点到页码', ['目次', '一、工作目标........1', '二、重点任务……2', '三、保障措施·····3']],
    ['没有写“目录”，只有点线和页码', ['一、工作目标............1', '二、重点任务............2', '三、保障措施............3']],
  ])('%s：略去，并说有几行', (_, contents) => {
    expect(kept('方案', ...contents, ...BODY)).toEqual(['方案', ...BODY]);
    expect(withoutContents(contents.join('\n')).left).toBe(3);
  });

  it.each([
    ['正文里以数字结尾的行', ['各县指标', '甲县\t12', '乙县\t15', '丙县\t18']],
    ['“目录”下面是正文', ['目录', '制定基本公共卫生服务目录。', ...BODY]],
    ['只有一两行', ['目录', '一、工作目标\t1', '二、任务\t2', ...BODY.slice(1, 2)]],
  ])('不是目录，不动：%s', (_, lines) => expect(kept(...lines)).toEqual(lines));

  it('版面上的目录一行是一行，不接起来', () => {
    const text = (n: number) => `${'一二三四'[n]}、工作任务${'.'.repeat(60)}${n + 1}`;
    const runs = Array.from({ length: 4 }, (_, n) => ({ x: 20, y: 100 + n * 15, width: 400, size: 10, text: text(n) }));
    expect(paragraphsOf([{ width: 440, height: 800, runs }])).toEqual([0, 1, 2, 3].map(text));
  });
});

describe('版面上不属于文字的空隙和连字符', () => {
  const line = (...words: string[]) => {
    const runs = words.map((text, n) => ({ x: 20, y: 100 + n * 15, width: 400, size: 10, text }));
    return paragraphsOf([{ width: 440, height: 800, runs }]);
  };

  it.each([
    ['逐字撑满一行', '完成 甲 类 设 施 改 造 ， 惠及群众', '完成甲类设施改造，惠及群众'],
    ['词与词之间的一处空格', '王五 赵六', '王五 赵六'],
    ['标点旁边', '《 健康条例 》和通知（ 试行 ）', '《健康条例》和通知（试行）'],
    ['年份之间的软连字符', '2021\u00ad2025年', '2021-2025年'],
    ['词里的软连字符', 'co\u00adoperate', 'cooperate'],
  ])('%s', (_, printed, expected) => expect(line(printed)).toEqual([expected]));

  it('写满一行的标题后面是下一个标题，不是它的下文', () => {
    const headings = ['二、机构设置和人员编制情况', '三、年度主要工作任务和目标', '第二部分年度收支预算表样'];
    expect(line(...headings)).toEqual(headings);
    expect(line('（一）的要求，由甲县参照第', '（二）项办理。')).toEqual(['（一）的要求，由甲县参照第（二）项办理。']);
  });
});
