/** What kind of paper an office asks for as proof (佐证材料). */
export const EVIDENCE_KINDS = {
  document: '文件',
  report: '总结报告',
  data: '数据表',
  roster: '名单',
  photo: '照片',
  approval: '批复、认定',
  record: '记录',
  other: '其他材料',
} as const;
export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

/** One thing that a task's proof must contain: what, and how many pieces of it at least. */
export interface RequiredEvidence {
  kind: EvidenceKind;
  name: string;
  minimum: number;
}

export interface CountedRequirement extends RequiredEvidence {
  /** Where it is kept already. */
  id?: number;
  /** Different papers that stand for it now: neither withdrawn nor replaced by a newer version. */
  count: number;
}

export const LONGEST_NAME = 100;
export const MOST_PIECES = 999;
export const MOST_REQUIREMENTS = 30;

/** The words by which a thing is known; the one that ends last tells the kind, as the head of a Chinese name stands at its end. */
const WORDS: [EvidenceKind, RegExp][] = [
  ['photo', /照片|图片|影像|截图|视频|对比资料|对比图/g],
  ['approval', /批复|批准书|核准书|认定文件|评审文件|评审结果|评估结果|测评结果|证书|证明材料|证明|验收意见|许可证/g],
  ['roster', /名单|花名册|名册/g],
  ['data', /统计表|数据表|情况表|一览表|布局表|排班表|验收表|表格|报表|台账|数据|清单|统计图|表/g],
  ['record', /记录|纪要|签到表|签到|台本|档案/g],
  ['report', /总结|报告|小结|信息稿|说明|汇报/g],
  ['document', /文件|方案|办法|通知|通报|制度|章程|协议|公告|预案|计划|意见|规定|规范|汇编|合同/g],
];

const DIGITS: Record<string, number> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };
const AMOUNT = /(?:不少于|至少|不低于|各)?\s*(\d{1,3}|[一两二三四五六七八九十])\s*(?:份|张|个|件|篇|套|幅|组)(?:以上)?/;
const INTRODUCTION = /^(?:(?:须|需|应|要)?(?:提交|提供|上传|报送)|[并另]?附(?:上|带)?|以及|及|和|与)\s*/;
const ALTERNATIVES = /或|等(?:能|可)?(?:够)?(?:证明|印证|反映|有关|相关|材料|资料)/;

/**
 * Takes the words of a task's evidence requirement apart: “工作总结，并附名单、照片3张” asks for three things. A clause with a choice in it
 * (“总结或文件、图片等材料”) stays one thing, since any of them will do. Empty words ask for nothing.
 */
export function proposeRequirements(text: string | null): RequiredEvidence[] {
  const found: RequiredEvidence[] = [];
  for (const clause of split(text ?? '', '；;。\n'))
    for (const words of ALTERNATIVES.test(clause) ? [clause] : split(clause, '，,、').flatMap(splitAtAnd)) {
      const required = requirementOf(words);
      if (required.name && !found.some(({ name }) => name === required.name)) found.push(required);
    }
  return found.slice(0, MOST_REQUIREMENTS);
}

/** The requirements in the words of the breakdown table; `proposeRequirements` reads the same out of them again. */
export function wordsOf(requirements: readonly RequiredEvidence[]): string {
  return requirements.map(({ name, minimum }) => (minimum > 1 ? `${name}${minimum}份` : name)).join('；');
}

/** What is still missing, one sentence for each requirement that is not met. */
export function missingEvidence(requirements: readonly CountedRequirement[]): string[] {
  return requirements
    .filter(({ count, minimum }) => count < minimum)
    .map(({ kind, name, minimum, count }) => {
      const asked = `“${name}”${name.includes(EVIDENCE_KINDS[kind]) || kind === 'other' ? '' : `（${EVIDENCE_KINDS[kind]}）`}`;
      return count === 0
        ? `缺少${asked}${minimum > 1 ? `，要求 ${minimum} 份` : ''}，请先上传。`
        : `${asked}要求 ${minimum} 份，现有 ${count} 份，还差 ${minimum - count} 份。`;
    });
}

