import { coverage } from './coverage.js';
import { type Figure, figures } from './figures.js';
import { LEVELS } from './lexicon.js';
import { leadingVerb, segments, splitTop, stripLead } from './segments.js';
import { sub, type Words } from './text.js';
import type { Indicator } from './types.js';

/** Reads the indicators of one unit, in the order of the text; a figure lost in the source comes with value null and a defect. */
export function indicators(words: Words): Indicator[] {
  const all = figures(words.folded);
  const told = all.flatMap((_, i) => describe(words, all, i)).map(n => ({ at: n.at, indicator: n.indicator }));
  const covered = coverage(words, all).map(c => ({ at: c.at, indicator: c.indicator }));
  const lost = lostFigures(words);
  return [...told, ...covered, ...lost].sort((a, b) => a.at - b.at).map(n => n.indicator);
}

/** How far before its figure a name may begin. */
const NAME_REACH = 200;

interface Found {
  at: number;
  indicator: Indicator;
}

function describe(words: Words, all: Figure[], i: number): Found[] {
  const f = all[i]!;
  if (isBaseline(words.folded, f)) return [];
  return names(words, all, i).map(name => ({ at: f.start, indicator: indicator(words, f, name) }));
}

function indicator(words: Words, f: Figure, name: string): Indicator {
  const raw = words.written.slice(f.from, f.to);
  return { raw, name, op: f.op, value: f.value, ...(f.value2 !== undefined && { value2: f.value2 }), unit: f.unit };
}

/** "由60%提高到75%": the first is where it starts from. */
function isBaseline(folded: string, f: Figure): boolean {
  return (
    /(?:由|从)[^,;]{0,14}$/.test(folded.slice(Math.max(0, f.start - 16), f.start)) &&
    /^[^,;]{0,8}(?:提高|提升|增加|上升|增长|下降|降低|降|减少|扩大|升|增|压缩|缩短|压减|缩小|调整|扩展|拓展)[^,;]{0,2}(?:到|至|为)/.test(
      folded.slice(f.end, f.end + 14),
    )
  );
}

const COMPARING =
  /(?:(?:力争|确保|分别|均|都|全部|总数|总量|数量|规模|水平|比例|比重)?(?:稳步|逐步|持续|有效|基本|努力|力争)?(?:达到|达|控制在|保持在|稳定在|维持在|提高到|提升到|提升至|提高至|增加到|增加至|增长到|扩大到|扩展到|压减到|压降到|降低到|降低至|下降到|下降至|降至|降到|减少到|缩短到|缩短至|升至|增至|突破|超过|高于|低于|不低于|不少于|不超过|不高于|为|是|至少|共有|共|约|近|逾|超|累计|平均|完成率)|(?:增加|增长|提高|提升|上升|扩大|增)了?)+$/;
const DECREASE = /(?:下降|降低|减少|压减|压降|缩短|削减|缩减)了?$/;
const JOINERS =
  /^(?:其中|同时|并|并且|且|或|以及|及|和|与|、|即|共|还|使|使得|让|在|中|的|约|已|现有|现|全面|力争|确保|实现|争取|努力|基本|逐步|稳步|持续)+/;

function names(words: Words, all: Figure[], i: number): string[] {
  const f = all[i]!;
  const before = nameBefore(words, all, i);
  const after = nameAfter(words, all, i);
  if (after && !(before && /[%‰]$/.test(f.unit))) return [after];
  const group = before ?? previousName(words, f);
  if (!group) return [after ?? f.unit];
  return spread(group, words.folded, all, i);
}

/** The noun phrase behind the figure: 建设15家县域医疗服务次中心. */
function nameAfter(words: Words, all: Figure[], i: number): string | null {
  const f = all[i]!;
  const isRate = /[%‰]/.test(f.unit);
  const rest = words.folded.slice(f.to);
  const of = /^的/.exec(rest);
  if (isRate && !of) return null;
  if (f.to > f.end && !of && !/^[一-龥]/.test(rest)) return null;
  const from = f.to + (of ? 1 : 0);
  const next = all[i + 1]?.from ?? words.folded.length;
  if (next === from) return i + 1 < all.length ? nameAfter(words, all, i + 1) : null;
  const stop = /[,;。:、!?()\t]|(?:赴|参加|进行|开展|用于|前往|入选|纳入|获|被|均|全部|分别|等)/;
  let text = words.folded.slice(from, next);
  const paren = /^[^,;。:、]*?\([^()]{1,12}\)[^,;。:、]*/.exec(text);
  const cutAt = text.slice(2).search(stop);
  const end =
    paren && cutAt >= 0 && text[cutAt + 2] === '('
      ? paren[0].slice(paren[0].indexOf(')') + 1).search(stop) < 0
        ? paren[0].length
        : paren[0].length
      : cutAt < 0
        ? text.length
        : cutAt + 2;
  text = words.written.slice(from, from + end).replace(/(?:以上|以内|左右)$/, '');
  return /^[一-龥“《A-Za-z\d]/.test(text) && text.length >= 2 ? text : null;
}

