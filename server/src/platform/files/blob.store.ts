import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../problems.js';

export interface StoredBlob {
  /** Lower-case hex SHA-256 of the bytes. */
  sha256: string;
  size: number;
}

/** Evidence and documents by content hash. What is stored is never overwritten and never changed. */
export abstract class BlobStore {
  /** Stores the bytes wholly before it answers; a stream that breaks off leaves nothing. Throws `upload.too_large` past `limit` bytes. */
  abstract put(bytes: Readable | Uint8Array, limit?: number): Promise<StoredBlob>;
  /** Whether bytes are there. */
  abstract holds(sha256: string): Promise<boolean>;
  /** A stream of stored bytes; throws `blob.missing` when they are gone from the disk. */
  abstract open(sha256: string): Promise<Readable>;
}

/** On disk: `blobs/ab/cd/abcd…`, written to `blobs/incoming` first, synced, then renamed into place. */
export class DiskBlobStore extends BlobStore {
  constructor(private readonly directory: string) {
    super();
  }

  async put(bytes: Readable | Uint8Array, limit = Number.POSITIVE_INFINITY): Promise<StoredBlob> {
    const incoming = join(this.directory, 'incoming', randomUUID());
    await mkdir(dirname(incoming), { recursive: true, mode: 0o700 });
    try {
      const stored = await receive(bytes, incoming, limit);
      await this.settle(incoming, stored.sha256);
      return stored;
    } finally {
      await rm(incoming, { force: true });
    }
  }

  async holds(sha256: string): Promise<boolean> {
    return (await stat(this.pathOf(sha256)).catch(() => null)) !== null;
  }

  async open(sha256: string): Promise<Readable> {
    const path = this.pathOf(sha256);
    if (!(await this.holds(sha256))) throw missing();
    return createReadStream(path);
  }

  /** A power cut after this leaves the file in place: the folder is synced too. */
  private async settle(from: string, sha256: string): Promise<void> {
    const to = this.pathOf(sha256);
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await rename(from, to);
    const folder = await open(dirname(to), 'r');
    await folder.sync().finally(() => folder.close());
  }

  private pathOf(sha256: string): string {
    return join(this.directory, ...partsOf(sha256));
  }
}

/** `ab`, `cd`, `abcd…`: where content lies under its hash. Nothing but a hash becomes a name. */
export function partsOf(sha256: string): [string, string, string] {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a hash');
  return [sha256.slice(0, 2), sha256.slice(2, 4), sha256];
}

/** Writes bytes to a new file, synced, and tells their hash. Throws `upload.too_large` past `limit` bytes. */
export async function receive(bytes: Readable | Uint8Array, path: string, limit: number): Promise<StoredBlob> {
  const hash = createHash('sha256');
  let size = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(size > limit ? tooLarge(limit) : null, chunk);
    },
  });
  const source = bytes instanceof Readable ? bytes : Readable.from([bytes]);
  const file = createWriteStream(path, { mode: 0o600, flush: true });
  try {
    await pipeline(source, count, file);
  } finally {
    // One that was broken off while it was being opened comes about only now: whoever takes it away must not be there before it.
    if (!file.closed) await new Promise<void>(resolve => file.once('close', () => resolve()));
  }
  return { sha256: hash.digest('hex'), size };
}

/** 410: the row is there, its bytes are not. */
export function missing(): Problem {
  return new Problem(410, 'blob.missing', '文件缺失', '这份文件的内容在存储中找不到了，请联系系统管理员从备份恢复。');
}

/** 413, naming the limit (bytes) in megabytes. */
export function tooLarge(limit: number): Problem {
  const megabytes = Math.round((limit / 1024 / 1024) * 10) / 10;
  return new Problem(413, 'upload.too_large', '文件太大', `文件超过了 ${megabytes} MB 的上限，请压缩或拆分后再上传。`, {
    params: { limit },
  });
}
