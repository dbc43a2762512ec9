import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'minio';
import { ConfigError, type S3Settings } from '../config.js';
import { Problem } from '../problems.js';
import { BlobStore, missing, partsOf, receive, type StoredBlob } from './blob.store.js';

/** The most that S3 takes in one request. */
const MOST_BYTES = 5 * 1024 ** 3;
/** For how long a request that was signed may begin. */
const SIGNED_SECONDS = 600;

/**
 * In a bucket of an S3-compatible store, as `ab/cd/abcd…`. Bytes are received on disk first: their hash is their name, and it must be known
 * before anything is sent. What is read is checked against its hash on the way.
 */
export class S3BlobStore extends BlobStore {
  private readonly client: Client;

  /** @param incoming a folder for what is being received */
  constructor(
    private readonly settings: S3Settings,
    private readonly incoming: string,
  ) {
    super();
    const { protocol, hostname, port } = new URL(settings.endpoint);
    this.client = new Client({
      endPoint: hostname,
      useSSL: protocol === 'https:',
      ...(port && { port: Number(port) }),
      region: settings.region,
      accessKey: settings.accessKey,
      secretKey: settings.secretKey,
      pathStyle: true,
    });
  }

  /** Makes the bucket where there is none; throws ConfigError, in words, when the store cannot be used. */
  async prepare(): Promise<void> {
    const { bucket, region, endpoint } = this.settings;
    try {
      if (!(await this.client.bucketExists(bucket))) await this.client.makeBucket(bucket, region);
    } catch (error) {
      throw new ConfigError(
        `不能使用对象存储 ${new URL(endpoint).host} 的存储桶“${bucket}”（${codeOf(error)}）。请检查 S3_ENDPOINT、S3_BUCKET、S3_ACCESS_KEY、S3_SECRET_KEY，以及存储服务是否在运行。`,
      );
    }
  }

  async put(bytes: Readable | Uint8Array, limit = Number.POSITIVE_INFINITY): Promise<StoredBlob> {
    const path = join(this.incoming, randomUUID());
    await mkdir(this.incoming, { recursive: true, mode: 0o700 });
    try {
      const stored = await receive(bytes, path, Math.min(limit, MOST_BYTES));
      if (!(await this.holds(stored.sha256))) await this.send(path, stored);
      return stored;
    } finally {
      await rm(path, { force: true });
    }
  }

  async holds(sha256: string): Promise<boolean> {
    return (await this.sizeOf(sha256)) !== null;
  }

  async open(sha256: string): Promise<Readable> {
    const stream = await this.client.getObject(this.settings.bucket, keyOf(sha256)).catch(error => {
      throw isMissing(error) ? missing() : unreachable();
    });
    const checked = checking(sha256);
    stream.on('error', error => checked.destroy(error));
    checked.on('close', () => stream.destroy());
    return stream.pipe(checked);
  }

  /** Answers only when the store says that all of it is there. */
  private async send(path: string, { sha256, size }: StoredBlob): Promise<void> {
    const address = await this.client.presignedPutObject(this.settings.bucket, keyOf(sha256), SIGNED_SECONDS);
    await upload(path, size, address).catch(() => {
      throw unreachable();
    });
    if ((await this.sizeOf(sha256)) !== size) throw unreachable();
  }

  /** Null: it is not there. */
  private async sizeOf(sha256: string): Promise<number | null> {
    try {
      return (await this.client.statObject(this.settings.bucket, keyOf(sha256))).size;
    } catch (error) {
      if (isMissing(error)) return null;
      throw unreachable();
    }
  }
}

/** As a stream from disk to the socket: the client's own way holds parts of it in memory. */
async function upload(path: string, size: number, address: string): Promise<void> {
  const request = (address.startsWith('https:') ? https : http).request(address, { method: 'PUT', headers: { 'Content-Length': size } });
  const answered = once(request, 'response');
  await Promise.all([answered, pipeline(createReadStream(path), request)]);
  const [response] = (await answered) as [IncomingMessage];
  response.resume();
  if (response.statusCode !== 200) throw new Error(`the store answered ${response.statusCode}`);
}

const keyOf = (sha256: string) => partsOf(sha256).join('/');
const codeOf = (error: unknown) => (error as { code?: string }).code ?? (error as Error).message;
const isMissing = (error: unknown) => ['NotFound', 'NoSuchKey'].includes(codeOf(error));

/** Lets bytes through and breaks off where they are not what their name says. */
function checking(sha256: string): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(hash.digest('hex') === sha256 ? null : new Error(`content of ${sha256} was changed in the store`));
    },
  });
}

function unreachable(): Problem {
  return new Problem(503, 'blob.unreachable', '存储服务暂不可用', '存放文件的服务暂时连不上，请稍后再试；一直不行的，请联系系统管理员。');
}
