import { pattern, sought } from '../words/pattern.js';

/** The words that label who is responsible, in every wording that offices use: 责任单位:, 牵头:, [实施主体], 配合部门:. */
const DUTY =
  '(?:责任|牵头|主责|主办|主管|承办|实施|落实|负责|配合|协办|协助|协作|协同|参与|参加|督导|分管|会办|监督|(?:技术|资金|业务|经费)(?:支撑|支持|保障|指导))';
const WHO = `(?:主要|第一|协同|相关|其他)?${DUTY}(?:责任)?(?:单位|部门|[省市州县区]?级?领导|处室|科室|股室|机构|主体|人)?(?:\\((?:单位|部门)\\))?`;
const WHEN = '(?:完成|办结|整改|销号|实施)?(?:时限|时间|期限|时间节点)(?:安排|要求)?';

/** "责任单位为市住建局": without a colon. */
const NAMED = `${DUTY}(?:单位|部门|科室|处室)[为是](?=[国省市县区州乡镇各])`;

/** A label of responsibility or of time right at the start of folded words. */
export const DUTY_LABEL = pattern(new RegExp(`^(?:(?:${WHO}|${WHEN})[为是]?:|\\[(?:${WHO}|${WHEN})\\]|${NAMED})`));
/** A label of responsibility with its colon, wherever it stands. */
export const INNER_LABEL = sought(
  new RegExp(`${DUTY}(?:责任)?(?:(?:单位|部门|处室|科室|股室|机构|主体)(?:\\((?:单位|部门)\\))?[为是]?[:\\]]|:)`),
);
/** A label of responsibility alone. */
export const WHO_LABEL = pattern(new RegExp(`^[([]?(?:${WHO})[为是]?(?:[:\\]]|(?<=单位|部门|科室|处室)[ \\t])|^${NAMED}`));
/** A label of time alone. */
export const WHEN_LABEL = pattern(
  new RegExp(`^[([]?(?:${WHEN})(?:[:\\]]|(?<=时限|期限|完成时间)(?:[ \\t]|(?=20\\d\\d年|\\d{1,2}月|年底)))`),
);
/** What is looked at to find a label. */
export const LABEL_REACH = 14;
