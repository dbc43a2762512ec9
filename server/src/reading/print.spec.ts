import { jsonLines } from './print.js';
import { readPlan } from './read.js';

describe('记录的一行', () => {
  const HEAD = ['午县2027年任务分解表', '工作任务', '责任单位', '完成时限'];
  const lines = (...cells: string[]) => {
    const text = [...HEAD, ...cells].join('\n');
    const read = jsonLines(readPlan(text), '', false)
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    for (const { start, end, text: words } of read) expect(text.slice(start, end)).toBe(words);
    return read.filter(({ kind }) => kind === 'measure').map(({ text: words }) => words);
  };

  it('一格一行的表格，谁负责、何时完成的格子跟着任务；核对时仍是任务自己的话', () => {
    const cells = ['启动县图书馆新馆建设，完成选址。', '县文旅局', '12月底前', '改造农贸市场2家，规范经营。', '县商务局', '9月底前'];
    expect(lines(...cells)).toEqual([
      '启动县图书馆新馆建设，完成选址。\n县文旅局\n12月底前',
      '改造农贸市场2家，规范经营。\n县商务局\n9月底前',
    ]);
    expect(readPlan([...HEAD, ...cells].join('\n')).records.map(r => r.text)).toContain('启动县图书馆新馆建设，完成选址。');
  });

  it('格子比任务还长的只跟到一半，不盖住任务', () => {
    expect(lines('新建桥梁2座。', '县住建局', '9月底前')).toEqual(['新建桥梁2座。\n县住建局']);
  });
});
