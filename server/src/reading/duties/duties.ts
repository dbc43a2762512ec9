import { pattern, sought } from '../words/pattern.js';
import { splitTop } from '../words/scan.js';
import { isNameList, isOrganisation } from './organisations.js';

/** Words that say what those named before them do: they lead, they help, or it is theirs to do. */
const LEADING =
  '(?:[为是]|作为)?(?:总)?牵头(?:单位|部门|抓总|负责|组织|督办|督导|协调)?|主抓|主办|主责|主管|抓总|负总责|负主责|(?:承担|负)(?:主体|牵头|主要|首要)责任';
const HELPING =
  '(?:[为是]|作为)?配合(?:单位|部门)|配合|(?<!政)协办|协助|协同|协作|参与|参加|支持|指导|会签|(?:提供)?(?:技术|资金|业务|要素|经费)(?:支撑|支持|保障|指导)';
const OWNING = '负责|落实|实施|承办|承担|抓好|推进|开展|执行|办理|(?<![党团会联体社])组织';
const MANNER =
  '(?:(?:等(?:各|有关|相关|成员)?(?:部门|单位)?)?(?:按照?|依据?|根据|依照)(?:各自|各|其)?(?:行业|部门|工作)?(?:监管|管理)?(?:职责|职能|分工|任务|权限)+(?:分工)?|各司其职|各负其责|分别|共同|具体|联合|密切|积极|主动|全力|予以|给予|做好|切实|分工|同时|统筹|统一)*';
/** What stands behind the names of one party: "按职责分工负责", "予以配合落实". */
const SHARE = pattern(
  new RegExp(
    `(?:等(?=按|负|牵|配|参|落|协))?${MANNER}(?:(?<lead>${LEADING})|(?<help>${HELPING})|(?<own>${OWNING}))(?:好|抓|督促|落实|实施|落地|到位|工作|推进|组织|具体)*$`,
  ),
);
/** Parts of an annotation that name nobody: a time, "下同", "以下均需各地落实,不再列出". */
const NOBODY = pattern(
  /^(?:(?:完成|办结|整改)?(?:时限|时间|期限):?)?(?:(?:20\d\d年|[今明]年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上半年|下半年|第?[一二三四]季度|年?底|年?末|年内|全年|[上中下]旬)?(?:之?前|内)?(?:完成|落实)?|长期(?:坚持|任务|推进)?|持续(?:推进|实施|开展)?|常年|立行立改|即知即改|下同|以下.*|不再列出|排名?第?一的?.*)$/,
);

export type Share = 'lead' | 'help' | 'own';

/** One party of an annotation: [from, to) of its names, and what its verb says that it does; null without a verb. */
export interface Party {
  from: number;
  to: number;
  share: Share | null;
}

/** "甲办负责组织各企业具体实施": by whom it is carried out stands behind who answers for it. */
const OVERSEES = pattern(/(?<=^.{2,})负责(?:组织|协调|督促|指导|统筹)[^,;。:]{2,14}?(?:具体)?(?:实施|落实|执行|开展)$/);

/** Where the names of a part end, and what the words behind them say. */
export function shareOf(part: string): { end: number; share: Share | null } {
  const oversees = part.includes('负责') ? OVERSEES.exec(part) : null;
  if (oversees) return { end: oversees.index, share: 'own' };
  const found = SHARE.exec(part);
  if (!found) return { end: part.length, share: null };
  const { lead, help } = found.groups!;
  return { end: found.index, share: lead ? 'lead' : help ? 'help' : 'own' };
}

/** "以上任务由甲局牵头" */
const BY = pattern(/^(?:(?:以上|上述|具体)?(?:各项)?(?:任务|工作|事项|内容|措施|实施)?均?由|请)(?=[一-龥]{2})/);

/** "甲局牵头,乙局、丙局配合;12月底前;下同": the parties, or null where other words stand among them. */
export function parties(folded: string): Party[] | null {
  const text = folded.replace(/[。;]$/, '').replace(/(?<=牵头|主办|负责)、/g, ',');
  const found: Party[] = [];
  for (const [from, to] of splitTop(text, ',;。 ')) {
    const part = text.slice(from, to);
    if (NOBODY.test(part)) continue;
    const { end, share } = shareOf(part);
    const skip = BY.exec(part)?.[0].length ?? 0;
    const names = part.slice(skip, end);
    if (names.length < 2 || !(isNameList(names) || (share && isOrganisation(names)))) return null;
    found.push({ from: from + skip, to: from + end, share });
  }
  return found.length > 0 ? found : null;
}

const OPENS_SHARE = sought(/^[^,;。]*(?:牵头|主抓|主办|主责|主管|负责|承办|抓总|责任)/);

/** Whether a sentence says nothing but who does it: "市卫健委牵头,市妇联、市财政局配合。" */
export function isShareOut(folded: string): boolean {
  if (folded.length > 160 || !OPENS_SHARE.test(folded)) return false;
  return parties(folded)?.every(p => p.share !== null) ?? false;
}
