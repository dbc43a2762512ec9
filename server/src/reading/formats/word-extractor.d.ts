/** The parts of the (pinned) library that know the pieces of a Word 97 file as they lie, marks of cells and rows included. */
declare module 'word-extractor/lib/word-ole-extractor.js' {
  interface Options {
    filterUnicode?: boolean;
  }
  interface Extracted {
    getFootnotes(options?: Options): string;
    getEndnotes(options?: Options): string;
  }
  export default class WordOleExtractor {
    _pieces: { text: string; startCp: number; endCp: number; startFilePos: number; bpc: number }[];
    _boundaries: { ccpText: number };
    extract(reader: unknown): Promise<Extracted>;
    /** Called with the main stream and the stream of tables, once the pieces are known. */
    writeParagraphProperties(main: Buffer, table: Buffer): void;
  }
}
declare module 'word-extractor/lib/buffer-reader.js' {
  export default class BufferReader {
    constructor(bytes: Buffer);
    open(): Promise<void>;
  }
}
declare module 'word-extractor/lib/filters.js' {
  /** Turns Word's own marks into text or nothing. */
  export function clean(text: string): string;
}
