import { decodeText, MAX_BYTES, UnreadableFile } from './decode.js';

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof UnreadableFile) return error.code;
  }
  return '';
};
const GB18030 = [0xcd, 0xc6, 0xbd, 0xf8];

describe('decodeText', () => {
  it.each<[string, number[], string]>([
    ['utf-8', [...Buffer.from('推进')], '推进'],
    ['utf-8', [0xef, 0xbb, 0xbf, ...Buffer.from('推进')], '推进'],
    ['gb18030', GB18030, '推进'],
    ['utf-16le', [0xff, 0xfe, ...Buffer.from('推进', 'utf16le')], '推进'],
    ['utf-16be', [0xfe, 0xff, 0x63, 0xa8, 0x8f, 0xdb], '推进'],
  ])('reads %s', (encoding, bytes, text) => expect(decodeText(Uint8Array.from(bytes), '甲.txt')).toEqual({ text, encoding }));

  it.each(['\r', '\f', '\v', '\u0085', '\u2028', '\u2029'])('a line ends with %j too', end =>
    expect(decodeText(Uint8Array.from(Buffer.from(`一、目标${end}新建站点9个。\r\n`)), '甲.txt').text).toBe('一、目标\n新建站点9个。\r\n'),
  );

  it('leaves out what nobody sees', () => {
    expect(decodeText(Uint8Array.from(Buffer.from('新建\u200b站点9个。\u001a')), '甲.txt').text).toBe('新建站点9个。');
  });

  it.each<[string, Uint8Array]>([
    ['reading.empty', new Uint8Array()],
    ['reading.empty', Uint8Array.from(Buffer.from(' \n'))],
    ['reading.binary', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2])],
    ['reading.binary', Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x2d])],
    ['reading.binary', Uint8Array.from([65, 0, 66])],
    ['reading.binary', Uint8Array.from(Buffer.from('{\\rtf1\\ansi'))],
    ['reading.binary', Uint8Array.from(Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related;'))],
    ['reading.encoding', Uint8Array.from([0xcd, 0xff, 0xff])],
    ['reading.too_large', new Uint8Array(MAX_BYTES + 1)],
  ])('refuses with %s', (expected, bytes) => expect(code(() => decodeText(bytes, '甲.txt'))).toBe(expected));

  it('says in Chinese which file and what to do', () => {
    expect(() => decodeText(new Uint8Array(), '方案.txt')).toThrow(/“方案\.txt”是空文件.*请/);
  });
});
