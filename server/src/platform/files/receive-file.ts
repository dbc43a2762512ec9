import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import { invalid } from '../problems.js';

export interface IncomingFile {
  name: string;
  stream: Readable;
}

/**
 * Hands the first file of a multipart request to `take` while it arrives: nothing is held in memory. A request that breaks off ends the
 * file's stream with an error, so that `take` fails and keeps nothing. Throws `input.invalid` where there is no file.
 */
export async function receiveFile<T>(request: Request, take: (file: IncomingFile) => Promise<T>): Promise<T> {
  if (!request.is('multipart/form-data')) throw invalid('没有收到文件，请选择文件后再上传。', { file: '请选择文件' });
  const form = parserOf(request);
  let taken: Promise<T> | null = null;
  form.on('file', (_field, stream, info) => {
    // Nobody may be listening any more when it breaks off: without a listener the error would end the process.
    stream.on('error', () => undefined);
    const broken = () => stream.destroy(new Error('the upload broke off'));
    request.once('aborted', broken);
    stream.once('close', () => request.off('aborted', broken));
    taken = take({ name: info.filename ?? '', stream });
    // What a refusal leaves unread is let through, so that the answer reaches the browser.
    taken.catch(() => stream.resume());
  });
  await new Promise<void>((resolve, reject) => {
    form.once('close', resolve).once('error', reject);
    request.once('aborted', () => reject(invalid('上传中断，文件没有保存，请重新上传。')));
    request.pipe(form);
  }).catch(error => {
    taken?.catch(() => undefined);
    throw error.code ? error : invalid('上传的内容不完整，文件没有保存，请重新上传。');
  });
  if (!taken) throw invalid('没有收到文件，请选择文件后再上传。', { file: '请选择文件' });
  return taken;
}

/** A form without its boundary cannot be taken apart. */
function parserOf(request: Request): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, defParamCharset: 'utf8', limits: { files: 1, fields: 5 } });
  } catch {
    throw invalid('上传的内容无法识别，文件没有保存，请重新上传。');
  }
}
