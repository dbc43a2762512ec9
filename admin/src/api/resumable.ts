import { type DetailedError, Upload } from 'tus-js-client';
import { text } from '../i18n/index.js';
import { ApiError, recovered } from './http.js';
import { currentSession } from './session.js';
import type { ProblemBody } from './types.js';

const ENDPOINT = '/api/uploads';
/** What is lost at most when the connection breaks. */
const PIECE_BYTES = 4 * 1024 * 1024;
/** After which it is given up until the person sends again; what has arrived is kept for a day. */
const RETRY_DELAYS = [0, 1000, 3000, 5000, 10_000, 20_000];

/** What a file is for: the share, and the requirement that it serves (null: none; absent: its name tells) or the file that it replaces. */
export interface Purpose {
  assignmentId: number;
  requirementId?: number | null;
  replaces?: number;
}

/**
 * Sends a file in pieces. It goes on where it stopped: by itself after a broken connection, and when the same file is chosen again after the browser was
 * closed. Throws an ApiError as every request does. `onProgress` gets the share sent, 0 to 1.
 */
export async function sendResumably(
  purpose: Purpose,
  file: File,
  { onProgress, signal }: { onProgress?: (share: number) => void; signal?: AbortSignal } = {},
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await send(purpose, file, onProgress, signal);
    } catch (error) {
      if (attempt > 0 || !(error instanceof ApiError) || !(await recovered(error))) throw error;
    }
  }
}

function send(purpose: Purpose, file: File, onProgress?: (share: number) => void, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: ENDPOINT,
      chunkSize: PIECE_BYTES,
      retryDelays: RETRY_DELAYS,
      removeFingerprintOnSuccess: true,
      metadata: metadataOf(purpose, file),
      fingerprint: async () =>
        ['dudao', currentSession()?.account.id, ...Object.values(metadataOf(purpose, file)), file.size, file.lastModified].join('-'),
      onBeforeRequest: request => request.setHeader('X-CSRF-Token', currentSession()?.csrfToken ?? ''),
      onShouldRetry: error => mayHelp(error.originalResponse?.getStatus() ?? 0),
      onProgress: (sent, total) => onProgress?.(total === 0 ? 0 : sent / total),
      onSuccess: () => resolve(),
      onError: error => reject(new ApiError(problemOf(error as DetailedError))),
    });
    signal?.addEventListener('abort', () => {
      void upload.abort();
      reject(new DOMException('aborted', 'AbortError'));
    });
    void upload.findPreviousUploads().then(([earlier]) => {
      if (signal?.aborted) return;
      if (earlier) upload.resumeFromPreviousUpload(earlier);
      upload.start();
    });
  });
}

function metadataOf({ assignmentId, requirementId, replaces }: Purpose, file: File): Record<string, string> {
  return {
    assignmentId: String(assignmentId),
    fileName: file.name,
    ...(requirementId !== undefined && { requirementId: requirementId === null ? 'none' : String(requirementId) }),
    ...(replaces !== undefined && { replaces: String(replaces) }),
  };
}

/** No answer, a busy or failing server, or pieces that crossed: asked again how far it has come. */
const mayHelp = (status: number) => status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;

function problemOf(error: DetailedError): ProblemBody {
  const response = error.originalResponse;
  if (!response || response.getStatus() === 0) return { title: text('app.problem.network'), status: 0, code: 'network' };
  const status = response.getStatus();
  try {
    const body = JSON.parse(response.getBody());
    if (body && typeof body === 'object' && 'title' in body) return body;
  } catch {
    // Not one of the server's own answers: a proxy's page.
  }
  return { title: text(status >= 500 ? 'app.problem.server' : 'app.problem.unexpected', { status }), status, code: 'unknown' };
}
