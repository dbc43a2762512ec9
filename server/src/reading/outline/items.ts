import { sought } from '../words/pattern.js';
import { segments } from '../words/segments.js';
import { positionOf, type Words } from '../words/text.js';

/** A stretch of a unit in UTF-16 positions of the text. */
export interface Part {
  from: number;
  to: number;
}

const LIST_LEAD = sought(
  /^[^,。;:]{2,20}方面,?(?:主要是|重点是|主要|重点)?|(?:主要是|重点是|主要包括|包括以下(?:内容|方面|任务)?|重点(?:抓好|做好|推进|实施)以下[^,:]{0,8}):?/,
);

/** The parts of a unit in list form ("…方面,主要是建强…,建优…,推进…"), each opening with its own action; [] where it is none. */
export function items(words: Words): Part[] {
  const lead = LIST_LEAD.exec(words.folded);
  if (!lead) return [];
  const from = lead.index + lead[0].length;
  const parts = segments(words.folded.slice(from)).map(s => ({ ...s, start: from + s.start }));
  if (parts.length < 3 || !parts.every(p => p.kind === 'action')) return [];
  return parts.map(p => ({ from: positionOf(words, p.start), to: positionOf(words, p.start + p.text.length - 1) + 1 }));
}
