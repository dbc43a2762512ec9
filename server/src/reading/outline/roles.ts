import { Candidates } from '../words/candidates.js';
import { type Pattern, pattern } from '../words/pattern.js';

/** What a heading announces for the text under it. */
export type Role = 'guide' | 'principle' | 'background' | 'problem' | 'review' | 'goal' | 'work';

/** The first row that meets a heading decides; a heading that meets none leaves the role of the one above it. */
const ROLES: readonly { role: Role; pattern: Pattern }[] = [
  { role: 'principle', pattern: pattern(/(?:基本|工作|遵循|编制|总体|主要|建设|实施)?原则$|(?:把握|遵循)[^,]{0,8}原则/) },
  { role: 'guide', pattern: pattern(/指导思想|总体思路|工作思路|总体(?:要求|考虑)$/) },
  {
    role: 'background',
    pattern: pattern(
      /^(?!发展|规划)[^,]{0,6}背景|^(?:面临|发展)?(?:的)?形势|(?:发展|外部|宏观|面临的?)(?:环境|形势)$|重大意义|必要性|(?:编制|工作|活动|指导)?目的(?:意义|和意义|与意义)?$|编制依据|制定依据|起草过程|名词解释|适用范围|机遇与挑战/,
    ),
  },
  {
    role: 'problem',
    pattern: pattern(/^(?!.*(?:整改|解决|化解|破解|关于)).*(?:存在|面临|主要|突出)[^,]*(?:问题|挑战|困难|不足|短板)|^问题(?:与不足)?$/),
  },
  {
    role: 'review',
    pattern: pattern(
      /^(?!.*(?:夯|筑|打牢|巩固|强))[^,]{0,6}(?:发展|工作|现实|改革)基础$|(?:发展|规划)背景$|回顾|^(?!.*(?:确保|力求|见到|务求|注重|巩固|讲求))[^,]{0,30}(?:成效|成绩|成就|亮点)$|^(?:充分)?(?:肯定|总结)成绩|20\d\d年度?[^,]*(?:总结|情况)$|^(?!.*(?:加强|通报|报告|检查|定期))[^,]{0,12}(?:进展|完成|落实|开展|工作|基本|总体)情况$|经验做法|(?:主要|特色)做法|现状$|(?:取得|工作|发展|改革|建设)[^,]{0,6}(?:成果|进展|实效)$|做法(?:和|与|及)|^(?:过去|上年|去年)/,
    ),
  },
  { role: 'goal', pattern: pattern(/^[^,]{0,16}(?:目标|指标|目标任务|预期目标)$/) },
  {
    role: 'work',
    pattern: pattern(
      /(?:主要|重点|工作|具体|目标)任务|(?:主要|具体|工作|保障|政策|重点)?(?:措施|举措)|(?:工作|任务)?(?:安排|打算)|20\d\d年(?!.*回顾).*(?:任务|思路|建议)|工作计划|下一步|下步|组织(?:实施|保障|领导)|实施步骤|工作要求|重点工作/,
    ),
  },
];

const CANDIDATES = new Candidates(ROLES.map(r => r.pattern));

/** The role that a heading's own words announce, or null. */
export function roleOf(heading: string): Role | null {
  const candidates = CANDIDATES.in(heading);
  return ROLES.find((r, n) => candidates & (1 << n) && r.pattern.test(heading))?.role ?? null;
}
