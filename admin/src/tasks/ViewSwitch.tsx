import CalendarMonth from '@mui/icons-material/CalendarMonthOutlined';
import GridOn from '@mui/icons-material/GridOnOutlined';
import TableRows from '@mui/icons-material/TableRowsOutlined';
import Timeline from '@mui/icons-material/ViewTimelineOutlined';
import ViewWeek from '@mui/icons-material/ViewWeekOutlined';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { Link, useLocation } from 'react-router-dom';
import { useText } from '../i18n/index.js';

const LOOKS = [
  { to: '/tasks', label: 'views.list', icon: TableRows },
  { to: '/task-board', label: 'views.board', icon: ViewWeek },
  { to: '/task-calendar', label: 'views.calendar', icon: CalendarMonth },
  { to: '/task-wall', label: 'views.wall', icon: Timeline },
  { to: '/task-matrix', label: 'views.matrix', icon: GridOn },
] as const;

/** From one look at the ledger to another, with the same filter: it is remembered under the ledger's own key. */
export function ViewSwitch() {
  const t = useText();
  const { pathname } = useLocation();
  return (
    <ToggleButtonGroup value={pathname} exclusive size="small" aria-label={t('views.switch')} className="no-print">
      {LOOKS.map(({ to, label, icon: Icon }) => (
        <ToggleButton key={to} value={to} component={Link} to={to} sx={{ py: 0.25, px: 1, gap: 0.5, whiteSpace: 'nowrap' }}>
          <Icon sx={{ fontSize: 16 }} />
          {t(label)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
