import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { Client } from 'minio';
import S3rver from 's3rver';
import { ConfigError, type S3Settings } from '../config.js';
import { S3BlobStore } from './s3.store.js';

/** A server that speaks S3 over HTTP, with its own disk. */
let server: S3rver;
let directory: string;
let settings: S3Settings;
let store: S3BlobStore;
let admin: Client;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'dudao-s3-'));
  server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: join(directory, 'server') });
  const { port } = await server.run();
  settings = { endpoint: `http://127.0.0.1:${port}`, bucket: 'dudao', region: 'us-east-1', accessKey: 'S3RVER', secretKey: 'S3RVER' };
  store = new S3BlobStore(settings, join(directory, 'incoming'));
  await store.prepare();
  admin = new Client({ endPoint: '127.0.0.1', port, useSSL: false, accessKey: 'S3RVER', secretKey: 'S3RVER', pathStyle: true });
});
afterAll(async () => {
  await server?.close();
  rmSync(directory, { recursive: true, force: true });
});
afterEach(() => expect(existsSync(join(directory, 'incoming')) ? readdirSync(join(directory, 'incoming')) : []).toEqual([]));

const keys = async () => {
  const found: string[] = [];
  for await (const { name } of admin.listObjectsV2('dudao', '', true)) found.push(name);
  return found.sort();
};
const keyOf = (sha256: string) => `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('the store in a bucket', () => {
  it('keeps bytes under their hash and gives them back, none and many', async () => {
    for (const length of [0, 300_000, 40_000_000]) {
      const bytes = randomBytes(length);
      const stored = await store.put(Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]));
      expect(stored).toEqual({ sha256: hashOf(bytes), size: length });
      expect(await store.holds(stored.sha256)).toBe(true);
      expect((await buffer(await store.open(stored.sha256))).equals(bytes)).toBe(true);
      expect(await keys()).toContain(keyOf(stored.sha256));
    }
  });

  it('keeps the same content once, also when it comes ten times at once', async () => {
    const before = await keys();
    const stored = await Promise.all(Array.from({ length: 10 }, () => store.put(Buffer.from('同一份材料'))));
    expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1);
    expect((await keys()).length).toBe(before.length + 1);
    expect(await text(await store.open(stored[0]?.sha256 as string))).toBe('同一份材料');
  });

  it('a stream that breaks off, or is too long, leaves nothing; exactly the limit is allowed', async () => {
    const before = await keys();
    const broken = new Readable({
      read() {
        this.push('half');
        this.destroy(new Error('gone'));
      },
    });
    await expect(store.put(broken)).rejects.toThrow('gone');
    await expect(store.put(Buffer.alloc(11), 10)).rejects.toMatchObject({ status: 413, code: 'upload.too_large' });
    expect(await keys()).toEqual(before);
    expect((await store.put(Buffer.alloc(10), 10)).size).toBe(10);
  });

  it('gives nothing out whole that was changed in the store', async () => {
    const { sha256 } = await store.put(Buffer.from('原件'));
    await admin.putObject('dudao', keyOf(sha256), Buffer.from('假的'));
    await expect(text(await store.open(sha256))).rejects.toThrow('was changed in the store');
  });

  it('says in words what is missing, and takes nothing but a hash as a name', async () => {
    expect(await store.holds('0'.repeat(64))).toBe(false);
    await expect(store.open('0'.repeat(64))).rejects.toMatchObject({ code: 'blob.missing', detail: expect.stringContaining('备份') });
    for (const name of ['../../etc/passwd', '', 'ABC', `${'0'.repeat(63)}/`]) await expect(store.open(name)).rejects.toThrow('not a hash');
  });

  it('that cannot be used: it does not start, and says so later; no key is told', async () => {
    const strange = new S3BlobStore({ ...settings, accessKey: 'STRANGER', secretKey: 'wrong-secret' }, join(directory, 'incoming'));
    const away = new S3BlobStore({ ...settings, endpoint: 'http://127.0.0.1:9' }, join(directory, 'incoming'));
    for (const [other, code] of [
      [strange, 'blob.refused'],
      [away, 'blob.unreachable'],
    ] as const) {
      const error = await other.prepare().then(
        () => null,
        (thrown: Error) => thrown,
      );
      expect(error).toBeInstanceOf(ConfigError);
      expect(error?.message).toContain('存储桶“dudao”');
      expect(error?.message).not.toMatch(/wrong-secret|S3RVER/);
      await expect(other.put(Buffer.from('新的'))).rejects.toMatchObject({ status: 503, code });
      await expect(other.holds('0'.repeat(64))).rejects.toMatchObject({ code });
    }
  });
});
