import { CADENCES } from '../api/rules.js';
import { useText } from '../i18n/index.js';
import type { Fault } from './useCells.js';

/** Says what is wrong with a cell: the server's words, or what was not understood. */
export function useFaultText(): (fault: Fault) => string {
  const t = useText();
  return fault =>
    typeof fault === 'string'
      ? fault
      : t(`plans.grid.fault.${fault.fault}`, { value: fault.word, choices: Object.values(CADENCES).join('、') });
}
