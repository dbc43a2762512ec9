import Box from '@mui/material/Box';
import type { CalendarYear } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { formatDate, weeksOf } from '../parts/index.js';
import { COLOURS } from '../theme.js';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** A whole year at one look: days off and days worked in exchange carry a sign beside their colour. */
export function YearSheet({ year }: { year: CalendarYear }) {
  const days = new Map(year.days.map(day => [day.date, day]));
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(236px, 1fr))', gap: 2 }}>
      {MONTHS.map(month => (
        <Month key={month} year={year.year} month={month} days={days} />
      ))}
    </Box>
  );
}

type Days = Map<string, CalendarYear['days'][number]>;

function Month({ year, month, days }: { year: number; month: number; days: Days }) {
  const t = useText();
  return (
    <Box component="table" sx={{ borderCollapse: 'collapse', fontSize: 12, width: '100%', tableLayout: 'fixed' }}>
      <caption style={{ textAlign: 'left', fontWeight: 600, paddingBottom: 2 }}>{t('calendar.month', { month })}</caption>
      <thead>
        <tr>
          {[...t('calendar.weekdays')].map(weekday => (
            <Box component="th" key={weekday} scope="col" sx={{ color: 'text.secondary', fontWeight: 400 }}>
              {weekday}
            </Box>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(`${year}-${String(month).padStart(2, '0')}`).map(week => (
          <tr key={week.find(Boolean)}>
            {week.map((date, weekday) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place in the week is what a blank is
              <Day key={weekday} date={date} weekend={weekday > 4} day={days.get(date ?? '')} />
            ))}
          </tr>
        ))}
      </tbody>
    </Box>
  );
}

function Day({ date, weekend, day }: { date: string | null; weekend: boolean; day?: CalendarYear['days'][number] }) {
  const t = useText();
  if (!date) return <td />;
  const sign = day && (day.kind === 'holiday' ? t('calendar.off') : t('calendar.on'));
  const rest = day ? day.kind === 'holiday' : weekend;
  return (
    <Box
      component="td"
      title={day ? `${formatDate(date)} ${day.name || t('calendar.on')}` : undefined}
      sx={{
        textAlign: 'center',
        lineHeight: '22px',
        color: rest ? COLOURS.good : COLOURS.ink,
        bgcolor: day && (rest ? '#e8f3ea' : '#fdf1dc'),
        fontWeight: day ? 600 : 400,
      }}
    >
      {Number(date.slice(8))}
      {sign && (
        <Box component="sup" sx={{ fontSize: 9, ml: '1px', color: rest ? COLOURS.good : COLOURS.warn }}>
          {sign}
        </Box>
      )}
    </Box>
  );
}
