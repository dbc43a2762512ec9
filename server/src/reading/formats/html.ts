import { parseDocument } from 'htmlparser2';
import { decodeText, type Encoding } from './decode.js';
import { mainContent } from './html.content.js';
import type { PlainText } from './plain.js';
import { struckNote } from './struck.js';
import { joinParagraphs } from './tidy.js';

/** Reads a saved web page: its article without the navigation, tools and notices around it. */
export async function readHtml(bytes: Uint8Array, fileName: string): Promise<PlainText & { encoding: Encoding }> {
  const { text: source, encoding } = decode(bytes, fileName);
  const { html, struck } = withoutStruck(source);
  const { paragraphs, isCut, title, struckByStyle } = mainContent(parseDocument(html));
  return {
    text: joinParagraphs(paragraphs),
    encoding,
    title,
    notes: [...struckNote(struck + struckByStyle), ...(isCut ? ['网页上正文以外的文字（导航、分享、打印等）已略去。'] : [])],
  };
}

const STRIKING = /<(\/?)(del|s|strike)(?=[\s>])[^>]{0,500}>/gi;
const WORDS = /(?<=^|>)[^<]+/g;

/**
 * The page without the words that it strikes out, and in how many places. Taken out of the source: office programs close the elements in
 * between crosswise, so that the tree would hold half of them.
 */
function withoutStruck(source: string): { html: string; struck: number } {
  let [html, done, struck] = ['', 0, 0];
  let open: { name: string; from: number } | null = null;
  for (const { index, 0: tag, 1: closes, 2: written = '' } of source.matchAll(STRIKING)) {
    const name = written.toLowerCase();
    if (!closes) open ??= { name, from: index + tag.length };
    else if (open?.name === name) {
      const inner = source.slice(open.from, index);
      const tags = inner.replace(WORDS, words => words.replace(/\S+/g, ''));
      if (tags !== inner) struck++;
      html += source.slice(done, open.from) + tags;
      done = index;
      open = null;
    }
  }
  return { html: html + source.slice(done), struck };
}

/** What the page says of its own encoding counts where its bytes agree; byte order marks and guessing as for any text. */
function decode(bytes: Uint8Array, fileName: string): { text: string; encoding: Encoding } {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const declared = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? '';
  if (/^gb/.test(declared)) {
    try {
      return { text: new TextDecoder('gb18030', { fatal: true }).decode(bytes), encoding: 'gb18030' };
    } catch {
      // the page is wrong about itself
    }
  }
  return decodeText(bytes, fileName);
}
