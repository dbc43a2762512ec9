import { struckNote } from './struck.js';

/** What a Word file holds that stands elsewhere in the text, or not in it. */
export interface WordCounts {
  inserted: number;
  deleted: number;
  hidden: number;
  struck: number;
  contents: number;
  footnotes: number;
  /** other programs' files, shown as pictures */
  objects: number;
}

/** What the person should know of it. */
export function wordNotes({ inserted, deleted, hidden, struck, contents, footnotes, objects }: WordCounts): string[] {
  return [
    deleted + inserted > 0 ? `文件带有修订痕迹，按全部接受修订后的文字识读（插入 ${inserted} 处，删除 ${deleted} 处）。` : '',
    contents > 0 ? `目录 ${contents} 行已略去。` : '',
    hidden > 0 ? `隐藏文字 ${hidden} 处未计入。` : '',
    ...struckNote(struck),
    footnotes > 0 ? `脚注和尾注 ${footnotes} 条放在所在段落之后。` : '',
    objects > 0 ? `嵌入的对象 ${objects} 个（如 Excel 表格）未识读；需要的话，请把其中的内容直接放进正文。` : '',
  ].filter(Boolean);
}
