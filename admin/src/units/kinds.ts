import type { TextKey } from '../i18n/index.js';
import { useText } from '../i18n/index.js';
import { zh } from '../i18n/zh/index.js';

const KINDS = Object.keys(zh.units.kinds) as (keyof typeof zh.units.kinds)[];

/** The kinds of unit to choose from. */
export function useUnitKinds(): { id: string; name: string }[] {
  const t = useText();
  return KINDS.map(id => ({ id, name: t(`units.kinds.${id}` satisfies TextKey) }));
}
