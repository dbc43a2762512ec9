import type { Words } from './text.js';
import type { Indicator } from './types.js';

export function indicators(_words: Words): Indicator[] {
  return [];
}
