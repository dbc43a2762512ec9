import { HttpError } from 'react-admin';
import { text } from '../i18n/index.js';
import { currentSession, setSession, waitForLogin } from './session.js';
import type { ProblemBody, Session } from './types.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What the server refused, or that it could not be reached (status 0). `message` is a Chinese sentence; `body.errors` feeds the forms. */
export class ApiError extends HttpError {
  declare body: ProblemBody;
  constructor(body: ProblemBody) {
    super(body.detail || body.title, body.status, body);
    // The framework's class sets its own prototype, which would hide this one.
    Object.setPrototypeOf(this, ApiError.prototype);
  }
}

interface Answer {
  status: number;
  body: unknown;
}

interface Options {
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * One request to the API (`path` begins after /api). Gives the JSON answer, or throws an ApiError.
 * An expired session asks for the password on top of the screen and then repeats the request, so that nothing typed is lost.
 */
export function request<T>(method: Method, path: string, { query, body, signal }: Options = {}): Promise<T> {
  const url = `/api${path}${queryOf(query)}`;
  const json = body === undefined ? undefined : JSON.stringify(body);
  return settle<T>(path, keyFor(`${method} ${url} ${json}`), async key => {
    const response = await fetch(url, {
      method,
      signal,
      credentials: 'same-origin',
      headers: { ...headersFor(method, key), ...(json === undefined ? {} : { 'Content-Type': 'application/json' }) },
      body: json,
    });
    return { status: response.status, body: parse(await response.text()) };
  });
}

/** Fetches a file and has the browser save it under the name that the server gives it; a refusal is thrown as from `request`. */
export async function download(path: string, query?: Record<string, unknown>): Promise<void> {
  const url = `/api${path}${queryOf(query)}`;
  const response = await fetch(url, { credentials: 'same-origin' }).catch(unreachable);
  if (!response.ok) throw new ApiError(problemOf({ status: response.status, body: parse(await response.text()) }));
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name ? decodeURIComponent(name) : '';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Sends one file (and text fields) as multipart form data; `onProgress` gets the share sent, 0 to 1. */
export function upload<T>(
  path: string,
  file: File,
  { fields = {}, onProgress, signal }: { fields?: Record<string, string>; onProgress?: (share: number) => void; signal?: AbortSignal } = {},
): Promise<T> {
  return settle<T>(path, keyFor(`upload ${path} ${file.name} ${file.size} ${file.lastModified}`), key => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file, file.name);
    const xhr = new XMLHttpRequest();
    xhr.open('POST', `/api${path}`);
    for (const [name, value] of Object.entries(headersFor('POST', key))) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = event => event.lengthComputable && onProgress?.(event.loaded / event.total);
    signal?.addEventListener('abort', () => xhr.abort());
    return new Promise<Answer>((resolve, reject) => {
      xhr.onload = () => resolve({ status: xhr.status, body: parse(xhr.responseText) });
      xhr.onerror = () => reject(new TypeError('network'));
      xhr.onabort = () => reject(new DOMException('aborted', 'AbortError'));
      xhr.send(form);
    });
  });
}

/** Sends until the answer is final: once more after a new log-in or a fresh CSRF token. */
async function settle<T>(path: string, key: Key, send: (key: string) => Promise<Answer>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const answer = await send(key.value).catch(unreachable);
    key.forget();
    if (answer.status < 300) return answer.body as T;
    const error = new ApiError(problemOf(answer));
    if (attempt > 0 || path === '/session' || !(await recovered(error))) throw error;
  }
}

/** No answer at all: the key is kept, so that sending the same again cannot do the thing twice. */
function unreachable(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  throw new ApiError({ title: text('app.problem.network'), status: 0, code: 'network' });
}

/** Whether it is worth sending once more: the person has logged in again, or a fresh CSRF token was fetched. */
export async function recovered(error: ApiError): Promise<boolean> {
  const before = currentSession();
  if (!before) return false;
  if (error.status === 401) return waitForLogin();
  if (error.body.code !== 'csrf.invalid') return false;
  const now = await request<Session>('GET', '/session');
  if (now.account.id !== before.account.id)
    throw new ApiError({ title: text('app.problem.otherAccount', { name: now.account.name }), status: 403, code: 'session.other' });
  setSession(now);
  return true;
}

function headersFor(method: Method, key: string): Record<string, string> {
  const accept = { Accept: 'application/json' };
  if (method === 'GET') return accept;
  return { ...accept, 'X-CSRF-Token': currentSession()?.csrfToken ?? '', 'Idempotency-Key': key };
}

interface Key {
  value: string;
  forget: () => void;
}

/** Keys of what has been sent and not yet answered. */
const unanswered = new Map<string, string>();

function keyFor(content: string): Key {
  const value = unanswered.get(content) ?? uuid();
  unanswered.set(content, value);
  return { value, forget: () => unanswered.delete(content) };
}

/** A random UUID; `crypto.randomUUID` does not exist on plain http by IP, which is how many offices open the system. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function queryOf(query: Record<string, unknown> = {}): string {
  const parts = Object.entries(query).filter(([, value]) => value !== undefined);
  if (parts.length === 0) return '';
  return `?${new URLSearchParams(parts.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]))}`;
}

function parse(body: string): unknown {
  try {
    return body ? JSON.parse(body) : null;
  } catch {
    return null;
  }
}

function problemOf({ status, body }: Answer): ProblemBody {
  if (body && typeof body === 'object' && 'title' in body) return body as ProblemBody;
  return { title: text(status >= 500 ? 'app.problem.server' : 'app.problem.unexpected', { status }), status, code: 'unknown' };
}
