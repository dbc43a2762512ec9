import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { client } from '../../api/client.js';
import { LIGHTS } from '../../api/rules.js';
import { useSession } from '../../api/session.js';
import type { TaskCalendar } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { weeksOf } from '../../parts/index.js';
import { COLOURS, LIGHT_COLOURS } from '../../theme.js';
import { monthAway } from './months.js';
import { ledgerWith, ViewPage } from './ViewPage.js';

type Day = TaskCalendar['days'][number];

/** What is judged on which day of a month. */
export default function CalendarPage() {
  const t = useText();
  const { today } = useSession();
  const [month, setMonth] = useState(today.slice(0, 7));
  const [year, number] = month.split('-').map(Number);
  return (
    <ViewPage
      title={t('views.calendar')}
      asked={[month]}
      fetch={filter => client.taskCalendar(filter, month)}
      isEmpty={() => false}
      actions={
        <>
          <Button onClick={() => setMonth(monthAway(month, -1))}>{t('views.calendarPage.previous')}</Button>
          <Button variant="outlined" onClick={() => setMonth(today.slice(0, 7))}>
            {t('views.calendarPage.now')}
          </Button>
          <Button onClick={() => setMonth(monthAway(month, 1))}>{t('views.calendarPage.next')}</Button>
        </>
      }
    >
      {(calendar, filter) => (
        <>
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline', mb: 0.75 }}>
            <Typography variant="h2">{t('views.calendarPage.month', { year: year!, month: number! })}</Typography>
            <Typography variant="caption" color="textSecondary">
              {calendar.days.length > 0
                ? t('views.calendarPage.total', { count: calendar.days.reduce((sum, day) => sum + day.total, 0) })
                : t('views.calendarPage.none')}
              {calendar.undated > 0 && `　${t('views.calendarPage.undated', { count: calendar.undated })}`}
            </Typography>
          </Box>
          <Month month={calendar.month} days={calendar.days} off={calendar.off} filter={filter} />
        </>
      )}
    </ViewPage>
  );
}

function Month({ month, days, off, filter }: { month: string; days: Day[]; off: string[]; filter: Record<string, unknown> }) {
  const t = useText();
  const { today } = useSession();
  const byDay = new Map(days.map(day => [day.day, day]));
  return (
    <Paper variant="outlined" component="table" sx={table}>
      <thead>
        <tr>
          {[...t('views.calendarPage.week')].map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the days of the week do not move
            <th key={index}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map(week => (
          <tr key={week.find(Boolean)}>
            {week.map((day, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: places of a week
              <Box component="td" key={index} sx={{ bgcolor: day === today ? COLOURS.accentSoft : day ? undefined : COLOURS.band }}>
                {day && <DayCell day={day} found={byDay.get(day)} isOff={off.includes(day)} filter={filter} />}
              </Box>
            ))}
          </tr>
        ))}
      </tbody>
    </Paper>
  );
}

function DayCell({ day, found, isOff, filter }: { day: string; found: Day | undefined; isOff: boolean; filter: Record<string, unknown> }) {
  const t = useText();
  const all = ledgerWith({ ...filter, dueFrom: day, dueTo: day });
  return (
    <>
      <Box sx={{ display: 'flex', justifyContent: 'space-between' }}>
        <Box component="span" sx={{ color: isOff ? 'text.secondary' : undefined }}>
          {Number(day.slice(8))}
          {isOff && ` ${t('views.calendarPage.off')}`}
        </Box>
        {found && (
          <Box component={Link} to={all} sx={{ fontWeight: 600, color: 'primary.main', textDecoration: 'none' }}>
            {found.total}
          </Box>
        )}
      </Box>
      {found?.tasks.map(task => (
        <Box key={task.id} component={Link} to={`/tasks/${task.id}/show`} title={`${task.title}（${task.leadUnitName ?? ''}）`} sx={line}>
          <Box component="span" sx={{ color: LIGHT_COLOURS[task.light].ink }} title={LIGHTS[task.light].label}>
            {LIGHTS[task.light].shape}
          </Box>{' '}
          {task.title}
        </Box>
      ))}
      {found && found.total > found.tasks.length && (
        <Box component={Link} to={all} sx={{ ...line, color: 'primary.main' }}>
          {t('views.calendarPage.more', { count: found.total - found.tasks.length })}
        </Box>
      )}
    </>
  );
}

const table = {
  width: '100%',
  tableLayout: 'fixed',
  borderCollapse: 'collapse',
  fontSize: 12,
  '& th': { py: 0.5, borderBottom: 1, borderColor: 'divider', color: 'text.secondary' },
  '& td': { height: 84, verticalAlign: 'top', border: 1, borderColor: 'divider', p: 0.5, overflow: 'hidden' },
} as const;
const line = {
  display: 'block',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  color: 'text.primary',
  textDecoration: 'none',
  lineHeight: 1.5,
} as const;
