import { decodeText } from './text.js';

describe('文本材料的编码', () => {
  it('能认出 UTF-8 和 GB18030', () => {
    expect(decodeText(new TextEncoder().encode('督查记录'))).toBe('督查记录');
    expect(decodeText(Uint8Array.of(0xb6, 0xbd, 0xb2, 0xe9))).toBe('督查');
  });

  it('末尾被截断的字不影响判断', () => {
    expect(decodeText(new TextEncoder().encode('督查记录').subarray(0, 11))).toBe('督查记');
  });
});
