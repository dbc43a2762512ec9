import { currentSession } from '../api/session.js';
import type { ActInput } from '../api/types.js';

/** Kept beside the browser's own store, which may be full or forbidden. */
const here = new Map<string, object>();

const keyOf = (name: string) => `dudao.draft.${currentSession()?.account.id ?? 0}.${name}`;

/** What the person typed into a form and has not yet sent; it outlives a closed dialog, a failed request and a closed browser. */
export function readDraft<T extends object = ActInput>(name: string): T | null {
  const key = keyOf(name);
  try {
    return (here.get(key) as T | undefined) ?? (JSON.parse(localStorage.getItem(key) ?? 'null') as T | null);
  } catch {
    return null;
  }
}

export function keepDraft(name: string, input: object): void {
  const key = keyOf(name);
  here.set(key, input);
  try {
    localStorage.setItem(key, JSON.stringify(input));
  } catch {
    // The copy in memory still holds until the page is left.
  }
}

/** Forgets it once it has been sent or thrown away. */
export function dropDraft(name: string): void {
  const key = keyOf(name);
  here.delete(key);
  localStorage.removeItem(key);
}
