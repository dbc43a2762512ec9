import { codePoints, inWords, joinBetween, joinLines, PointText, storableJson, withoutNumber } from './text.js';

describe('texts by code point', () => {
  test('a rare character counts once', () => {
    const text = new PointText('𠮷林省卫健委', 10);
    expect(text.slice(11, 13)).toBe('林省');
    expect(codePoints('𠮷林省')).toBe(3);
  });

  test('lines of a print are joined: Chinese without a gap, Latin with one', () => {
    expect(joinLines('建好村\n\n卫生室,推进\r\n一体化 ')).toBe('建好村卫生室,推进一体化');
    expect(joinLines('Health\nChina 2030')).toBe('Health China 2030');
  });

  test('a heading in the lines stands apart from what is before and behind it', () => {
    expect(joinLines('扩面\n（二）完善设施设备\n改造病房30间。\n1. 配备车辆\n12.5万元。')).toBe(
      '扩面　（二）完善设施设备　改造病房30间。1. 配备车辆　12.5万元。',
    );
  });

  test('lines stay apart between which something that was read begins or ends, indented or not', () => {
    const text = '一、目标\n　　建好卫\n生室。\n附则\n说明';
    expect(joinBetween(text, 100, new Set([100, 104, 107, 114]))).toBe('一、目标\n建好卫生室。\n附则说明');
    expect(joinBetween('标题\n', 7, new Set([10]))).toBe('标题\n');
  });
});

test('who owes several sentences by when is said once, behind the last; other brackets stay', () => {
  const duty = '（牵头单位：县卫健局；责任单位：各乡镇（街道）；完成时限：年底前）';
  expect(inWords(`1. 新建站点（含车棚）。${duty}\n配备车辆（含车棚）${duty}。`)).toBe(`1. 新建站点（含车棚）。配备车辆（含车棚）${duty}。`);
  expect(inWords('（一）新建站点。（责任单位：甲局）（二）配备车辆。（责任单位：乙局）')).toBe(
    '（一）新建站点。（责任单位：甲局）（二）配备车辆。（责任单位：乙局）',
  );
});

test('the number that opens a sentence is no part of its words; a figure is', () => {
  const numbered = ['第三条 建站', '十二、建站', '（二）建站', '(3)建站', '4. 建站', '5）建站', '一是建站', '二要建站'];
  expect(numbered.map(withoutNumber)).toEqual(numbered.map(() => '建站'));
  expect(['1.2026年建站', '2、2026年建站'].map(withoutNumber)).toEqual(['2026年建站', '2026年建站']);
  const plain = ['1.5亿元建站', '三项制度落地', '十五分钟到站', '2026年建站'];
  expect(plain.map(withoutNumber)).toEqual(plain);
});

describe('JSON for the database', () => {
  test('NUL and half characters become U+FFFD, everything else stays', () => {
    expect(JSON.parse(storableJson({ a: 'x\u0000y\ud800z', b: '\\u0000', c: '𠮷' }))).toEqual({
      a: 'x\ufffdy\ufffdz',
      b: '\\u0000',
      c: '𠮷',
    });
  });
});
