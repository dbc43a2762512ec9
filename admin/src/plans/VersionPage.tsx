import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { client } from '../api/client.js';
import type { VersionComparison } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, PageHead, ProblemNote, useAttempt } from '../parts/index.js';
import { DifferenceCard } from './DifferenceCard.js';
import { WithdrawDialog } from './WithdrawDialog.js';

type Filter = 'all' | 'pending' | 'changed' | 'moved' | 'new' | 'gone';
const FILTERS: Filter[] = ['all', 'pending', 'changed', 'moved', 'new', 'gone'];

/** Two versions of a plan's document side by side: each difference with the tasks that it touches, to be taken over or left. */
export default function VersionPage() {
  const { id, documentId } = useParams();
  const [planId, versionId] = [Number(id), Number(documentId)];
  const queryKey = ['plans', 'version', planId, versionId];
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => client.version(planId, versionId), refetchOnWindowFocus: false });
  if (error) return <ProblemNote problem={error} onRetry={() => refetch()} />;
  return data ? <Comparison planId={planId} comparison={data} onReload={() => refetch()} /> : null;
}

function Comparison({ planId, comparison, onReload }: { planId: number; comparison: VersionComparison; onReload: () => void }) {
  const t = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [filter, setFilter] = useState<Filter>('all');
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [note, setNote] = useState('');
  const { attempt, problem, busy } = useAttempt();
  const [withdrawing, setWithdrawing] = useState(false);
  const { version, before, differences, unchanged, planTitle, mayDecide, mayWithdraw } = comparison;
  const matches = (name: Filter) =>
    differences.filter(({ kind, decision }) => name === 'all' || (name === 'pending' ? decision === 'pending' : kind === name));
  const shown = matches(filter);
  const open = shown.filter(({ decision }) => decision === 'pending');

  const decide = (ids: number[], decision: 'taken' | 'kept') =>
    attempt(async () => {
      const fresh = await client.decideDifferences(planId, version.documentId, { ids, decision, note });
      queries.setQueryData(['plans', 'version', planId, version.documentId], fresh);
      for (const key of ['breakdown', 'tasks', 'source']) void queries.invalidateQueries({ queryKey: [key] });
      for (const key of ['measures', 'targets', 'versions', 'getOne']) void queries.invalidateQueries({ queryKey: ['plans', key, planId] });
      setSelected(new Set());
      setNote('');
      notify(t('plans.versions.decided', { count: ids.length }), { type: 'success' });
    });
  const toggle = (one: number) => {
    const next = new Set(selected);
    if (!next.delete(one)) next.add(one);
    setSelected(next);
  };
  const chosen = [...selected];

  return (
    <>
      <PageHead
        title={t('plans.versions.compareTitle', { from: before.versionNo, to: version.versionNo })}
        note={planTitle}
        actions={
          <>
            {mayWithdraw && (
              <Button color="inherit" onClick={() => setWithdrawing(true)}>
                {t('plans.versions.withdraw')}
              </Button>
            )}
            <Button component={Link} to={`/plans/${planId}`} variant="outlined">
              {t('plans.versions.toPlan')}
            </Button>
          </>
        }
      />
      <Box sx={bar}>
        {FILTERS.map(name => (
          <Button
            key={name}
            variant={filter === name ? 'contained' : 'outlined'}
            color="secondary"
            aria-pressed={filter === name}
            onClick={() => setFilter(name)}
          >
            {t(`plans.versions.filter.${name}`, { count: matches(name).length })}
          </Button>
        ))}
        <Box component="span" sx={{ color: 'text.secondary', fontSize: 12, ml: 'auto' }}>
          {t('plans.versions.unchanged', { count: unchanged })}
        </Box>
      </Box>
      {mayDecide && open.length > 0 && (
        <Box sx={{ ...bar, position: 'sticky', top: 48, zIndex: 2, bgcolor: 'background.default', py: 0.75 }}>
          <label>
            <input
              type="checkbox"
              checked={open.every(({ id }) => selected.has(id))}
              onChange={event => setSelected(new Set(event.target.checked ? open.map(({ id }) => id) : []))}
            />{' '}
            {t('plans.versions.selectAll', { count: open.length })}
          </label>
          <TextField
            size="small"
            margin="none"
            placeholder={t('plans.versions.note')}
            value={note}
            onChange={event => setNote(event.target.value)}
            slotProps={{ htmlInput: { 'aria-label': t('plans.versions.note'), maxLength: 500 } }}
            sx={{ flex: 1 }}
          />
          <Button variant="outlined" disabled={chosen.length === 0} loading={busy} onClick={() => decide(chosen, 'kept')}>
            {t('plans.versions.keep', { count: chosen.length })}
          </Button>
          <Button variant="contained" disabled={chosen.length === 0} loading={busy} onClick={() => decide(chosen, 'taken')}>
            {t('plans.versions.take', { count: chosen.length })}
          </Button>
        </Box>
      )}
      <ProblemNote problem={problem} onReload={onReload} />
      {differences.length === 0 && <EmptyState title={t('plans.versions.noDifference')}>{t('plans.versions.noDifferenceNext')}</EmptyState>}
      {shown.map(difference => (
        <DifferenceCard
          key={difference.id}
          difference={difference}
          versions={[before.versionNo, version.versionNo]}
          selected={selected.has(difference.id)}
          mayDecide={mayDecide && !busy}
          onSelect={() => toggle(difference.id)}
          onDecide={decision => decide([difference.id], decision)}
        />
      ))}
      {withdrawing && (
        <WithdrawDialog
          title={t('plans.versions.withdrawTitle')}
          label={t('plans.versions.withdraw')}
          onWithdraw={async reason => {
            await client.withdrawVersion(planId, version.documentId, reason);
            void queries.invalidateQueries({ queryKey: ['plans'] });
            navigate(`/plans/${planId}`);
          }}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </>
  );
}

const bar = { display: 'flex', gap: 1, alignItems: 'center', mb: 1, flexWrap: 'wrap', fontSize: 13 } as const;
