import { UnreadableFile } from './decode.js';

/** Why a file is not read: one stable code each, with what the person can do. `name` is the file's name, `more` what the case adds. */
const REASONS = {
  'reading.format': (name: string, more: string) =>
    `“${name}”${more ? `是${more}` : '的格式'}，不能直接识读。请用 Word 或 WPS 打开，另存为 .docx 文件后重新上传。`,
  'reading.wrong_extension': (name: string, more: string) =>
    `“${name}”的扩展名与内容不符，实际是${more}。请从原来的软件另存为正确的格式，或改正扩展名后重新上传。`,
  'reading.scanned': (name: string, more: string) =>
    `“${name}”是扫描件，页面只是图片，没有可以识读的文字${more}。请上传 Word 原稿或由 Word 转出的 PDF；只有纸质件的，请先用文字识别软件转成文字，核对后粘贴上传。`,
  'reading.garbled': (name: string) =>
    `“${name}”的文字层是乱码（字体没有带字符对照表），读出来的不是原文。请上传 Word 原稿，或打开后核对、粘贴正文上传。`,
  'reading.encrypted': (name: string) => `“${name}”设有打开密码，系统读不到内容。请打开后取消密码，另存一份再上传。`,
  'reading.macro': (name: string) => `“${name}”带有宏程序，为安全起见不予接收。请另存为不带宏的 .docx 或 .xlsx 文件后重新上传。`,
  'reading.bomb': (name: string, more: string) =>
    `“${name}”解压后${more}，不像正常的办公文件，已停止读取。请用 Word 或 WPS 打开原件，另存一份后重新上传。`,
  'reading.too_long': (name: string, more: string) => `“${name}”${more}，超出一份规划文件的篇幅。请只保留方案正文，或拆成几份后分别上传。`,
  'reading.damaged': (name: string, more: string) =>
    `“${name}”已损坏或不完整${more ? `（${more}）` : ''}，打不开。请确认原件能正常打开，另存一份后重新上传。`,
  'reading.empty': (name: string) => `“${name}”里没有可以识读的文字。请检查是否传错了文件。`,
} as const;

export type Refusal = keyof typeof REASONS;

/** The refusal with its Chinese message; to be thrown. @param more what completes the sentence (a number, what the file really is) */
export function refusal(code: Refusal, fileName: string, more = ''): UnreadableFile {
  return new UnreadableFile(code, REASONS[code](fileName, more));
}

/** Far more than any plan; a text read out of a page format beyond this is refused. */
const MAX_PAGES = 1000;
const MAX_CHARS = 1_000_000;

/** Refuses a document of more pages than a plan can have. */
export function refusePages(pages: number, fileName: string): void {
  if (pages > MAX_PAGES) throw refusal('reading.too_long', fileName, `有 ${pages} 页，上限是 ${MAX_PAGES} 页`);
}

/** Refuses a text longer than a plan can be. */
export function refuseChars(chars: number, fileName: string): void {
  if (chars > MAX_CHARS) throw refusal('reading.too_long', fileName, `超过 ${MAX_CHARS / 10_000} 万字`);
}

/** What no printed text is full of: private and western characters, and marks that only programs write. */
const ODD = /[\ue000-\uf8ff\ufffd]|(?![\u00b0-\u00d7])[\u0080-\u024f]|[!"#$&'*+;<=>?@[\\\]^`{|}~]/g;

/** Refuses what fonts without a table of characters give: hardly any of it is Chinese, Latin or a figure. */
export function refuseGarbled(text: string, fileName: string): void {
  const odd = text.match(ODD)?.length ?? 0;
  if (odd * 8 > text.replace(/\s/g, '').length) throw refusal('reading.garbled', fileName);
}
