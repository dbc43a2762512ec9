import Chip from '@mui/material/Chip';
import { useListContext } from 'react-admin';
import { WAITING_KINDS, type WaitingKind } from '../api/rules.js';
import { useText } from '../i18n/index.js';
import { formatDate, useUnits } from '../parts/index.js';

const CHIPS = ['waiting', 'leadUnitId', 'dueFrom', 'dueTo', 'extended', 'told'] as const;

/** Filters that are set by a click elsewhere (what waits, a day, a unit's row) and have no field of their own. */
export function FilterChips() {
  const t = useText();
  const units = useUnits();
  const { filterValues, setFilters } = useListContext();
  const wordOf = (name: (typeof CHIPS)[number], value: unknown) => {
    if (name === 'waiting') return WAITING_KINDS[value as WaitingKind];
    if (name === 'leadUnitId') return units.find(unit => unit.id === value)?.name ?? '';
    return name === 'extended' || name === 'told' ? '' : formatDate(String(value));
  };
  const without = (name: string) => Object.fromEntries(Object.entries(filterValues).filter(([other]) => other !== name));
  return CHIPS.filter(name => filterValues[name] !== undefined).map(name => (
    <Chip
      key={name}
      label={t(`views.chip.${name}`, { value: wordOf(name, filterValues[name]) })}
      onDelete={() => setFilters(without(name), [])}
      sx={{ maxWidth: 260 }}
    />
  ));
}
