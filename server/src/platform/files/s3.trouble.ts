import { ConfigError, type S3Settings } from '../config.js';
import { Problem } from '../problems.js';

/** Why a store does not serve. */
export type Trouble = 'away' | 'refused' | 'no_bucket';

const WORDS: Record<Trouble, { code: string; at: string; look: string; detail: string }> = {
  away: {
    code: 'blob.unreachable',
    at: '连不上，或没有正常应答',
    look: 'S3_ENDPOINT，以及存储服务是否在运行',
    detail: '存放文件的服务暂时连不上，请稍后再试；一直不行的，请联系系统管理员。',
  },
  refused: {
    code: 'blob.refused',
    at: '账号或密钥不对，或没有使用它的权限',
    look: 'S3_ACCESS_KEY、S3_SECRET_KEY，以及这个账号对存储桶的权限',
    detail: '存放文件的服务不接受本系统的账号或密钥。请联系系统管理员检查 S3_ACCESS_KEY 和 S3_SECRET_KEY，改正后再试。',
  },
  no_bucket: {
    code: 'blob.no_bucket',
    at: '没有这个存储桶，也建立不了',
    look: 'S3_BUCKET 的名称，或先在存储服务里建立它',
    detail: '存放文件的存储桶不在了。请联系系统管理员恢复存储桶，或检查 S3_BUCKET，改正后再试。',
  },
};

const BY_CODE: Record<string, Trouble> = {
  AccessDenied: 'refused',
  AllAccessDisabled: 'refused',
  Forbidden: 'refused',
  InvalidAccessKeyId: 'refused',
  RequestTimeTooSkewed: 'refused',
  SignatureDoesNotMatch: 'refused',
  InvalidBucketName: 'no_bucket',
  InvalidBucketNameError: 'no_bucket',
  NoSuchBucket: 'no_bucket',
  BucketAlreadyExists: 'no_bucket',
};
const BY_STATUS: Record<number, Trouble> = { 401: 'refused', 403: 'refused', 404: 'no_bucket' };

/** What the store answered to a request, where it answered in numbers only. */
export class StoreAnswer extends Error {
  constructor(readonly status: number) {
    super(`HTTP ${status}`);
  }
}

/** The short name of what went wrong, for the administrator: `SignatureDoesNotMatch`, `ECONNREFUSED`, `HTTP 500`. */
export function codeOf(error: unknown): string {
  const { code, name, message } = error as { code?: string; name?: string; message?: string };
  if (code) return code;
  if (name && name in BY_CODE) return name;
  const status = /HTTP.* (\d{3})/.exec(message ?? '')?.[1];
  return status ? `HTTP ${status}` : 'ERROR';
}

function troubleOf(error: unknown): Trouble {
  const told = error instanceof StoreAnswer ? BY_STATUS[error.status] : BY_CODE[codeOf(error)];
  return told ?? 'away';
}

/** What a person is told whose file cannot be stored or read now. */
export function storeProblem(error: unknown): Problem {
  const { code, detail } = WORDS[troubleOf(error)];
  return new Problem(503, code, '存储服务暂不可用', detail);
}

/** Why the system does not start, and where to look; no key is told. */
export function startTrouble(error: unknown, { endpoint, bucket }: S3Settings): ConfigError {
  const { at, look } = WORDS[troubleOf(error)];
  return new ConfigError(
    `不能使用对象存储 ${new URL(endpoint).host} 的存储桶“${bucket}”：${at}（${codeOf(error)}）。请检查${/^[A-Z]/.test(look) ? ' ' : ''}${look}，改正后再启动。`,
  );
}
