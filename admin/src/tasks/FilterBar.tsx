import Box from '@mui/material/Box';
import { useGetList } from 'react-admin';
import { useSession } from '../api/session.js';
import type { Plan } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { FlagFilter, SearchFilter, SelectFilter, UnitFilter } from '../parts/index.js';
import { FilterChips } from './FilterChips.js';
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
      <FilterChips />
    </>
  );
}
