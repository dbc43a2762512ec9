import { parseDocument } from 'htmlparser2';
import { decodeText, type Encoding } from './decode.js';
import { mainContent } from './html.content.js';
import type { PlainText } from './plain.js';
import { joinParagraphs } from './tidy.js';

/** Reads a saved web page: its article without the navigation, tools and notices around it. */
export async function readHtml(bytes: Uint8Array, fileName: string): Promise<PlainText & { encoding: Encoding }> {
  const { text: source, encoding } = decode(bytes, fileName);
  const { paragraphs, isCut, title } = mainContent(parseDocument(source));
  return {
    text: joinParagraphs(paragraphs),
    encoding,
    title,
    notes: isCut ? ['网页上正文以外的文字（导航、分享、打印等）已略去。'] : [],
  };
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
