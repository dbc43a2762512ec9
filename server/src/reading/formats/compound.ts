import { refusal } from './refusals.js';

const HEADER = 512;
const END_OF_CHAIN = 0xfffffffe;
const ENTRY = 128;

/** The directory of an OLE compound file (.doc, .wps, .xls, encrypted Office). */
export class CompoundFile {
  private readonly view: DataView;
  private readonly sectorSize: number;
  private readonly next: number[] = [];
  /** Streams and storages by name, with the start of each. */
  readonly entries = new Map<string, { sector: number; size: number }>();

  /** Throws `reading.damaged` where a chain runs in circles or out of the file. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly fileName: string,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (bytes.length < HEADER * 2) throw this.damaged();
    this.sectorSize = 1 << this.view.getUint16(30, true);
    if (this.sectorSize !== 512 && this.sectorSize !== 4096) throw this.damaged();
    for (const sector of this.tableSectors()) {
      const from = this.offset(sector);
      for (let i = 0; i < this.sectorSize; i += 4) this.next.push(this.view.getUint32(from + i, true));
    }
    for (const sector of this.chain(this.view.getUint32(48, true))) this.readEntries(this.offset(sector));
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The first bytes of a stream that lies in ordinary sectors; fewer where the stream is shorter. */
  head(name: string, length: number): Uint8Array {
    const entry = this.entries.get(name);
    if (!entry) return new Uint8Array();
    const from = this.offset(entry.sector);
    return this.bytes.subarray(from, from + Math.min(length, this.sectorSize, entry.size));
  }

  /** Checks that every sector of a stream is in the file. */
  checkWhole(name: string): void {
    const entry = this.entries.get(name);
    const sectors = entry && entry.size >= 4096 ? this.chain(entry.sector) : [];
    if (entry && entry.size >= 4096 && sectors.length * this.sectorSize < entry.size) throw this.damaged();
  }

  private tableSectors(): number[] {
    const found: number[] = [];
    for (let at = 76; at < HEADER; at += 4) found.push(this.view.getUint32(at, true));
    let more = this.view.getUint32(68, true);
    for (let left = this.view.getUint32(72, true); left > 0 && more < END_OF_CHAIN; left--) {
      const from = this.offset(more);
      for (let at = 0; at < this.sectorSize - 4; at += 4) found.push(this.view.getUint32(from + at, true));
      more = this.view.getUint32(from + this.sectorSize - 4, true);
      if (found.length > this.bytes.length / 4) throw this.damaged();
    }
    return found.filter(sector => sector < END_OF_CHAIN - 1);
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

  private readEntries(from: number): void {
    for (let at = from; at < from + this.sectorSize; at += ENTRY) {
      const length = this.view.getUint16(at + 64, true);
      if (length < 2 || length > 64) continue;
      const name = new TextDecoder('utf-16le').decode(this.bytes.subarray(at, at + length - 2));
      this.entries.set(name, { sector: this.view.getUint32(at + 116, true), size: this.view.getUint32(at + 120, true) });
    }
  }

  /** Where a sector lies; the last one may be cut short by the end of the file, an earlier one may not. */
  private offset(sector: number): number {
    const at = (sector + 1) * this.sectorSize;
    if (at + (this.sectorSize === HEADER ? HEADER : 1) > this.bytes.length) throw this.damaged();
    return at;
  }

  private damaged() {
    return refusal('reading.damaged', this.fileName, '文件不完整');
  }
}
