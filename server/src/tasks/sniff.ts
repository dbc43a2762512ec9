import { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import { Problem } from '../platform/problems.js';
import { ENDINGS, type EvidenceType, typeByName } from './evidence.types.js';

/** Enough for the recognition of office files, which are zip archives with their kind some way in. */
const HEAD_BYTES = 64 * 1024;

/**
 * The first bytes of a stream, and the `whole` to read on from: a stream that is already at its end takes nothing back, so a short file
 * becomes a stream of its own. Throws what broke the stream off.
 */
export async function headOf(stream: Readable): Promise<{ head: Buffer; whole: Readable }> {
  const chunks: Buffer[] = [];
  let size = 0;
  while (size < HEAD_BYTES) {
    const chunk: Buffer | null = stream.read() ?? (await moreOf(stream));
    if (chunk === null) break;
    chunks.push(chunk);
    size += chunk.length;
  }
  const head = Buffer.concat(chunks);
  if (stream.readableEnded) return { head, whole: Readable.from([head]) };
  if (stream.destroyed) throw stream.errored ?? new Error('the upload broke off');
  stream.unshift(head);
  return { head, whole: stream };
}

function moreOf(stream: Readable): Promise<Buffer | null> {
  if (stream.readableEnded) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      stream.off('readable', onReadable).off('end', onEnd).off('error', onError).off('close', onEnd);
      done();
    };
    const onReadable = () => settle(() => resolve(stream.read()));
    const onEnd = () => settle(() => resolve(null));
    const onError = (error: Error) => settle(() => reject(error));
    stream.on('readable', onReadable).on('end', onEnd).on('error', onError).on('close', onEnd);
  });
}

/**
 * What a piece of evidence really is, from its first bytes. Throws `upload.type` for an ending that is not taken and for content that is
 * something else than its name says (a page named .pdf), `upload.empty` for nothing at all.
 * @returns the media type to keep and serve
 */
export async function sniff(fileName: string, head: Buffer): Promise<string> {
  if (head.length === 0) throw new Problem(400, 'upload.empty', '文件是空的', `“${fileName}”没有内容，请检查文件后重新上传。`);
  const type = refuseType(fileName);
  const found = (await fileTypeFromBuffer(head))?.mime ?? (isText(head) ? 'text/plain' : 'application/octet-stream');
  if (!type.content.includes(found)) throw unsuitable(`“${fileName}”的内容不是${type.label}文件，请打开确认后用正确的格式另存再上传。`);
  return type.content[0] as string;
}

/** The kind that a file's name promises; throws `upload.type` for one that is not taken. */
export function refuseType(fileName: string): EvidenceType {
  const type = typeByName(fileName);
  if (!type) throw unsuitable(`不接受“${fileName}”这种文件。可以上传：${ENDINGS}。`);
  return type;
}

function unsuitable(detail: string): Problem {
  return new Problem(415, 'upload.type', '文件类型不符', detail);
}

/** Plain text: no control characters that text does not have, and not a page or a drawing that a browser would run. */
function isText(head: Buffer): boolean {
  const utf16 = head.length >= 2 && (head.readUInt16LE(0) === 0xfeff || head.readUInt16BE(0) === 0xfeff);
  if (utf16) return true;
  if (head.some(byte => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  return !/^\s*<(!doctype|html|head|body|script|svg|\?xml)/i.test(head.subarray(0, 1024).toString('latin1'));
}
