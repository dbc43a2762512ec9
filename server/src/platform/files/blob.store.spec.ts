import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { DiskBlobStore } from './blob.store.js';

let directory: string;
let store: DiskBlobStore;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dudao-blobs-'));
  store = new DiskBlobStore(directory);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const files = () =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));

describe('the store of files by content', () => {
  it('keeps bytes under their hash and gives them back', async () => {
    const bytes = randomBytes(300_000);
    const { sha256, size } = await store.put(Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]));
    expect([sha256, size]).toEqual([createHash('sha256').update(bytes).digest('hex'), bytes.length]);
    expect(files()).toEqual([join(directory, sha256.slice(0, 2), sha256.slice(2, 4), sha256)]);
    const chunks: Buffer[] = [];
    for await (const chunk of await store.open(sha256)) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  });

  it('keeps the same content once, also when it comes ten times at once, and leaves nothing incoming', async () => {
    const stored = await Promise.all(Array.from({ length: 10 }, () => store.put(Buffer.from('同一份材料'))));
    expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(files()).toHaveLength(1);
  });

  it('a stream that breaks off leaves nothing', async () => {
    const broken = new Readable({
      read() {
        this.push('half');
        this.destroy(new Error('gone'));
      },
    });
    await expect(store.put(broken)).rejects.toThrow('gone');
    expect(files()).toEqual([]);
  });

  it('stops at the limit and leaves nothing; exactly the limit is allowed', async () => {
    await expect(store.put(Buffer.alloc(11), 10)).rejects.toMatchObject({
      status: 413,
      code: 'upload.too_large',
      extras: { params: { limit: 10 } },
    });
    expect(files()).toEqual([]);
    expect((await store.put(Buffer.alloc(10), 10)).size).toBe(10);
  });

  it('says in words what is missing, and takes nothing but a hash as a name', async () => {
    await expect(store.open('0'.repeat(64))).rejects.toMatchObject({ code: 'blob.missing', detail: expect.stringContaining('备份') });
    for (const name of ['../../etc/passwd', '', 'ABC', `${'0'.repeat(63)}/`]) await expect(store.open(name)).rejects.toThrow('not a hash');
  });

  it('nothing of what lies there is changed by what comes later', async () => {
    const { sha256 } = await store.put(Buffer.from('原件'));
    const [path] = files() as [string];
    await store.put(Buffer.from('另一份'));
    expect(readFileSync(path, 'utf8')).toBe('原件');
    expect(await text(await store.open(sha256))).toBe('原件');
  });

  it('files that somebody else put there do no harm', async () => {
    writeFileSync(join(directory, 'note.txt'), '管理员的便条');
    await store.put(Buffer.from('原件'));
    expect(files()).toHaveLength(2);
  });
});
