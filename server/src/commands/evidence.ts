import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { INDEX, MANIFEST, Manifest } from '../tasks/evidence.manifest.js';

interface Seen {
  sha256: string;
  size: number;
  bytes: Buffer | null;
}

/** What an evidence package turned out to be. */
export interface PackageCheck {
  /** The hash of the list itself, to be held against the audit log. */
  digest: string;
  checked: number;
  /** One sentence for each file that is not what the list says. */
  faults: string[];
}

/**
 * Recomputes the hash of every file of an evidence package and holds it against its list; needs neither the database nor the store, and memory stays flat.
 * Throws an Error with a sentence for a person where the file is no such package.
 */
export async function checkPackage(path: string): Promise<PackageCheck> {
  const seen = await entriesOf(path);
  const list = seen.get(MANIFEST);
  const manifest = list?.bytes && Manifest.safeParse(parsed(list.bytes)).data;
  if (!list || !manifest) throw new Error(`“${path}”不是佐证材料包：里面没有清单 ${MANIFEST}，或清单已损坏。`);
  const faults = manifest.files.flatMap(({ path: name, sha256, fileName }) => {
    if (name === null) return [`“${fileName}”在下载时内容已缺失`];
    const entry = seen.get(name);
    if (!entry) return [`缺少 ${name}`];
    return entry.sha256 === sha256 ? [] : [`被改动 ${name}`];
  });
  const listed = new Set([MANIFEST, INDEX, ...manifest.files.map(file => file.path)]);
  for (const name of seen.keys()) if (!listed.has(name) && !name.endsWith('/')) faults.push(`清单之外 ${name}`);
  return { digest: list.sha256, checked: manifest.files.length, faults };
}

/** `evidence-verify FILE.zip`: says which file differs; exit code 1 where one does. */
export async function verifyPackage([path]: string[]): Promise<number> {
  if (!path) {
    console.error('用法：npm run evidence:verify -- 文件.zip');
    return 2;
  }
  try {
    const { digest, checked, faults } = await checkPackage(path);
    console.log(`清单指纹（SHA-256）：${digest}\n可与审计日志中“下载佐证材料包”一条所记的指纹核对。`);
    for (const fault of faults) console.error(`✗ ${fault}`);
    if (faults.length === 0) console.log(`材料完好：共核对 ${checked} 份`);
    else console.error(`材料有变：共核对 ${checked} 份，${faults.length} 处不符`);
    return faults.length === 0 ? 0 : 1;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

async function entriesOf(path: string): Promise<Map<string, Seen>> {
  const zip = await opened(path);
  const seen = new Map<string, Seen>();
  try {
    await new Promise<void>((resolve, reject) => {
      zip.once('end', resolve).once('error', reject);
      zip.on('entry', (entry: yauzl.Entry) => {
        read(zip, entry)
          .then(one => seen.set(entry.fileName, one))
          .then(() => zip.readEntry(), reject);
      });
      zip.readEntry();
    });
  } catch {
    throw new Error(`“${path}”已损坏：读到“${[...seen.keys()].at(-1) ?? '开头'}”之后读不下去。`);
  } finally {
    zip.close();
  }
  return seen;
}

function opened(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(new Error(`“${path}”打不开，或不是完整的 zip 文件。`)) : resolve(zip),
    );
  });
}

function streamOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))));
}

async function read(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Seen> {
  const hash = createHash('sha256');
  const chunks: Buffer[] = [];
  let size = 0;
  await pipeline(await streamOf(zip, entry), async function take(source) {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
      if (entry.fileName === MANIFEST) chunks.push(chunk);
    }
  });
  return { sha256: hash.digest('hex'), size, bytes: entry.fileName === MANIFEST ? Buffer.concat(chunks) : null };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
