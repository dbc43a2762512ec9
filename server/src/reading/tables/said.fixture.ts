import { readPlan } from '../index.js';

/** What each record says, in a line: kind, words, who leads, who helps, by when, what is to be reached. */
export const said = (...lines: string[]) =>
  readPlan(lines.join('\n')).records.map(({ kind, text, lead, support, deadline, indicators }) =>
    [
      kind,
      text.replace(/\n/g, '/'),
      lead.join('、'),
      support.join('、'),
      deadline?.date ?? '',
      indicators.map(i => `${i.name}${i.op}${i.value}${i.unit}`).join('；'),
    ].join(' '),
  );
