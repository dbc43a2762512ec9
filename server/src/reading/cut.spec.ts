import { cut } from './cut.js';
import { fold } from './text.js';

const clauses = (text: string): string[] => cut(fold(text)).flatMap(p => p.clauses.map(c => text.slice(c.start, c.end)));

describe('cut', () => {
  it('cuts at 。;!? of either width and keeps the mark', () => {
    expect(clauses('推进甲;落实乙；完善丙。好!')).toEqual(['推进甲;', '落实乙；', '完善丙。', '好!']);
  });

  it('does not cut inside brackets, and keeps an annotation with its clause', () => {
    expect(clauses('推进甲。（责任单位：A局；时限：6月）落实乙。')).toEqual(['推进甲。（责任单位：A局；时限：6月）', '落实乙。']);
  });

  it('keeps a closing quotation mark with its sentence', () => {
    expect(clauses('他说“好。”后来')).toEqual(['他说“好。”', '后来']);
  });

  it('joins newspaper lines that break inside a sentence', () => {
    expect(clauses('推进甲。建设县域医疗卫生\n\n次中心。落实乙。')).toEqual(['推进甲。', '建设县域医疗卫生\n\n次中心。', '落实乙。']);
    expect(clauses('在东阿县、\n\n阳谷县试点。')).toEqual(['在东阿县、\n\n阳谷县试点。']);
  });

  it('leaves titles and numbered lines alone', () => {
    expect(clauses('健康行动方案\n一、总体要求\n推进甲。')).toEqual(['健康行动方案', '一、总体要求', '推进甲。']);
  });

  it('does not join the text behind a byline', () => {
    expect(clauses('推进甲。(张三)\n\n某县多措并举提升服务')).toEqual(['推进甲。', '(张三)', '某县多措并举提升服务']);
  });

  it('joins lines of equal length over a page number, also behind a full stop, and not where a paragraph ends', () => {
    const lines = [
      '为了让群众看病少跑路，县政府决定在全县推行村卫生室',
      '医保即时结算，县卫生健康局要会同县医疗保障局抓紧完善村级结',
      '算办法，各乡镇卫生院要派人到村指导，六月底前全部开通。',
      '未开通的村要说明原因，由县卫生健康局逐村帮助解决，保证',
      '- 3 -',
      '群众在家门口能够看病报销。各乡镇要把这项工作纳入年度考',
      '核，每季度通报一次进展。',
      '各村要做好宣传。',
    ];
    const found = cut(fold(lines.join('\n')));
    expect(found.map(p => p.clauses.length)).toEqual([3, 1]);
  });
});
