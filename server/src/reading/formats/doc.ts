import WordExtractor from 'word-extractor';
import { CompoundFile } from './compound.js';
import type { PlainText } from './index.js';
import { refusal, refuseChars, refusePages } from './refusals.js';
import { joinParagraphs } from './tidy.js';

/** Offsets in a Word 97 file's information block: its flags, and the bit there that says that it is encrypted. */
const FLAGS = 10;
const ENCRYPTED = 0x0100;

const OLD = '这种旧格式里由软件自动编的序号和表格中的合并单元格读不出来；如有，请另存为 .docx 后上传。';

/** Reads a .doc or .wps of the Word 97 family: the body with table rows line by line (cells apart by tabs), then foot- and endnotes. */
export async function readDoc(bytes: Uint8Array, fileName: string): Promise<PlainText> {
  const file = new CompoundFile(bytes, fileName);
  refuseUnfit(file, fileName);
  const document = await new WordExtractor().extract(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const body = document.getBody({ filterUnicode: false });
  refusePages(body.split('\f').length, fileName);
  refuseChars(body.length, fileName);
  const notes = [document.getFootnotes({ filterUnicode: false }), document.getEndnotes({ filterUnicode: false })].flatMap(paragraphs);
  return {
    text: joinParagraphs([...paragraphs(body), ...notes.map(n => `注：${n}`)]),
    notes: [...(notes.length > 0 ? [`脚注和尾注 ${notes.length} 条放在正文之后。`] : []), OLD],
  };
}

function refuseUnfit(file: CompoundFile, fileName: string): void {
  if (!file.has('WordDocument')) throw refusal('reading.format', fileName, '较早的或其他软件的文档');
  const head = file.head('WordDocument', 512);
  if (head.length < 32) throw refusal('reading.damaged', fileName);
  if (head[0] !== 0xec || head[1] !== 0xa5) throw refusal('reading.format', fileName, '较早版本的 Word 文档');
  if ((head[FLAGS]! | (head[FLAGS + 1]! << 8)) & ENCRYPTED) throw refusal('reading.encrypted', fileName);
  if (file.has('_VBA_PROJECT') || file.has('_VBA_PROJECT_CUR')) throw refusal('reading.macro', fileName);
  file.checkWhole('WordDocument');
}

function paragraphs(text: string): string[] {
  return text
    .split(/[\n\r\f\v]/)
    .map(line => line.replace(/^\t+|\t+$/g, '').trimEnd())
    .filter(line => line.trim());
}
