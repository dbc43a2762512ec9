import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import tus from 'tus-js-client';

/**
 * A browser's part of an upload as a program of its own, so that it can be killed: `node uploader.mjs <job as JSON>`. Says `resumed <offset>` when it goes
 * on where an earlier one stopped, `sent <offset>` after each piece, `done` or `failed <answer>` at the end. With `holdAt` it says `held` and stands
 * still once so many bytes are on their way, so that whoever kills it finds it in the middle, however late.
 */
const { url, path, assignmentId, headers, memory, holdAt = Number.POSITIVE_INFINITY } = JSON.parse(process.argv[2]);
const say = words => process.stdout.write(`${words}\n`);

const upload = new tus.Upload(createReadStream(path), {
  endpoint: `${url}/api/uploads`,
  chunkSize: 1024 * 1024,
  retryDelays: null,
  headers,
  urlStorage: new tus.FileUrlStorage(memory),
  metadata: { assignmentId: String(assignmentId), fileName: basename(path) },
  onAfterResponse: (request, response) => {
    if (request.getMethod() === 'HEAD') say(`resumed ${response.getHeader('Upload-Offset')}`);
  },
  onProgress: onTheWay => {
    if (onTheWay < holdAt) return;
    say('held');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
  onChunkComplete: (_size, sent) => say(`sent ${sent}`),
  onSuccess: () => say('done'),
  onError: error => say(`failed ${error.originalResponse?.getBody() || error.message}`),
});
const [earlier] = await upload.findPreviousUploads();
if (earlier) upload.resumeFromPreviousUpload(earlier);
upload.start();
