/** Radicals and other characters that some programs print in place of one of the same look. */
const ALIKE = /[\u2e80-\u2fdf\u2010\u2011\u2215\u2329\u232a\u2e3a\u301c\u3b35]/g;
/** What no reader sees and PostgreSQL partly refuses: controls, halves of characters, zero-width marks, soft hyphens. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to go
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Those that Unicode does not map to the character of this script. */
const MEANT: Record<string, string> = {
  '⼾': '户',
  '⻧': '卤',
  '⺒': '巳',
  '⺎': '兀',
  㬵: '胶',
  '\u2010': '-',
  '\u2011': '-',
  '∕': '／',
  '〜': '～',
  '⸺': '——',
  '\u2329': '〈',
  '\u232a': '〉',
  '⺟': '母',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻓': '长',
  '⻔': '门',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻨': '麦',
  '⻩': '黄',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⺠': '民',
  '⺩': '王',
  '⻁': '虎',
  '⻏': '阝',
};

/** A hyphen that some fonts print for 2021—2025, and that is invisible elsewhere. */
const SOFT_BETWEEN_FIGURES = /(?<=\d)\u00ad(?=\d)/g;

/** Turns radicals and the like into the characters that are meant, and drops what cannot be seen; everything else stays as it was printed. */
export function clean(text: string): string {
  return text
    .replace(SOFT_BETWEEN_FIGURES, '-')
    .replace(ALIKE, c => MEANT[c] ?? c.normalize('NFKC'))
    .replace(INVISIBLE, '');
}

/** One line without padding; inner runs of white space become one blank. */
export function oneLine(text: string): string {
  return clean(text)
    .replace(/[\s\u3000]+/g, ' ')
    .trim();
}

const CONTENTS = /^目\s*[录次]$/;
/** A line of a table of contents: a title, leaders or a gap, the page. */
const LED = /^.{2,80}?[.．·…‥]{3,}\s*\d{1,4}$/;
const ENTRY = /^.{2,80}?(?:[\t ]+|[.．·…‥]{2,}\s*)\d{1,4}$/;
const FEWEST_ENTRIES = 3;

/** Whether a line leads over dots to a page. */
export const isLed = (line: string) => LED.test(line.trim());

/** Whether a line in the style of a table of contents is one of its entries: offices use that style for headings too. */
export const isEntry = (line: string) => /^\s*$|[\s.．·…‥]\s*(?:\d{1,4}|[ivxlIVXL]{1,6})\s*$/.test(line);

/** A text without the table of contents that somebody typed or a page prints, and how many entries it had. */
export function withoutContents(text: string): { text: string; left: number } {
  const lines = text.split('\n');
  const kept: string[] = [];
  let left = 0;
  for (let at = 0; at < lines.length; ) {
    const isNamed = CONTENTS.test(lines[at]!.trim());
    const entry = isNamed ? ENTRY : LED;
    let end = isNamed ? at + 1 : at;
    let entries = 0;
    while (end < lines.length && (!lines[end]!.trim() || entry.test(lines[end]!.trim()))) if (lines[end++]!.trim()) entries++;
    if (entries >= FEWEST_ENTRIES) {
      left += entries;
      at = end;
    } else kept.push(lines[at++]!);
  }
  return { text: kept.join('\n'), left };
}

/** Lines joined to a text: no more than one blank line in a row, no blanks at line ends. */
export function joinParagraphs(paragraphs: string[]): string {
  const text = paragraphs
    .map(p => clean(p).replace(/[^\S\n]+$/gm, ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
  return text ? `${text}\n` : '';
}
