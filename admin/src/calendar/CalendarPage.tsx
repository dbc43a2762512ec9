import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loading } from 'react-admin';
import { client } from '../api/client.js';
import { useMay, useSession } from '../api/session.js';
import type { CalendarYear } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { formatInstant, PageHead, Panel, ProblemNote } from '../parts/index.js';
import { LoadPanel } from './LoadPanel.js';
import { YearSheet } from './YearSheet.js';

/** The working days that every count of 工作日 goes by, year by year; the system administrator loads new lists. */
export default function CalendarPage() {
  const t = useText();
  const { data, error, refetch } = useQuery({ queryKey: ['calendar'], queryFn: client.calendarYears });
  return (
    <>
      <PageHead title={t('calendar.title')} note={t('calendar.note')} />
      {error ? <ProblemNote problem={error} onRetry={() => refetch()} /> : data ? <Years years={data.data} /> : <Loading />}
    </>
  );
}

function Years({ years }: { years: CalendarYear[] }) {
  const t = useText();
  const { today } = useSession();
  const manages = useMay('calendar.manage');
  const [chosen, choose] = useState(Number(today.slice(0, 4)));
  const shown = years.find(({ year }) => year === chosen) ?? years[0];
  if (!shown) return null;
  const loaded = shown.loadedByName
    ? t('calendar.loadedBy', { name: shown.loadedByName, at: formatInstant(shown.loadedAt) })
    : t('calendar.shipped');
  return (
    <>
      {manages && <LoadPanel sample={shown} />}
      <Tabs value={shown.year} onChange={(_event, year) => choose(year)} variant="scrollable" sx={{ mb: 1 }}>
        {years.map(({ year }) => (
          <Tab key={year} value={year} label={t('calendar.year', { year })} />
        ))}
      </Tabs>
      <Panel
        title={t('calendar.workingDays', { days: shown.workingDays })}
        note={`${t('calendar.source', { source: shown.source })}；${loaded}`}
      >
        <YearSheet year={shown} />
      </Panel>
    </>
  );
}
