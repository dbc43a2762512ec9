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
    _pieces: { text: string }[];
    _boundaries: { ccpText: number };
    extract(reader: unknown): Promise<Extracted>;
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
