import { codePoints, joinLines, PointText, storableJson } from './text.js';

describe('texts by code point', () => {
  test('a rare character counts once', () => {
    const text = new PointText('𠮷林省卫健委', 10);
    expect(text.slice(11, 13)).toBe('林省');
    expect(text.length).toBe(6);
    expect(codePoints('𠮷林省')).toBe(3);
  });

  test('lines of a print are joined: Chinese without a gap, Latin with one', () => {
    expect(joinLines('建好村\n\n卫生室,推进\r\n一体化 ')).toBe('建好村卫生室,推进一体化');
    expect(joinLines('Health\nChina 2030')).toBe('Health China 2030');
  });
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
