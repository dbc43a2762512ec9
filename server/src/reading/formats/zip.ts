import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { refusal } from './refusals.js';

/** What an office file may unpack to; beyond these it is made to do harm. */
const MAX_ENTRIES = 10_000;
const MAX_DECLARED = 512 * 1024 * 1024;
const MAX_PART = 64 * 1024 * 1024;
const MAX_READ = 128 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

/** The parts of a zip that is an office document; a part is only unpacked when asked for, never what lies packed inside it. */
export class Package {
  private read = 0;

  private constructor(
    private readonly zip: yauzl.ZipFile,
    private readonly entries: Map<string, yauzl.Entry>,
    readonly fileName: string,
    private readonly most: number,
  ) {}

  /** Opens a zip of whose parts no more than `most` bytes are unpacked. Throws `reading.damaged`, `reading.bomb` (too many parts, too large when unpacked, parts that overlap), `reading.encrypted`. */
  static async open(bytes: Uint8Array, fileName: string, most = MAX_READ): Promise<Package> {
    const zip = await openZip(bytes, fileName);
    const entries = new Map<string, yauzl.Entry>();
    if (zip.entryCount > MAX_ENTRIES) throw refusal('reading.bomb', fileName, `有 ${zip.entryCount} 个部件`);
    let declared = 0;
    let packed = 0;
    await eachEntry(zip, fileName, entry => {
      declared += entry.uncompressedSize;
      packed += entry.compressedSize;
      entries.set(entry.fileName.replace(/^\/+/, '').toLowerCase(), entry);
    });
    if (declared > MAX_DECLARED) throw refusal('reading.bomb', fileName, `有 ${Math.round(declared / MEGABYTE)} MB`);
    if (packed > bytes.length) throw refusal('reading.bomb', fileName, '各部件互相重叠');
    return new Package(zip, entries, fileName, most);
  }

  /** The names of all parts, in lower case. */
  get names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** A part as text (UTF-8, or UTF-16 with its mark), or null where there is none. */
  async text(name: string): Promise<string | null> {
    const bytes = await this.bytes(name);
    if (!bytes) return null;
    const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
    return new TextDecoder(wide).decode(bytes);
  }

  /** A part's bytes, counted while they are unpacked: what the directory declares may be a lie. */
  async bytes(name: string): Promise<Buffer | null> {
    const entry = this.entries.get(name.replace(/^\/+/, '').toLowerCase());
    if (!entry) return null;
    if (entry.isEncrypted()) throw refusal('reading.encrypted', this.fileName);
    const limit = Math.min(MAX_PART, this.most - this.read);
    if (entry.uncompressedSize > limit) throw this.tooLarge();
    try {
      const bytes = await this.unpack(entry, limit);
      this.read += bytes.length;
      return bytes;
    } catch (error) {
      if (/too many bytes/.test(String(error))) throw this.tooLarge();
      throw error instanceof Error && 'code' in error && String(error.code).startsWith('reading.')
        ? error
        : refusal('reading.damaged', this.fileName, '部件解不开');
    }
  }

  close(): void {
    this.zip.close();
  }

  private async unpack(entry: yauzl.Entry, limit: number): Promise<Buffer> {
    const stream = await new Promise<Readable>((resolve, reject) =>
      this.zip.openReadStream(entry, (error, found) => (error ? reject(error) : resolve(found as Readable))),
    );
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > limit) {
        stream.destroy();
        throw this.tooLarge();
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  private tooLarge() {
    return refusal('reading.bomb', this.fileName, `的一个部件超过 ${MAX_PART / MEGABYTE} MB`);
  }
}

function openZip(bytes: Uint8Array, fileName: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) =>
    yauzl.fromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), { lazyEntries: true }, (error, zip) =>
      error || !zip ? reject(refusal('reading.damaged', fileName, '压缩目录缺失，可能没有传完整')) : resolve(zip),
    ),
  );
}

function eachEntry(zip: yauzl.ZipFile, fileName: string, visit: (entry: yauzl.Entry) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      visit(entry);
      zip.readEntry();
    });
    zip.on('end', resolve);
    zip.on('error', () => reject(refusal('reading.damaged', fileName, '压缩目录有误')));
    zip.readEntry();
  });
}
