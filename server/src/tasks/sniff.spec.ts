import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { headOf } from './sniff.js';

/** Bytes as they come over the wire: in pieces, the end some time after the last. */
const arriving = (bytes: Buffer, piece: number) => {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) => bytes.subarray(index * piece, (index + 1) * piece));
  return Readable.from(pieces, { objectMode: false });
};

describe('先看文件开头，再存整个文件', () => {
  it.each([1, 650, 17_219, 64 * 1024, 200_000])('%d 字节的文件一个字节也不少', async size => {
    const bytes = Buffer.alloc(size, '督查');
    for (const stream of [arriving(bytes, 4096), Readable.from([bytes]), new PassThrough().end(bytes)]) {
      const { head, whole } = await headOf(stream);
      expect(head.equals(bytes.subarray(0, head.length))).toBe(true);
      expect((await buffer(whole)).equals(bytes)).toBe(true);
    }
  });

  it('空文件没有开头', async () => {
    const { head } = await headOf(new PassThrough().end());
    expect(head).toHaveLength(0);
  });

  it('传到一半断开就报错，不当作完整的文件', async () => {
    const stream = new PassThrough();
    stream.write('前一半');
    setTimeout(() => stream.destroy(new Error('the upload broke off')), 10);
    await expect(headOf(stream)).rejects.toThrow('broke off');
  });
});
