import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Logger } from '@nestjs/common';
import { Client } from 'minio';
import type { S3Settings } from '../config.js';
import type { Problem } from '../problems.js';
import { BlobStore, missing, partsOf, receive, type StoredBlob } from './blob.store.js';
import { codeOf, StoreAnswer, startTrouble, storeProblem } from './s3.trouble.js';

/** The most that S3 takes in one request. */
const MOST_BYTES = 5 * 1024 ** 3;
/** For how long a request that was signed may begin. */
const SIGNED_SECONDS = 600;
/** A store that says nothing for so long is taken for dead. */
const PATIENCE_MS = 30_000;

/**
 * In a bucket of an S3-compatible store, as `ab/cd/abcd…`. Bytes are received on disk first: their hash is their name, and it must be known
 * before anything is sent. What is read is checked against its hash on the way.
 */
export class S3BlobStore extends BlobStore {
  private readonly client: Client;
  private readonly log = new Logger('store');

  /**
   * @param incoming a folder for what is being received
   * @param patience milliseconds without a word from the store
   */
  constructor(
    private readonly settings: S3Settings,
    private readonly incoming: string,
    private readonly patience = PATIENCE_MS,
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
    const { bucket, region } = this.settings;
    try {
      if (!(await this.answered(this.client.bucketExists(bucket)))) await this.answered(this.client.makeBucket(bucket, region));
    } catch (error) {
      throw startTrouble(error, this.settings);
    }
  }

  async put(bytes: Readable | Uint8Array, limit = Number.POSITIVE_INFINITY): Promise<StoredBlob> {
    const path = join(this.incoming, randomUUID());
    await mkdir(this.incoming, { recursive: true, mode: 0o700 });
    try {
      const stored = await receive(bytes, path, Math.min(limit, MOST_BYTES));
      // Half of it, left by a store that died over it, is sent again.
      if ((await this.sizeOf(stored.sha256)) !== stored.size) await this.send(path, stored);
      return stored;
    } finally {
      await rm(path, { force: true });
    }
  }

  async holds(sha256: string): Promise<boolean> {
    return (await this.sizeOf(sha256)) !== null;
  }

  async open(sha256: string): Promise<Readable> {
    const stream = await this.answered(this.client.getObject(this.settings.bucket, keyOf(sha256))).catch(error => {
      throw isMissing(error) ? missing() : this.trouble(error);
    });
    const checked = checking(sha256);
    stream.on('error', error => checked.destroy(error));
    checked.on('close', () => stream.destroy());
    return stream.pipe(checked);
  }

  /** Answers only when the store says that all of it is there. */
  private async send(path: string, { sha256, size }: StoredBlob): Promise<void> {
    const address = await this.client.presignedPutObject(this.settings.bucket, keyOf(sha256), SIGNED_SECONDS);
    await upload(path, size, address, this.patience).catch(error => {
      throw this.trouble(error);
    });
    if ((await this.sizeOf(sha256)) !== size) throw this.trouble(new Error('kept only a part'));
  }

  /** Null: it is not there. */
  private async sizeOf(sha256: string): Promise<number | null> {
    try {
      return (await this.answered(this.client.statObject(this.settings.bucket, keyOf(sha256)))).size;
    } catch (error) {
      if (isMissing(error)) return null;
      throw this.trouble(error);
    }
  }

  /** The answer, or an error when the store says nothing. */
  private answered<T>(answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(silence()), this.patience);
    });
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }

  /** Told to the person in words, and to the log by its name. */
  private trouble(error: unknown): Problem {
    const problem = storeProblem(error);
    this.log.error({ code: problem.code, cause: codeOf(error) }, 'the store does not serve');
    return problem;
  }
}

/** As a stream from disk to the socket: the client's own way holds parts of it in memory. */
async function upload(path: string, size: number, address: string, patience: number): Promise<void> {
  const request = (address.startsWith('https:') ? https : http).request(address, { method: 'PUT', headers: { 'Content-Length': size } });
  request.setTimeout(patience, () => request.destroy(silence()));
  const answered = once(request, 'response');
  const sent = pipeline(createReadStream(path), request);
  sent.catch(() => undefined);
  // A refusal comes before everything is sent, and ends the sending.
  const [response] = (await answered) as [IncomingMessage];
  response.resume();
  if (response.statusCode !== 200) {
    request.destroy();
    throw new StoreAnswer(response.statusCode ?? 0);
  }
  await sent;
}

const keyOf = (sha256: string) => partsOf(sha256).join('/');
const silence = () => Object.assign(new Error('the store is silent'), { code: 'ETIMEDOUT' });
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
