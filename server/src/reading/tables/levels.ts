import { pattern } from '../words/pattern.js';

/** A level: its comparison, the number, a unit of its own, a comparison behind. */
export const LEVEL =
  /^[[(]?((?:[<>≤≥=]|不低于|不高于|不少于|不超过|达到?|控制在|累计|约)*)(\d[\d,.]*(?:-\d[\d.]*)?)((?::1|%|‰|[一-龥/\d]{0,6}?))((?:及?以上|及?以下|以内|左右)?)[\])]?$/;
/** "提高1岁", "完成省下达任务", "持续改善": what is to be reached without a level of its own. */
export const AIM = pattern(
  /^[[(]?(?=.{2,24}$)[^。;]*(?:完成|达到|达标|控制|保持|稳定|同步|改善|下达|要求|提高|提升|下降|降低|减少|增加|全覆盖|不减)/,
);

export const isGoal = (cell: string): boolean => LEVEL.test(cell) || AIM.test(cell);
