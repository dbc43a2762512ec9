import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import MuiLink from '@mui/material/Link';
import { Link } from 'react-router-dom';
import type { Dashboard } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { Panel } from '../parts/index.js';
import { oneLine } from '../tasks/columns.js';

/** How far each plan is, by completed tasks. */
export function PlanBars({ plans }: { plans: Dashboard['plans'] }) {
  const t = useText();
  if (plans.length === 0) return null;
  return (
    <Panel title={t('dashboard.plans')}>
      {plans.map(plan => (
        <Box
          key={plan.id}
          sx={{
            display: 'grid',
            gridTemplateColumns: 'minmax(0, 1fr) 240px 44px 190px',
            gap: 1.5,
            alignItems: 'center',
            py: 0.5,
            fontSize: 13,
          }}
        >
          <MuiLink component={Link} to={`/plans/${plan.id}`} title={plan.title} sx={{ ...oneLine, color: 'text.primary' }}>
            {plan.title}
          </MuiLink>
          <LinearProgress
            variant="determinate"
            value={Math.min(plan.percent, 100)}
            aria-label={plan.title}
            sx={{ height: 8, borderRadius: 1 }}
          />
          <b>{plan.percent}%</b>
          <Box sx={{ color: 'text.secondary' }}>{t('dashboard.planLine', { total: plan.total, completed: plan.completed })}</Box>
        </Box>
      ))}
    </Panel>
  );
}
