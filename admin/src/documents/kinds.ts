import type { Decision, IntakeKind } from '../api/types.js';
import type { TextKey } from '../i18n/index.js';
import { COLOURS } from '../theme.js';

/** How each kind looks, the same in the text, the records and the list of documents: colour, and a line under it that a black-and-white print keeps. */
export const KINDS: Record<IntakeKind, { label: TextKey; ink: string; ground: string; line: string; digit: string }> = {
  measure: { label: 'documents.kind.measure', ink: COLOURS.accent, ground: '#dceceb', line: 'solid', digit: '1' },
  target: { label: 'documents.kind.target', ink: COLOURS.warn, ground: '#fbeed6', line: 'double', digit: '2' },
  achievement: { label: 'documents.kind.achievement', ink: '#5b4a86', ground: '#ebe7f4', line: 'dotted', digit: '3' },
  heading: { label: 'documents.kind.heading', ink: COLOURS.ink, ground: '#efede8', line: 'dashed', digit: '4' },
};

export const KIND_NAMES = Object.keys(KINDS) as IntakeKind[];

/** What a person has said of a record; the sign stands beside the word. */
export const DECISIONS: Record<Decision, { label: TextKey; sign: string }> = {
  pending: { label: 'documents.decision.pending', sign: '○' },
  accepted: { label: 'documents.decision.accepted', sign: '✓' },
  discarded: { label: 'documents.decision.discarded', sign: '✕' },
};

export const DECISION_NAMES = Object.keys(DECISIONS) as Decision[];
