import { type Indicator, NONE } from '../types.js';
import { pattern, sought } from '../words/pattern.js';
import type { Words } from '../words/text.js';
import { coverage } from './coverage.js';
import { type Figure, figures } from './figures.js';
import { nameAt, nameFigures } from './names.js';

interface Found {
  at: number;
  indicator: Indicator;
}

/** Reads the indicators of one unit (`inherited`: what the clause before it measured, for "到2026年,达到60%"), in the order of the text; a figure lost in the source comes with value null and a defect. */
export function indicators(words: Words, inherited: string | null = null): Indicator[] {
  const all = figures(words.folded);
  const whole = coverage(words, all);
  const lost = lostFigures(words);
  if (all.length + whole.length + lost.length === 0) return NONE;
  const names = nameFigures(words, all, inherited);
  const found: Found[] = [];
  all.forEach((f, i) => {
    for (const name of names[i]!) found.push({ at: f.start, indicator: indicator(words, f, name) });
  });
  return [...found, ...whole, ...lost].sort((a, b) => a.at - b.at).map(n => n.indicator);
}

/** Units with marks of their own: 1:1, 套(间). */
const AS_WRITTEN = pattern(/[:)]$|^:/);

function indicator(words: Words, f: Figure, name: string): Indicator {
  const raw = words.written.slice(f.from, f.to);
  const { op, value, value2 } = f;
  const unit = AS_WRITTEN.test(f.unit) ? words.written.slice(f.end - f.unit.length, f.end) : f.unit;
  return value2 === undefined ? { raw, name, op, value, unit } : { raw, name, op, value, value2, unit };
}

const LOST = sought(
  /(?:达到?|控制在|保持在|提高到|提升到|下降到|降低到|降至|减少到|增加到|由|从\d{4}年的)(?<unit>[%‰岁]|万(?=以[上下内]|左右|[,。;、)]|$)|个(?![人体别性]))(?<tail>以上|以下|以内|左右)?/g,
);

/** "下降到万以下": the number went missing between the comparison and its unit. */
function lostFigures(w: Words): Found[] {
  return LOST.all(w.folded).map(m => ({
    at: m.index,
    indicator: {
      raw: w.written.slice(m.index, m.index + m[0].length),
      name: nameAt(w, m.index),
      op: m.groups!.tail === '以上' ? '>=' : m.groups!.tail ? '<=' : '=',
      value: null,
      unit: m.groups!.unit === '万' ? '/10万' : m.groups!.unit!,
      defect: '原文数值缺失',
    },
  }));
}
