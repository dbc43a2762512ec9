import { useState } from 'react';
import { dropDraft, keepDraft, readDraft } from '../parts/drafts.js';
import type { Edits } from './grid.js';

const STEPS_KEPT = 50;

/** What was typed over what is kept: a draft on this computer, with the last steps to take back. */
export function useEdits(draft: string) {
  const [edits, setEdits] = useState<Edits>(() => readDraft<Edits>(draft) ?? {});
  const [restored, setRestored] = useState(() => Object.keys(edits).length > 0);
  const [steps, setSteps] = useState<Edits[]>([]);

  const keep = (next: Edits) => {
    setEdits(next);
    if (Object.keys(next).length > 0) keepDraft(draft, next);
    else dropDraft(draft);
  };
  const step = (next: Edits) => {
    if (next === edits) return;
    setSteps(all => [...all, edits].slice(-STEPS_KEPT));
    keep(next);
  };
  return {
    edits,
    restored,
    steps,
    step,
    undo: () => {
      const last = steps.at(-1);
      if (!last) return;
      setSteps(all => all.slice(0, -1));
      keep(last);
    },
    discard: () => {
      step({});
      setRestored(false);
    },
    /** What the server keeps now is typed over no longer, nor can it be taken back here. */
    saved: (rows: ReadonlySet<string>) => {
      keep(Object.fromEntries(Object.entries(edits).filter(([key]) => !rows.has(key))));
      setSteps([]);
      setRestored(false);
    },
  };
}
