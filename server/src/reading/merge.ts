import { isShareOut, parties } from './duties.js';
import { WHEN_LABEL, WHO_LABEL } from './dutyLabels.js';
import { COLUMN_HEAD } from './headings.js';
import { isNameList } from './organisations.js';
import type { Placed } from './outline.js';
import { type Words, words } from './text.js';

/** A clause with what stands beside it: cells of the same table row, read line by line. */
export interface Unit extends Placed {
  cells: Words[];
}

const BRACKETED =
  /^[([](?!(?:责任|任务|工作|措施|组织|要求|贯彻)落实)(?:[^()[\]]|\([^()]*\))*(?:牵头|负责|配合|协助|协同|参与|参加|落实)(?:落实)?[)\]][。;]?$/;
/** A unit with its annotation is no longer than this. */
const LONGEST_UNIT = 1500;
const COLUMN = /^(?:主要|协同|第一)?(?:牵头)?(?:责任|牵头|配合|主办|协办|承办)(?:单位|部门)|^完成(?:时限|时间)/;
/** A list of many units is still a cell. */
const LONGEST_CELL = 160;
const DATE_CELL = /^(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上半年|下半年|第?[一二三四]季度|年?底|年?末|年内|全年)?(?:之?前)?$/;

/** Puts annotations on a line of their own to the unit before them, and the cells of a table that was flattened to lines to the row's task. */
export function mergeAnnotations(text: string, folded: string, placed: Placed[]): Unit[] {
  const isTable = placed.some(p => p.words.folded.length <= 8 && COLUMN.test(p.words.folded));
  const units: Unit[] = [];
  for (const p of placed) {
    const last = units.at(-1);
    if (last && last.level === null && isAnnotationLine(p.words.folded) && p.clause.end - last.clause.start <= LONGEST_UNIT)
      extend(text, folded, last, p);
    else if (last && last.level === null && WHEN_LABEL.test(p.words.folded)) last.cells.push(p.words);
    else if (isTable && p.first && p.last && isAside(p)) continue;
    else if (isTable && p.first && p.last && isCell(p.words.folded)) last?.cells.push(p.words);
    else units.push({ ...p, cells: [] });
  }
  return units;
}

/** A label with names, or nothing but names in brackets. */
function isAnnotationLine(folded: string): boolean {
  if (WHO_LABEL.test(folded) || BRACKETED.test(folded) || isShareOut(folded)) return true;
  const bracketed = /^[([](.*)[)\]][。;]?$/.exec(folded);
  return bracketed !== null && parties(bracketed[1]!) !== null;
}

function extend(text: string, folded: string, unit: Unit, by: Placed): void {
  unit.clause = { start: unit.clause.start, end: by.clause.end };
  unit.words = words(text, folded, unit.clause.start, unit.clause.end);
}

/** A column's head, a row's number, a person's name: neither task nor unit nor date. */
function isAside({ words, level }: Placed): boolean {
  if (COLUMN_HEAD.test(words.folded)) return true;
  return (
    level === null && words.folded.length <= 7 && !DATE_CELL.test(words.folded) && !isNameList(words.folded) && !/[。;]$/.test(words.folded)
  );
}

function isCell(folded: string): boolean {
  return folded.length <= LONGEST_CELL && ((folded.length > 2 && DATE_CELL.test(folded)) || isNameList(folded));
}
