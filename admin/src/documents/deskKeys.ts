import type { IntakeKind } from '../api/types.js';
import { KIND_NAMES, KINDS } from './kinds.js';

/** What a person does at the desk, each by one key. */
export interface DeskActs {
  move: (step: 1 | -1) => void;
  extend: (step: 1 | -1) => void;
  accept: () => void;
  discard: () => void;
  reopen: () => void;
  acceptPlain: () => void;
  acceptShown: () => void;
  edit: () => void;
  split: () => void;
  takeApart: () => void;
  merge: () => void;
  names: () => void;
  select: () => void;
  selectShown: () => void;
  selectNone: () => void;
  undo: () => void;
  setKind: (kind: IntakeKind) => void;
}

/** The keys of the desk (see useKeys); who may only look can only move. */
export function deskKeys(acts: DeskActs, mayChange: boolean): Record<string, () => void> {
  const down = () => acts.move(1);
  const up = () => acts.move(-1);
  const moving = { ArrowDown: down, KeyJ: down, ArrowUp: up, KeyK: up };
  if (!mayChange) return moving;
  return {
    ...moving,
    KeyA: acts.accept,
    KeyD: acts.discard,
    KeyZ: acts.reopen,
    KeyG: acts.acceptPlain,
    'Shift+KeyA': acts.acceptShown,
    KeyE: acts.edit,
    KeyS: acts.split,
    KeyL: acts.takeApart,
    KeyM: acts.merge,
    KeyN: acts.names,
    KeyX: acts.select,
    'Shift+ArrowDown': () => acts.extend(1),
    'Shift+ArrowUp': () => acts.extend(-1),
    'Ctrl+KeyA': acts.selectShown,
    Escape: acts.selectNone,
    KeyU: acts.undo,
    'Ctrl+KeyZ': acts.undo,
    // 1–4, on either side of the keyboard.
    ...Object.fromEntries(
      KIND_NAMES.flatMap(kind => ['Digit', 'Numpad'].map(row => [`${row}${KINDS[kind].digit}`, () => acts.setKind(kind)])),
    ),
  };
}
