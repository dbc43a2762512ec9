import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { useGetList, useListContext } from 'react-admin';
import { useSession } from '../api/session.js';
import type { Plan } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { FlagFilter, formatDate, SearchFilter, SelectFilter, UnitFilter, useUnits } from '../parts/index.js';
import { STATE_CHOICES } from './states.js';

/** The filters of the ledger and of its other looks. */
export function FilterBar() {
  const t = useText();
  const { today } = useSession();
  const { data: plans = [] } = useGetList<Plan>('plans', { pagination: { page: 1, perPage: 200 } });
  const phases = plans.flatMap(plan => plan.phases.map(phase => phase.year));
  const years = [...new Set([...phases, Number(today.slice(0, 4))])].sort();
  return (
    <>
      <SearchFilter label={t('tasks.filter.search')} />
      <SelectFilter
        source="planId"
        label={t('tasks.filter.plan')}
        width={210}
        choices={plans.map(plan => ({ id: plan.id, name: plan.title }))}
      />
      <SelectFilter
        source="phaseYear"
        label={t('tasks.filter.phase')}
        width={110}
        choices={years.map(year => ({ id: year, name: t('tasks.year', { year }) }))}
      />
      <UnitFilter label={t('tasks.filter.unit')} />
      <SelectFilter source="state" label={t('tasks.filter.state')} choices={STATE_CHOICES} />
      <Box sx={{ display: 'flex' }}>
        <FlagFilter source="missed" label={t('tasks.filter.missed')} />
        <FlagFilter source="riskDiffers" label={t('tasks.filter.riskDiffers')} />
        <FlagFilter source="followed" label={t('tasks.filter.followed')} />
      </Box>
      <Chips />
    </>
  );
}

const CHIPS = ['leadUnitId', 'dueFrom', 'dueTo', 'extended'] as const;

/** Filters that are set by a click elsewhere (a day, a unit's row) and have no field of their own. */
function Chips() {
  const t = useText();
  const units = useUnits();
  const { filterValues, setFilters } = useListContext();
  const wordOf = (name: (typeof CHIPS)[number], value: unknown) => {
    if (name === 'leadUnitId') return units.find(unit => unit.id === value)?.name ?? '';
    return name === 'extended' ? '' : formatDate(String(value));
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
