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
import { EmptyState, PageHead, ProblemNote, SendDialog, toggled } from '../parts/index.js';
import { DifferenceCard } from './DifferenceCard.js';
import { effectsOf } from './effects.js';
import { OneOf } from './OneOf.js';
import { WithdrawDialog } from './WithdrawDialog.js';

const FILTERS = ['all', 'pending', 'changed', 'moved', 'new', 'gone'] as const;
type Filter = (typeof FILTERS)[number];
type Difference = VersionComparison['differences'][number];

const MATCHES: Record<Filter, (difference: Difference) => boolean> = {
  all: () => true,
  pending: ({ decision }) => decision === 'pending',
  changed: ({ kind }) => kind === 'changed',
  moved: ({ kind }) => kind === 'moved',
  new: ({ kind }) => kind === 'new',
  gone: ({ kind }) => kind === 'gone',
};

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
  const [filter, setFilter] = useState<Filter>('all');
  const { version, before, differences, unchanged, planTitle, mayDecide, mayWithdraw } = comparison;
  const { selected, select, toggle, note, setNote, decide } = useDecisions(planId, version.documentId);
  const [asked, ask] = useState<Asked | null>(null);
  const shown = differences.filter(MATCHES[filter]);
  const open = shown.filter(MATCHES.pending);
  return (
    <>
      <PageHead
        title={t('plans.versions.compareTitle', { from: before.versionNo, to: version.versionNo })}
        note={planTitle}
        actions={
          <>
            {mayWithdraw && <Withdrawal planId={planId} documentId={version.documentId} />}
            <Button component={Link} to={`/plans/${planId}`} variant="outlined">
              {t('plans.versions.toPlan')}
            </Button>
          </>
        }
      />
      <Box sx={bar}>
        <OneOf
          names={FILTERS}
          chosen={filter}
          label={name => t(`plans.versions.filter.${name}`, { count: differences.filter(MATCHES[name]).length })}
          onChoose={setFilter}
        />
        <Box component="span" sx={{ color: 'text.secondary', fontSize: 12, ml: 'auto' }}>
          {t('plans.versions.unchanged', { count: unchanged })}
        </Box>
      </Box>
      {mayDecide && open.length > 0 && (
        <DecisionBar open={open} selected={selected} onSelect={select} note={note} onNote={setNote} onAsk={ask} />
      )}
      {asked && (
        <DecisionDialog
          asked={asked}
          differences={differences.filter(({ id }) => asked.ids.includes(id))}
          onDecide={() => decide(asked).then(() => ask(null))}
          onReload={onReload}
          onClose={() => ask(null)}
        />
      )}
      {differences.length === 0 && <EmptyState title={t('plans.versions.noDifference')}>{t('plans.versions.noDifferenceNext')}</EmptyState>}
      {shown.map(difference => (
        <DifferenceCard
          key={difference.id}
          difference={difference}
          versions={[before.versionNo, version.versionNo]}
          selected={selected.has(difference.id)}
          mayDecide={mayDecide}
          onSelect={() => toggle(difference.id)}
          onDecide={decision => ask({ ids: [difference.id], decision })}
        />
      ))}
    </>
  );
}

/** What is about to be decided. */
interface Asked {
  ids: number[];
  decision: 'taken' | 'kept';
}

/** Which differences are chosen, what is noted on them, and their decision. */
function useDecisions(planId: number, documentId: number) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [note, setNote] = useState('');
  const decide = async ({ ids, decision }: Asked) => {
    const fresh = await client.decideDifferences(planId, documentId, { ids, decision, note });
    queries.setQueryData(['plans', 'version', planId, documentId], fresh);
    for (const key of ['breakdown', 'tasks', 'source']) void queries.invalidateQueries({ queryKey: [key] });
    for (const key of ['measures', 'targets', 'indicators', 'versions', 'getOne'])
      void queries.invalidateQueries({ queryKey: ['plans', key, planId] });
    setSelected(new Set());
    setNote('');
    notify(t('plans.versions.decided', { count: ids.length }), { type: 'success' });
  };
  const toggle = (one: number) => setSelected(toggled(selected, one));
  return { selected, select: (ids: number[]) => setSelected(new Set(ids)), toggle, note, setNote, decide };
}

