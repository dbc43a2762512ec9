import { fold } from '../words/text.js';
import { cut } from './cut.js';

const clauses = (text: string): string[] => cut(fold(text)).flatMap(p => p.clauses.map(c => text.slice(c.start, c.end)));

describe('cut', () => {
  it('cuts at 。;!? of either width and keeps the mark', () => {
    expect(clauses('推进甲;落实乙；完善丙。好!')).toEqual(['推进甲;', '落实乙；', '完善丙。', '好!']);
  });

  it('does not cut inside brackets, and keeps an annotation with its clause', () => {
    expect(clauses('推进甲。（责任单位：A局；时限：6月）落实乙。')).toEqual(['推进甲。（责任单位：A局；时限：6月）', '落实乙。']);
  });

  it('keeps one annotation behind the other', () => {
    expect(clauses('推进甲。（0.25分）（5月底见成效并持续推进，牵头考核单位：A局）\n落实乙。')).toEqual([
      '推进甲。（0.25分）（5月底见成效并持续推进，牵头考核单位：A局）',
      '落实乙。',
    ]);
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

  it('keeps the points of a task with it, and a mark too many with its sentence', () => {
    expect(clauses('1.清查乡村药店。（10分）2.公布结果。')).toEqual(['1.清查乡村药店。（10分）', '2.公布结果。']);
    expect(clauses('5月完成中期评估。.\n到2026年,体检率达到90%;')).toEqual(['5月完成中期评估。.', '到2026年,体检率达到90%;']);
  });

  it('joins a numbered task that a cell broke over two lines, not a heading and what stands under it', () => {
    const task = ['2.推行乡村医生轮训制度,每年安排业务骨干到县级医院跟班学习,提升常见病', '多发病诊治能力（8分）；'];
    expect(clauses(task.join('\n'))).toEqual([task.join('\n')]);
    const heading = ['2.推行乡村医生轮训,补齐短板', '每年安排业务骨干到县级医院跟班学习。'];
    expect(clauses(heading.join('\n'))).toEqual(heading);
    const long = ['2.推行乡村医生轮训制度,每年安排业务骨干到县级医院跟班学习,提升常见病诊治能力', '村医分批到岗。由县医院带教。'];
    expect(clauses(long.join('\n'))[0]).toBe(long[0]);
  });
});
