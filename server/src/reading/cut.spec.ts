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
});
