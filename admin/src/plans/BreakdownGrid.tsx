import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Link, useParams } from 'react-router-dom';
import { client } from '../api/client.js';
import { ApiError } from '../api/http.js';
import type { Breakdown, BulkIssueResult } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, PageHead, ProblemNote, SendDialog } from '../parts/index.js';
import { HEADER_HEIGHT } from '../theme.js';
import { GridTable } from './GridTable.js';
import { isOpen } from './grid.js';
import { IssueResult } from './IssueResult.js';
import { TableMenu } from './TableMenu.js';
import { useGrid } from './useGrid.js';

/** The breakdown grid: every measure with the task proposed for it or drawn up from it, to be filled in, saved and issued in bulk. */
export default function BreakdownGrid() {
  const id = Number(useParams().id);
  const { data, error, refetch } = useQuery({
    queryKey: ['breakdown', id],
    queryFn: () => client.breakdown(id),
    refetchOnWindowFocus: false,
  });
  if (error) return <ProblemNote problem={error} onRetry={() => refetch()} />;
  return data ? <OpenGrid breakdown={data} /> : null;
}

/** Names told one by one. */
const SHOWN_NAMES = 5;

type Asking = 'issue' | 'discard' | null;

function OpenGrid({ breakdown }: { breakdown: Breakdown }) {
  const t = useText();
  const notify = useNotify();
  const grid = useGrid(breakdown);
  const { plan, unsaid } = breakdown;
  const { rows, toSave, tasksToIssue, edits } = grid;
  const open = rows.filter(isOpen);
  const [onlyOpen, setOnlyOpen] = useState(false);
  const [asking, setAsking] = useState<Asking>(null);
  const [result, setResult] = useState<BulkIssueResult | null>(null);
  const changed = Object.keys(edits).length;

  const save = async () => {
    const count = await grid.save();
    if (count !== null) notify(t('plans.grid.saved', { count }), { type: 'success' });
  };
  const issue = async () => {
    setAsking(null);
    setResult(await grid.issue());
  };
  const discard = async () => {
    setAsking(null);
    grid.discard();
  };

  return (
    <Box sx={page}>
      <PageHead
        title={t('plans.grid.title')}
        note={plan.title}
        actions={
          plan.permissions.breakDown && (
            <>
              {changed === 0 && <TableMenu plan={plan} />}
              {changed > 0 && (
                <Button color="inherit" onClick={() => setAsking('discard')}>
                  {t('plans.grid.discard')}
                </Button>
              )}
              <Button variant="outlined" onClick={grid.undo} disabled={grid.steps.length === 0}>
                {t('plans.grid.undo')}
              </Button>
              <Button variant="outlined" onClick={save} loading={grid.busy} disabled={toSave.length === 0}>
                {toSave.length > 0 ? t('plans.grid.saveCount', { count: toSave.length }) : t('plans.grid.save')}
              </Button>
              <Button variant="contained" onClick={() => setAsking('issue')} disabled={tasksToIssue === 0 || grid.busy}>
                {t('plans.grid.issue', { count: tasksToIssue })}
              </Button>
            </>
          )
        }
      />
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.75, fontSize: 12, color: 'text.secondary' }}>
        <Button variant={onlyOpen ? 'outlined' : 'contained'} color="secondary" aria-pressed={!onlyOpen} onClick={() => setOnlyOpen(false)}>
          {t('plans.grid.all', { count: rows.length })}
        </Button>
        <Button variant={onlyOpen ? 'contained' : 'outlined'} color="secondary" aria-pressed={onlyOpen} onClick={() => setOnlyOpen(true)}>
          {t('plans.grid.open', { count: open.length })}
        </Button>
        <span>{t('plans.grid.proposedHint')}</span>
        <span style={{ marginLeft: 'auto' }}>{t('plans.grid.note')}</span>
      </Box>
      {grid.restored && changed > 0 && (
        <Alert severity="info" sx={{ mb: 0.75 }}>
          {t('plans.grid.restored')}
        </Alert>
      )}
      {unsaid.length > 0 && plan.permissions.breakDown && plan.documentId !== null && (
        <Alert
          severity="warning"
          sx={{ mb: 0.75 }}
          action={
            <Button component={Link} to={`/documents/${plan.documentId}?names`} color="inherit">
              {t('plans.grid.sayOnce')}
            </Button>
          }
        >
          {t('plans.grid.unsaid', { names: unsaid.slice(0, SHOWN_NAMES).join('、'), count: unsaid.length })}
        </Alert>
      )}
      <ProblemNote problem={told(grid.problem)} onReload={grid.reload} />
      {rows.length > 0 ? (
        <GridTable grid={grid} rows={onlyOpen ? open : rows} mayChange={plan.permissions.breakDown} />
      ) : (
        <EmptyState title={t('plans.grid.empty')}>{t('plans.grid.emptyNext')}</EmptyState>
      )}
      {asking === 'issue' && (
        <SendDialog
          title={t('plans.grid.confirmIssue', { count: tasksToIssue })}
          note={t('plans.grid.confirmIssueText')}
          submitLabel={t('plans.grid.issue', { count: tasksToIssue })}
          width="xs"
          send={issue}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'discard' && (
        <SendDialog
          title={t('plans.grid.discardConfirm', { count: changed })}
          submitLabel={t('plans.grid.discard')}
          danger
          width="xs"
          send={discard}
          onClose={() => setAsking(null)}
        />
      )}
      {result && <IssueResult result={result} onClose={() => setResult(null)} />}
    </Box>
  );
}

/** Errors that stand at their cells are not told twice. */
function told(problem: unknown): unknown {
  return problem instanceof ApiError && problem.body.errors ? new ApiError({ ...problem.body, errors: undefined }) : problem;
}

const page = {
  display: 'flex',
  flexDirection: 'column',
  height: `calc(100vh - ${HEADER_HEIGHT}px - 28px)`,
  minHeight: 420,
  mb: '-20px',
} as const;