interface DecisionBarProps {
  open: Difference[];
  selected: ReadonlySet<number>;
  onSelect: (ids: number[]) => void;
  note: string;
  onNote: (note: string) => void;
  onAsk: (asked: Asked) => void;
}

/** Decides on many at once: all that are shown and open, or those chosen one by one. */
function DecisionBar({ open, selected, onSelect, note, onNote, onAsk }: DecisionBarProps) {
  const t = useText();
  const chosen = [...selected];
  return (
    <Box sx={{ ...bar, position: 'sticky', top: 48, zIndex: 2, bgcolor: 'background.default', py: 0.75 }}>
      <label>
        <input
          type="checkbox"
          checked={open.every(({ id }) => selected.has(id))}
          onChange={event => onSelect(event.target.checked ? open.map(({ id }) => id) : [])}
        />{' '}
        {t('plans.versions.selectAll', { count: open.length })}
      </label>
      <TextField
        size="small"
        margin="none"
        placeholder={t('plans.versions.note')}
        value={note}
        onChange={event => onNote(event.target.value)}
        slotProps={{ htmlInput: { 'aria-label': t('plans.versions.note'), maxLength: 500 } }}
        sx={{ flex: 1 }}
      />
      <Button variant="outlined" disabled={chosen.length === 0} onClick={() => onAsk({ ids: chosen, decision: 'kept' })}>
        {t('plans.versions.keep', { count: chosen.length })}
      </Button>
      <Button variant="contained" disabled={chosen.length === 0} onClick={() => onAsk({ ids: chosen, decision: 'taken' })}>
        {t('plans.versions.take', { count: chosen.length })}
      </Button>
    </Box>
  );
}

interface DecisionDialogProps {
  asked: Asked;
  differences: Difference[];
  onDecide: () => Promise<void>;
  onReload: () => void;
  onClose: () => void;
}

/** Says what a decision will change before it is taken, for there is no way back but a further version. */
function DecisionDialog({ asked: { ids, decision }, differences, onDecide, onReload, onClose }: DecisionDialogProps) {
  const t = useText();
  const count = ids.length;
  const effects = decision === 'taken' ? effectsOf(differences) : [];
  const note = (
    <>
      {effects.length > 0 && (
        <Box component="ul" sx={{ mt: 0, pl: 2.5, color: 'text.primary' }}>
          {effects.map(({ effect, count }) => (
            <li key={effect}>{t(`plans.versions.effect.${effect}`, { count })}</li>
          ))}
        </Box>
      )}
      {t(`plans.versions.final.${decision}`)}
    </>
  );
  return (
    <SendDialog
      title={t(`plans.versions.ask.${decision}`, { count })}
      note={note}
      submitLabel={t(`plans.versions.confirm.${decision}`)}
      send={onDecide}
      onReload={onReload}
      onClose={onClose}
    />
  );
}

/** The way back for a version that was uploaded by mistake. */
function Withdrawal({ planId, documentId }: { planId: number; documentId: number }) {
  const t = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const withdraw = async (reason: string) => {
    await client.withdrawVersion(planId, documentId, reason);
    void queries.invalidateQueries({ queryKey: ['plans'] });
    navigate(`/plans/${planId}`);
  };
  return (
    <>
      <Button color="inherit" onClick={() => setAsking(true)}>
        {t('plans.versions.withdraw')}
      </Button>
      {asking && (
        <WithdrawDialog
          title={t('plans.versions.withdrawTitle')}
          label={t('plans.versions.withdraw')}
          onWithdraw={withdraw}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

const bar = { display: 'flex', gap: 1, alignItems: 'center', mb: 1, flexWrap: 'wrap', fontSize: 13 } as const;