/** The noun phrase before the figure: 县域就诊率达到90%. */
function nameBefore(words: Words, all: Figure[], i: number): string | null {
  const f = all[i]!;
  const floor = Math.max(i > 0 ? all[i - 1]!.to : 0, boundary(words.folded, f.from));
  const from = i > 0 && floor === all[i - 1]!.to ? floor : boundary(words.folded, f.from);
  return trimName(sub(words, from, f.from));
}

/** Where the comma part of `at` begins; commas in brackets and quotes do not count. */
function boundary(folded: string, at: number): number {
  const from = Math.max(0, at - NAME_REACH);
  const last = splitTop(folded.slice(from, at), ',;:。!?\t').at(-1);
  return last && from + last[1] === at ? from + last[0] : at;
}

function trimName(w: Words): string | null {
  let folded = w.folded;
  let end = folded.length;
  for (let k = 0; k < 3; k++) {
    const m = COMPARING.exec(folded.slice(0, end));
    if (!m || DECREASE.test(folded.slice(0, end))) break;
    end = m.index;
  }
  folded = folded.slice(0, end);
  const core = stripLead(folded.replace(/^[、,和及]+/, ''));
  const verb = leadingVerb(core);
  let from = folded.length - core.length;
  if (verb.verb) from += verb.at + (verb.level && LEVELS.has(verb.verb) ? verb.verb.length : verb.verb.length);
  from += JOINERS.exec(folded.slice(from))?.[0].length ?? 0;
  const name = w.written.slice(from, end).replace(/^[、,和及与]+|[、,和及与的]+$/g, '');
  return name.length >= 2 ? name : null;
}

/** When the part with the figure names nothing ("…,2025年达到70%"), what the part before it speaks of. */
function previousName(words: Words, f: Figure): string | null {
  const start = Math.max(0, f.from - NAME_REACH);
  const parts = segments(words.folded.slice(start, f.from)).map(p => ({ ...p, start: p.start + start }));
  for (let i = parts.length - 1; i >= Math.max(0, parts.length - 3); i--) {
    const p = parts[i]!;
    if (/\d/.test(p.text) && i < parts.length - 1) break;
    const name = trimName(sub(words, p.start, p.start + p.text.length));
    if (name && name.length >= 3 && !/\d{4}年/.test(name)) return name;
  }
  return null;
}

/** 分别, 均 and figures side by side share out the names that are listed before them. */
function spread(group: string, folded: string, all: Figure[], i: number): string[] {
  let first = i;
  while (first > 0 && all[first]!.isPaired) first--;
  let last = i;
  while (last + 1 < all.length && all[last + 1]!.isPaired) last++;
  const head = folded.slice(boundary(folded, all[first]!.from), all[first]!.from);
  const listed = group.replace(/(?:分别|均|都|总体)+$/, '');
  if (/各$/.test(head)) return listedNames(group.replace(/各$/, ''));
  if (last === first && /分别(?:为|达到?)?(?:增长|增加|提高|下降|降低|减少|压减)?$/.test(head))
    return listedNames(listed.replace(/分别.*$/, ''));
  if (last > first) return [pick(listedNames(listed), i - first, last - first + 1) ?? listed];
  if (/(?:均|都)(?:要|应|须|需)?(?:达到?|不低于|控制在|超过|为|保持在|稳定在|提高到|实现)*$/.test(head)) return listedNames(listed);
  return [listed];
}

function listedNames(listed: string): string[] {
  return splitTop(listed, '、和与及')
    .map(([a, b]) => listed.slice(a, b))
    .filter(n => n.length >= 2);
}

function pick(names: string[], at: number, of: number): string | null {
  if (names.length !== of) return null;
  const tail = /的[^的]{1,8}$/.exec(names.at(-1)!)?.[0] ?? '';
  return tail && at < of - 1 ? names[at]! + tail : names[at]!;
}

/** "下降到万以下": the number went missing between the comparison and its unit. */
function lostFigures(w: Words): Found[] {
  const pattern =
    /(?:达到?|控制在|保持在|提高到|提升到|下降到|降低到|降至|减少到|增加到|由|从\d{4}年的)(?=[%‰万岁]|个(?:以上|以下|以内)|$)(?<unit>[%‰万岁个])(?<tail>以上|以下|以内|左右)?/g;
  return [...w.folded.matchAll(pattern)].map(m => ({
    at: m.index,
    indicator: {
      raw: w.written.slice(m.index, m.index + m[0].length),
      name: trimName(sub(w, boundary(w.folded, m.index), m.index)) ?? '',
      op: m.groups!.tail === '以上' ? '>=' : m.groups!.tail ? '<=' : '=',
      value: null,
      unit: m.groups!.unit === '万' ? '/10万' : m.groups!.unit!,
      defect: '原文数值缺失',
    },
  }));
}