/**
 * Which requirement a file most likely serves, by its name: the only one, or the one whose words it carries, or the only one for pictures
 * when it is a picture. Null where nothing tells.
 */
export function requirementFor<R extends RequiredEvidence>(fileName: string, requirements: readonly R[]): R | null {
  if (requirements.length <= 1) return requirements[0] ?? null;
  const stem = fileName.replace(/\.[A-Za-z0-9]+$/, '');
  const ranked = requirements
    .map(requirement => ({ requirement, likeness: likenessOf(requirement.name, stem) }))
    .sort((a, b) => b.likeness - a.likeness);
  const [best, next] = ranked;
  if (best && best.likeness >= 0.5 && best.likeness > (next?.likeness ?? 0)) return best.requirement;
  const photos = requirements.filter(({ kind }) => kind === 'photo');
  return photos.length === 1 && /\.(jpe?g|png|webp|bmp|gif|tiff?)$/i.test(fileName) ? (photos[0] ?? null) : null;
}

function requirementOf(words: string): RequiredEvidence {
  const plain = words.replace(INTRODUCTION, '').trim();
  const amount = AMOUNT.exec(plain);
  const atEdge = amount && (amount.index === 0 || amount.index + amount[0].length === plain.length);
  const name = Array.from(atEdge ? plain.replace(amount[0], '').trim() : plain)
    .slice(0, LONGEST_NAME)
    .join('');
  const minimum = atEdge ? (DIGITS[amount[1] as string] ?? Number(amount[1])) : 1;
  return { kind: kindOf(name), name, minimum: Math.min(Math.max(minimum, 1), MOST_PIECES) };
}

function kindOf(name: string): EvidenceKind {
  if (ALTERNATIVES.test(name)) return 'other';
  const ends = WORDS.map(([kind, words]) => {
    const last = [...name.matchAll(words)].at(-1);
    return { kind, end: last ? last.index + last[0].length : -1 };
  });
  const best = ends.reduce((a, b) => (b.end > a.end ? b : a));
  return best.end < 0 ? 'other' : best.kind;
}

/** Cuts at marks that stand outside brackets and quotation marks. */
function split(text: string, marks: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if ('（(《“【'.includes(letter)) depth += 1;
    if ('）)》”】'.includes(letter)) depth = Math.max(0, depth - 1);
    if (depth === 0 && marks.includes(letter)) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map(part => part.trim()).filter(Boolean);
}

/** “公告和名单” names two papers; in “车辆和人员配置清单” the first half is none by itself. */
function splitAtAnd(words: string): string[] {
  const at = [...words.matchAll(/以及|和|及|与/g)].find(
    ({ index }) => index > 0 && kindOf(words.slice(0, index)) !== 'other' && endsAsPaper(words.slice(0, index)),
  );
  if (!at) return [words];
  return [words.slice(0, at.index), ...splitAtAnd(words.slice(at.index + at[0].length))].filter(Boolean);
}

function endsAsPaper(words: string): boolean {
  return WORDS.some(([, pattern]) => [...words.matchAll(pattern)].some(({ index, 0: word }) => index + word.length === words.length));
}

/**
 * Share of the requirement's pairs of letters that the name carries too; 1 where it carries all its words, 0 where it lacks the last pair: 实施情况 is no
 * 实施办法.
 */
function likenessOf(requirement: string, stem: string): number {
  if (stem.includes(requirement) || (stem.length >= 2 && requirement.includes(stem))) return 1;
  const pairs = pairsOf(requirement);
  if (!stem.includes(pairs.at(-1) ?? requirement)) return 0;
  return pairs.filter(pair => stem.includes(pair)).length / pairs.length;
}

const pairsOf = (words: string) => Array.from(words, (letter, index) => letter + (words[index + 1] ?? '')).slice(0, -1);
