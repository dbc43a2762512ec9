import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { S3Server } from '../../../../test/support/s3.server.js';
import { ConfigError, type S3Settings } from '../config.js';
import { S3BlobStore } from './s3.store.js';

const SECRET = 'the-right-secret';
/** Milliseconds after which a silent store is given up: where it says nothing, and where it is only slow because the machine is. */
const PATIENCE = { silent: 1500, slow: 30_000 };

let server: S3Server;
let settings: S3Settings;
let directory: string;
let store: S3BlobStore;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'dudao-s3-'));
  server = new S3Server('dudao', SECRET);
  const port = await server.listen();
  settings = { endpoint: `http://127.0.0.1:${port}`, bucket: 'dudao', region: 'us-east-1', accessKey: 'dudao', secretKey: SECRET };
  store = open();
});
afterEach(async () => {
  await server.close();
  expect(existsSync(directory) ? readdirSync(directory) : []).toEqual([]);
  rmSync(directory, { recursive: true, force: true });
});

const open = (other: Partial<S3Settings> = {}, patience = PATIENCE.slow) => new S3BlobStore({ ...settings, ...other }, directory, patience);

/** What the start says. */
async function refusal(other: Partial<S3Settings>, patience?: number): Promise<string> {
  const error = await open(other, patience)
    .prepare()
    .then(
      () => null,
      (thrown: Error) => thrown,
    );
  expect(error).toBeInstanceOf(ConfigError);
  expect(error?.message).toContain('存储桶“');
  expect(error?.message).not.toContain(SECRET);
  return error?.message ?? '';
}

describe('at the start', () => {
  it('the right key is let in, and the bucket is made', async () => {
    await store.prepare();
    expect([...server.buckets.keys()]).toEqual(['dudao']);
    const bytes = randomBytes(200_000);
    const { sha256 } = await store.put(bytes);
    expect((await buffer(await store.open(sha256))).equals(bytes)).toBe(true);
  });

  it('a wrong secret key, or an account that it does not know, is named as such', async () => {
    for (const other of [{ secretKey: 'wrong-secret' }, { accessKey: 'stranger' }]) {
      const said = await refusal(other);
      expect(said).toMatch(/账号或密钥不对，或没有使用它的权限（AccessDenied）。请检查 S3_ACCESS_KEY、S3_SECRET_KEY/);
      expect(said).not.toMatch(/wrong-secret|stranger/);
    }
    expect(server.buckets.size).toBe(0);
  });

  it('a store that is not there, says nothing or fails is named as such', async () => {
    expect(await refusal({ endpoint: 'http://127.0.0.1:9' })).toMatch(/连不上，或没有正常应答（ECONNREFUSED）。请检查 S3_ENDPOINT/);
    server.mood = 'silent';
    expect(await refusal({}, PATIENCE.silent)).toContain('没有正常应答（ETIMEDOUT）');
    server.mood = 'fails';
    expect(await refusal({})).toContain('没有正常应答（HTTP 500）');
  });

  it('a bucket that cannot be is named as such', async () => {
    expect(await refusal({ bucket: 'Not_A_Bucket' })).toMatch(/没有这个存储桶，也建立不了（InvalidBucketNameError）。请检查 S3_BUCKET/);
  });
});

describe('while it runs', () => {
  const bytes = randomBytes(3_000_000);
  const kept = () => [...(server.buckets.get('dudao')?.values() ?? [])].map(({ length }) => length);
  beforeEach(() => store.prepare());

  it('a key that was changed in the store stops the upload and the reading, and keeps nothing', async () => {
    const { sha256 } = await store.put(Buffer.from('原件'));
    const strange = open({ secretKey: 'wrong-secret' });
    await expect(strange.put(bytes)).rejects.toMatchObject({
      status: 503,
      code: 'blob.refused',
      detail: expect.stringContaining('S3_SECRET_KEY'),
    });
    await expect(strange.open(sha256)).rejects.toMatchObject({ status: 503, code: 'blob.refused' });
    expect(kept()).toEqual([6]);
    expect(await text(await store.open(sha256))).toBe('原件');
  });

  it('a bucket that somebody removed is named as such, at an upload and at reading', async () => {
    const { sha256 } = await store.put(Buffer.from('原件'));
    server.buckets.clear();
    await expect(store.put(bytes)).rejects.toMatchObject({
      status: 503,
      code: 'blob.no_bucket',
      detail: expect.stringContaining('S3_BUCKET'),
    });
    await expect(store.open(sha256)).rejects.toMatchObject({ status: 503, code: 'blob.no_bucket' });
  });

  it.each(['dies', 'silent', 'swallows', 'fails'] as const)(
    'a store that %s over an upload: said, nothing kept, and the next try is whole',
    async mood => {
      server.mood = mood;
      const first = ['silent', 'swallows'].includes(mood) ? open({}, PATIENCE.silent) : store;
      await expect(first.put(bytes)).rejects.toMatchObject({ status: 503, code: 'blob.unreachable' });
      expect(kept()).toEqual([]);
      server.mood = 'well';
      const { sha256 } = await store.put(bytes);
      expect((await buffer(await store.open(sha256))).equals(bytes)).toBe(true);
    },
  );

  it('half a file is no file: it is not taken for stored, now or at the next try', async () => {
    server.mood = 'halves';
    await expect(store.put(bytes)).rejects.toMatchObject({ status: 503, code: 'blob.unreachable' });
    expect(kept()).toEqual([1_500_000]);
    server.mood = 'well';
    const { sha256, size } = await store.put(bytes);
    expect(kept()).toEqual([size]);
    expect((await buffer(await store.open(sha256))).equals(bytes)).toBe(true);
  });

  it('that went away altogether: said at an upload and at reading', async () => {
    const { sha256 } = await store.put(Buffer.from('原件'));
    await server.close();
    await expect(store.put(bytes)).rejects.toMatchObject({ status: 503, code: 'blob.unreachable' });
    await expect(store.open(sha256)).rejects.toMatchObject({ status: 503, code: 'blob.unreachable' });
    await server.listen();
  });
});
