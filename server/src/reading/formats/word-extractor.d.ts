declare module 'word-extractor' {
  interface Options {
    filterUnicode?: boolean;
  }
  interface Extracted {
    getBody(options?: Options): string;
    getFootnotes(options?: Options): string;
    getEndnotes(options?: Options): string;
  }
  export default class WordExtractor {
    extract(source: Buffer | string): Promise<Extracted>;
  }
}
