import { refusal } from './refusals.js';

const HEADER = 512;
const END_OF_CHAIN = 0xfffffffe;
const NOBODY = 0xffffffff;
const ENTRY = 128;
const SMALL_SECTOR = 64;
const STREAM = 2;
const ROOT = 5;

interface Entry {
  name: string;
  type: number;
  left: number;
  right: number;
  child: number;
  sector: number;
  size: number;
}

/** An OLE compound file (.doc, .wps, .xls, encrypted Office): streams in storages, as files in folders. */
export class CompoundFile {
  private readonly view: DataView;
  private readonly sectorSize: number;
  private readonly next: number[] = [];
  private readonly nextSmall: number[] = [];
  private readonly smallSectors: number[];
  private readonly smallest: number;
  private readonly entries: Entry[];
  /** What stands in the topmost storage, not in an embedded object's, by its name in lower case: case tells no two apart. */
  private readonly top = new Map<string, Entry>();

  /** Throws `reading.damaged` where a chain runs in circles or out of the file. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly fileName: string,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (bytes.length < HEADER * 2) throw this.damaged();
    this.sectorSize = 1 << this.view.getUint16(30, true);
    if (this.sectorSize !== 512 && this.sectorSize !== 4096) throw this.damaged();
    this.smallest = this.view.getUint32(56, true);
    for (const sector of this.tableSectors()) this.next.push(...this.numbersIn(sector));
    for (const sector of this.chain(this.view.getUint32(60, true))) this.nextSmall.push(...this.numbersIn(sector));
    this.entries = this.chain(this.view.getUint32(48, true)).flatMap(sector => this.entriesIn(this.offset(sector)));
    const root = this.entries.find(({ type }) => type === ROOT);
    this.smallSectors = root && root.size > 0 ? this.chain(root.sector) : [];
    if (root) this.collect(root.child);
  }

  /** Whether a stream or storage of this name stands at the top. */
  has(name: string): boolean {
    return this.top.has(name.toLowerCase());
  }

  /** Whether one of this name stands anywhere, in what is embedded too. */
  holds(name: string): boolean {
    return this.entries.some(entry => entry.name === name.toLowerCase());
  }

  /** A whole stream of the top, or null where there is none. Throws `reading.damaged` where part of it is not in the file. */
  stream(name: string): Buffer | null {
    const entry = this.top.get(name.toLowerCase());
    if (entry?.type !== STREAM) return null;
    const bytes = Buffer.concat(entry.size < this.smallest ? this.smallParts(entry) : this.parts(entry));
    if (bytes.length < entry.size) throw this.damaged();
    return bytes.subarray(0, entry.size);
  }

  private parts({ sector }: Entry): Uint8Array[] {
    return this.chain(sector).map(each => this.bytes.subarray(this.offset(each), this.offset(each) + this.sectorSize));
  }

  /** A short stream lies in the small sectors that the root's own stream is cut into. */
  private smallParts({ sector, size }: Entry): Uint8Array[] {
    const each = this.sectorSize / SMALL_SECTOR;
    const found: Uint8Array[] = [];
    for (let at = sector; at < END_OF_CHAIN && found.length * SMALL_SECTOR < size; at = this.nextSmall[at] ?? END_OF_CHAIN) {
      const home = this.smallSectors[Math.floor(at / each)];
      if (home === undefined) throw this.damaged();
      const from = this.offset(home) + (at % each) * SMALL_SECTOR;
      found.push(this.bytes.subarray(from, from + SMALL_SECTOR));
    }
    return found;
  }

  private tableSectors(): number[] {
    const found: number[] = [];
    for (let at = 76; at < HEADER; at += 4) found.push(this.view.getUint32(at, true));
    let more = this.view.getUint32(68, true);
    for (let left = this.view.getUint32(72, true); left > 0 && more < END_OF_CHAIN; left--) {
      const numbers = this.numbersIn(more);
      more = numbers.pop()!;
      found.push(...numbers);
      if (found.length > this.bytes.length / 4) throw this.damaged();
    }
    return found.filter(sector => sector < END_OF_CHAIN - 1);
  }

  private numbersIn(sector: number): number[] {
    const from = this.offset(sector);
    const whole = Math.min(this.sectorSize, this.bytes.length - from) >> 2;
    return Array.from({ length: whole }, (_, n) => this.view.getUint32(from + n * 4, true));
  }

  private chain(first: number): number[] {
    const found: number[] = [];
    for (let sector = first; sector < END_OF_CHAIN; sector = this.next[sector] ?? END_OF_CHAIN) {
      this.offset(sector);
      found.push(sector);
      if (found.length > this.bytes.length / this.sectorSize) throw this.damaged();
    }
    return found;
  }

  private entriesIn(from: number): Entry[] {
    const found: Entry[] = [];
    for (let at = from; at < from + this.sectorSize && at + ENTRY <= this.bytes.length; at += ENTRY) {
      const length = Math.max(2, Math.min(this.view.getUint16(at + 64, true), 64));
      const number = (offset: number) => this.view.getUint32(at + offset, true);
      found.push({
        name: new TextDecoder('utf-16le').decode(this.bytes.subarray(at, at + length - 2)).toLowerCase(),
        type: this.view.getUint8(at + 66),
        left: number(68),
        right: number(72),
        child: number(76),
        sector: number(116),
        size: number(120),
      });
    }
    return found;
  }

  /** Entries of one storage hang on one another as a tree. */
  private collect(first: number): void {
    const open = [first];
    const seen = new Set<number>();
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const entry = this.entries[id];
      if (id === NOBODY || !entry || seen.has(id)) continue;
      seen.add(id);
      this.top.set(entry.name, entry);
      open.push(entry.left, entry.right);
    }
  }

  /** Where a sector lies; the last one may be cut short by the end of the file. */
  private offset(sector: number): number {
    const at = (sector + 1) * this.sectorSize;
    if (at >= this.bytes.length) throw this.damaged();
    return at;
  }

  private damaged() {
    return refusal('reading.damaged', this.fileName, '文件不完整');
  }
}
