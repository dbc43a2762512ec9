import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import type { CalendarPreview, CalendarYear } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { formatDate, Panel, ProblemNote, useAttempt } from '../parts/index.js';

/** Loads a file of working days: chosen, checked and shown with what it changes, and only then put into effect. */
export function LoadPanel({ sample }: { sample: CalendarYear }) {
  const t = useText();
  const { preview, problem, busy, choose, confirm } = useLoading();
  return (
    <Panel title={t('calendar.load')} note={t('calendar.loadNote')}>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button variant="outlined" component="label" disabled={busy}>
          {t('calendar.choose')}
          <input
            type="file"
            accept=".json"
            hidden
            onChange={event => {
              void choose(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </Button>
        <Button onClick={() => save(sample)}>{t('calendar.sample', { year: sample.year })}</Button>
      </Box>
      <ProblemNote problem={problem} />
      {preview && (
        <Box sx={{ mt: 1.5 }}>
          <Typography variant="h3">{t('calendar.preview')}</Typography>
          {preview.years.map(year => (
            <Changes key={year.year} year={year} />
          ))}
          <Button variant="contained" onClick={confirm} loading={busy} sx={{ mt: 1 }}>
            {t('calendar.confirm')}
          </Button>
        </Box>
      )}
    </Panel>
  );
}

function useLoading() {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [content, setContent] = useState('');
  const [preview, setPreview] = useState<CalendarPreview | null>(null);
  const { attempt, problem, busy } = useAttempt();
  const choose = (file?: File) =>
    attempt(async () => {
      setPreview(null);
      if (!file) return;
      const text = await file.text();
      setPreview(await client.previewCalendar(text));
      setContent(text);
    });
  const confirm = () =>
    attempt(async () => {
      await client.loadCalendar(content);
      setPreview(null);
      notify(t('calendar.done'), { type: 'success' });
      await queries.invalidateQueries({ queryKey: ['calendar'] });
    });
  return { preview, problem, busy, choose, confirm };
}

function Changes({ year: { year, isNew, workingDays, changes } }: { year: CalendarPreview['years'][number] }) {
  const t = useText();
  const head = isNew ? 'calendar.previewNew' : changes.length > 0 ? 'calendar.previewChanged' : 'calendar.previewSame';
  return (
    <>
      <Typography variant="body2" sx={{ my: 0.5 }}>
        {t(head, { year, days: workingDays, count: changes.length })}
      </Typography>
      {changes.length > 0 && (
        <Table size="small" sx={{ maxWidth: 560 }}>
          <TableHead>
            <TableRow>
              <TableCell>{t('calendar.date')}</TableCell>
              {!isNew && <TableCell>{t('calendar.before')}</TableCell>}
              <TableCell>{t('calendar.after')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {changes.map(({ date, before, after }) => (
              <TableRow key={date}>
                <TableCell>{formatDate(date)}</TableCell>
                {!isNew && <TableCell>{before}</TableCell>}
                <TableCell>{after}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}

/** The year as a file in the form that can be loaded again. */
function save({ year, source, days }: CalendarYear): void {
  const holidays: Record<string, string[]> = {};
  for (const { date, kind, name } of days) if (kind === 'holiday') holidays[name] = [...(holidays[name] ?? []), date];
  const workdays = days.filter(({ kind }) => kind === 'workday').map(({ date }) => date);
  const blob = new Blob([JSON.stringify({ years: [{ year, source, holidays, workdays }] }, null, 2)], { type: 'application/json' });
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: `工作日${year}.json` });
  link.click();
  URL.revokeObjectURL(link.href);
}
