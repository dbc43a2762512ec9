import { withoutNumber } from './text.js';

const LENGTH = 40;
const SHORTEST = 6;
const BREAK = /[，,；;。：:\u3000]/g;
const UNCLOSED = /[。；;].*$|[(（][^)）]*$/;

/** What a clause of its own says besides the deed: when, after what, by what. */
const SETTINGS: readonly RegExp[] = [
  /^[到至在于自从]?(?:20\d\d|“?十[三四五六七]五”?|每|[一二三四五六七八九十\d]+)[年月日个季度上下半\d-]*(?:[底末前内起]|之前|以前|期间|时期|开始)*$/,
  /^(?:按照?|依照|依据|根据|围绕|结合|遵循|本着|聚焦)[^，,；;。]*(?:需求|需要|要求|规定|精神|原则|路径|程序|标准|实际|部署|情况|目标)$/,
  /^(?:坚持)?以[^，,；;。]*为(?:指导|抓手|重点|导向|核心|基础|引领|主线|目标|目的|中心|根本|主|载体|牵引|契机)$/,
  /^在[^，,；;。]*(?:[中上下内前后时]|方面|期间)$/,
];
/** To whom or to what: the deed is in the next clause, and says nothing without it. */
const OBJECT = /^(?:对于?|针对)(?!.*(?:进行|开展|实施|实行|给予|予以|加强|纳入|采取|建立|推进))/;

/** A short name from a measure's own words: the first clause that tells a deed, without the enumerator and what stands in brackets behind it. */
export function shortTitle(text: string): string {
  const words = withoutNumber(text).replace(/[。；;，,：:]+$/, '');
  const breaks = [...words.matchAll(BREAK)].map(({ index }) => index);
  const from = breaks.reduce((start, at) => (isSetting(words.slice(start, at)) && at + SHORTEST < words.length ? at + 1 : start), 0);
  const [first = words.length, ...later] = breaks.filter(at => at - from >= SHORTEST);
  const end = OBJECT.test(words.slice(from, first)) ? (later[0] ?? words.length) : first;
  return Array.from(words.slice(from, end).replace(UNCLOSED, '')).slice(0, LENGTH).join('');
}

const isSetting = (clause: string) => SETTINGS.some(setting => setting.test(clause));
