import { pairsOf, similarity, sketchOf } from './likeness.js';

const like = (a: string, b: string) => similarity(pairsOf(a), pairsOf(b));
const shareBand = (a: string, b: string) => {
  const bands = new Set(sketchOf(pairsOf(a)));
  return sketchOf(pairsOf(b)).some(band => bands.has(band));
};

const FIRST = '（一）推进乡镇卫生院标准化改造，补齐设备短板，到2025年全部达到国家基本标准。';
const AGAIN = '3.推进乡镇卫生院的标准化改造,补齐设备短板,2025年底全部达到国家基本标准';
const OTHER = '开展爱国卫生运动，清理卫生死角，改善城乡人居环境。';

describe('how alike two measures are', () => {
  test('marks, spaces and enumerators count for nothing', () => {
    expect(like('1.加强，医院建设。', '（二）加强医院 建设')).toBe(1);
  });

  test('the same measure in other words is alike, another is not, an empty one is like nothing', () => {
    expect(like(FIRST, AGAIN)).toBeGreaterThan(0.8);
    expect(like(FIRST, OTHER)).toBeLessThan(0.2);
    expect(like('。', '，')).toBe(0);
  });

  test('the sketches of alike texts share a band, those of others do not, and they never change', () => {
    expect(shareBand(FIRST, AGAIN)).toBe(true);
    expect(shareBand(FIRST, OTHER)).toBe(false);
    expect(sketchOf(pairsOf('一'))).toEqual([]);
    expect(sketchOf(pairsOf(FIRST))).toEqual(sketchOf(pairsOf(FIRST)));
    expect(sketchOf(pairsOf(FIRST)).every(Number.isInteger)).toBe(true);
  });

  test('of a thousand pairs that are six tenths alike hardly one is missed', () => {
    let missed = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const words = Array.from({ length: 40 }, (_, index) => String.fromCodePoint(0x4e00 + ((seed * 7919 + index * 104_729) % 20_000)));
      const other = [...words.slice(0, 25), ...words.slice(25).map(word => String.fromCodePoint((word.codePointAt(0) as number) + 1))];
      const [a, b] = [words.join(''), other.join('')];
      expect(like(a, b)).toBeGreaterThan(0.6);
      if (!shareBand(a, b)) missed += 1;
    }
    expect(missed).toBeLessThan(10);
  });
});
