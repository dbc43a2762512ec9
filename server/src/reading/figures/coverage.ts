import type { Indicator } from '../types.js';
import { Candidates } from '../words/candidates.js';
import { type Pattern, pattern, sought } from '../words/pattern.js';
import { splitTop } from '../words/scan.js';
import { sub, type Words } from '../words/text.js';
import type { Figure } from './figures.js';
import { topic } from './names.js';
import { isDeed } from './phrases.js';

/** Words that mean a hundred per cent. */
const FORMS: readonly { pattern: Pattern; name(words: Words, from: number, to: number, part: [number, number]): string | null }[] = [
  {
    pattern: pattern(
      /(?<!全[一-龥]{1,2}|健)全覆盖(?!的(?!(?:发展|工作|建设)?目标)|式|面|全)|全面覆盖|应(?:保尽保|收尽收|治尽治|检尽检|接尽接|签尽签|管尽管|助尽助|改尽改|纳尽纳|建尽建|享尽享)(?=[,。;、]|$)/g,
    ),
    name: covered,
  },
  {
    pattern: pattern(
      /(?<![的可占])(?<!高于|低于)全部(?!门|[^,“]{1,6}(?:后(?!续)|时的)|交由|分|环节|过程|内容|由|任务|工作|力量|精力|免费|资金|要求|项目的|覆盖)|全都|悉数/g,
    ),
    name: wholly,
  },
  {
    pattern: pattern(
      /(?<=实现)全(?:利用|回收|处理|处置|收集|收运|入网|上线|联网|联通|接入|贯通|达标|持证|监管|监测|消除|落实|整改|通达)(?=[,。;、]|$)/g,
    ),
    name: done,
  },
  { pattern: pattern(/百分百|百分之百|100%(?=[一-龥])/g), name: wholly },
  { pattern: pattern(/(?<=所有[^,;。均]{2,40})均(?:要|应|须|需)?/g), name: wholly },
];

const CANDIDATES = new Candidates(FORMS.map(f => f.pattern));

/** Without one of these no form can be there. */
const HINT = sought(/覆盖|应[一-龥]尽|全部|全都|悉数|实现全|百分|100%|均/);

/** Reads 全覆盖, 全部, 百分百 as 100%; where a figure stands in the same part and says so itself, nothing is added. */
export function coverage(words: Words, all: Figure[]): { at: number; indicator: Indicator }[] {
  const found: { at: number; indicator: Indicator }[] = [];
  if (!HINT.test(words.folded)) return found;
  for (const part of splitTop(words.folded, ',;:。!?\t')) {
    const text = words.folded.slice(part[0], part[1]);
    const candidates = CANDIDATES.in(text);
    for (let n = 0; n < FORMS.length; n++) {
      if (!(candidates & (1 << n))) continue;
      const form = FORMS[n]!;
      for (const m of form.pattern.all(text)) {
        const from = part[0] + m.index;
        if (isQuoted(words.folded, from) || all.some(f => f.unit === '%' && f.start >= part[0] && f.end <= part[1])) continue;
        const name = form.name(words, from, from + m[0].length, part);
        if (name) found.push({ at: from, indicator: { raw: words.written.slice(part[0], part[1]), name, op: '=', value: 100, unit: '%' } });
      }
    }
  }
  return found;
}

/** "…实现A、B全覆盖": what is covered stands before; "开展乡村医生全覆盖培训": around it. */
function covered(words: Words, from: number, to: number, part: [number, number]): string | null {
  const before = subjectOf(sub(words, part[0], from));
  const after = /^[一-龥]{2,10}/.exec(words.folded.slice(to, part[1]))?.[0] ?? '';
  const tail = after && !/^(?:目标|格局|网络|体系|和|与|、|、)/.test(after) ? words.written.slice(to, to + after.length) : '';
  return before && !MADE.test(before) ? before + tail : null;
}

/** "建成|全面覆盖城乡的网络": made, and not covered. */
const MADE = pattern(/^(?:建成|建立|建设|构建|形成|打造)$/);

