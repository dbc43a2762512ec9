import type { IntakeRecord } from '../api/types.js';
import { linesOf, takenWords } from './spans.js';

const join = (text: string, records: Parameters<typeof linesOf>[1], from?: number) =>
  linesOf(text, records, from).map(line =>
    line.map(({ text: words, recordId, first }) => `${first ? '*' : ''}${words}@${recordId ?? '-'}`),
  );

describe('原文按记录分段', () => {
  it('逐行切开，记录内外分清，空行保留', () => {
    expect(join('前言\n\n到2025年达到90%。完', [{ id: 7, start: 4, end: 16 }])).toEqual([['前言@-'], [], ['*到2025年达到90%。@7', '完@-']]);
  });

  it('位置按码点算，生僻字不错位', () => {
    expect(join('𠮷𠮷村卫生室', [{ id: 3, start: 2, end: 5 }])).toEqual([['𠮷𠮷@-', '*村卫生@3', '室@-']]);
  });

  it('一条记录跨行时，只有开头一段算开头', () => {
    expect(join('建优乡镇\n卫生院', [{ id: 1, start: 0, end: 8 }])).toEqual([['*建优乡镇@1'], ['卫生院@1']]);
  });

  it('拆出的条目压在所属的列举之上', () => {
    const records = [
      { id: 1, start: 0, end: 11 },
      { id: 2, start: 3, end: 6 },
      { id: 3, start: 7, end: 10 },
    ];
    expect(join('主要是建强县,建优乡。', records)).toEqual([['*主要是@1', '*建强县@2', ',@1', '*建优乡@3', '。@1']]);
  });

  it('相邻两条各自成段', () => {
    const records = [
      { id: 1, start: 0, end: 2 },
      { id: 2, start: 2, end: 4 },
    ];
    expect(join('甲。乙。', records)).toEqual([['*甲。@1', '*乙。@2']]);
  });

  it('长文件分段载入时按段首换算', () => {
    expect(join('乙丙', [{ id: 9, start: 101, end: 102 }], 100)).toEqual([['乙@-', '*丙@9']]);
  });

  it('识读取用的数字、时限和单位另成一段，别处的同样字样不动', () => {
    const records = [{ id: 1, start: 3, end: 14, taken: ['90%', '县医院'] }];
    const taken = (text: string, from = 0) =>
      linesOf(text, records, from).flatMap(line => line.filter(segment => segment.taken).map(segment => segment.text));
    expect(taken('𠮷。\n县医院达到90%以上。县医院90%')).toEqual(['县医院', '90%']);
    expect(taken('县医院达到90%', 200)).toEqual([]);
  });

  it('取用的字样各列一次，没有的不算', () => {
    const record = { indicators: [{ raw: '90%' }, { raw: '90%' }], deadline: null, lead: ['县医院'], support: ['县医院'] };
    expect(takenWords(record as unknown as IntakeRecord)).toEqual(['90%', '县医院']);
  });
});