/** "秸秆基本实现全|利用": of what, and what is done. */
function done(words: Words, from: number, to: number, part: [number, number]): string | null {
  const before = topic(sub(words, part[0], from)).replace(/(?:基本|全面)?实现$/, '');
  return before ? before + words.written.slice(from + 1, to) : null;
}

/** A name is cut off behind so many characters, and what a bracket adds at its end is none of it. */
const LONGEST = 30;
const ASIDE = pattern(/[(（][^()（）]*[)）]?$/);

/** "96个村全部出列、4万人全部脱贫": each is told for itself. */
const WHOLLY_TOLD = pattern(/^.*(?:全部|全都|悉数)[^、]*、/);
const NEXT_TOLD = pattern(/、[^、]*(?:全部|全都|悉数).*$/);

/** "乡镇卫生院全部完成高标准中医馆建设": subject and predicate. */
function wholly(words: Words, from: number, to: number, part: [number, number]): string | null {
  const head = words.folded.slice(part[0], from);
  const before = subjectOf(sub(words, part[0] + (WHOLLY_TOLD.exec(head)?.[0].length ?? 0), from)) ?? '';
  const after = NEXT_TOLD.replace(words.written.slice(to, part[1]), '').replace(/^(?:要|应|须|实现|得到)/, '');
  const name = (isDeed(before) ? '' : before).replace(/[\d０-９]+[个家所名项件条]/g, '') + after;
  return after.length >= 2 ? ASIDE.replace(name.slice(0, LONGEST), '') : null;
}

/** "甲县公交车实现|移动支付": who has what. */
const HAVING = pattern(
  /^([^,]*[一-龥]{2})(?<!基本|全面|全部|逐步|稳步|努力|率先|加快|尽快|力争|确保|计划|将|要|[0-9年月底前])(?:已)?(?:基本|全面|全部|率先)?实现(?=[^,]{2,}$)/,
);

function subjectOf(w: Words): string | null {
  const having = HAVING.exec(w.folded);
  const owner = having && topic(sub(w, 0, having[1]!.length));
  if (having && owner && owner.length <= 14 && !NO_OWNER.test(having[1]!) && !OFFICE.test(owner))
    return owner + (subjectOf(sub(w, having[0].length)) ?? '');
  const inner = /^.*(?:实现|确保|力争|达到|推动|推进|守住|做到)(?=[^,]{2,}$)/.exec(w.folded);
  const name = topic(sub(w, inner ? inner[0].length : 0), inner !== null)
    .replace(/(?:实现|基本实现|全面实现|达到|开展|的)+$/, '')
    .replace(/(?:要|应|须|必须)(?:在[^,]{0,8})?$/, '')
    .replace(
      /^[\d０-９][\d０-９.．]*[万亿]?[余多]?[个家所名户座处条项辆艘台]?(?![个家所名户座处条项辆艘台])(?=[一-龥])(?![市县区乡镇村]、)/,
      '',
    )
    .replace(/^(?:对|为(?!民)|在|了|所有|全市|全县|全区|全省)+/, '');
  return name.length >= 2 && !MANNER.test(name) ? name : null;
}

/** "多层次、全覆盖、人性化的网络": how it is built, and nothing that is covered. */
const MANNER = pattern(
  /(?:^|、)(?:多(?:层次|元化?|渠道|领域|维度)|全(?:方位|流程|链条|领域|周期|生命周期|过程|天候|时段)|广泛|可持续|常态化|便捷|均等化|普惠)$/,
);

const OFFICE = pattern(/(?:委|局|厅|部|办|部门|政府|公司)$/);
const NO_OWNER = pattern(/\d|推动|推进|确保|力争|争取|[要将]|计划|^(?:全[市县省区州国]|各地)/);

function isQuoted(folded: string, at: number): boolean {
  const open = folded.lastIndexOf('“', at);
  return open >= 0 && folded.indexOf('”', open) > at;
}
