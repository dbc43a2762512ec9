import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Link, useParams } from 'react-router-dom';
import { client } from '../api/client.js';
import { ApiError } from '../api/http.js';
import type { Breakdown, BulkIssueResult, Plan } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, PageHead, ProblemNote, SendDialog } from '../parts/index.js';
import { HEADER_HEIGHT } from '../theme.js';
import { GridTable } from './GridTable.js';
import { isOpen, type Row } from './grid.js';
import { IssueResult } from './IssueResult.js';
import { OneOf } from './OneOf.js';
import { TableMenu } from './TableMenu.js';
import { type Grid, useGrid } from './useGrid.js';

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

type Asking = 'issue' | 'discard' | null;

function OpenGrid({ breakdown }: { breakdown: Breakdown }) {
  const t = useText();
  const grid = useGrid(breakdown);
  const { plan, unsaid } = breakdown;
  const { rows, tasksToIssue, lacking, edits } = grid;
  const open = rows.filter(isOpen);
  const lists: Lists = { all: rows, open, lacking: open.filter(({ data }) => data.incomplete) };
  const [list, setList] = useState<keyof Lists>('all');
  const [asking, setAsking] = useState<Asking>(null);
  const [result, setResult] = useState<BulkIssueResult | null>(null);
  const changed = Object.keys(edits).length;

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
        actions={plan.permissions.breakDown && <Actions plan={plan} grid={grid} onAsk={setAsking} />}
      />
      <Shown lists={lists} chosen={list} onChoose={setList} />
      {grid.restored && changed > 0 && (
        <Alert severity="info" sx={{ mb: 0.75 }}>
          {t('plans.grid.restored')}
        </Alert>
      )}
      {plan.permissions.breakDown && <Unsaid plan={plan} names={unsaid} />}
      <ProblemNote problem={told(grid.problem)} onReload={grid.reload} />
      {rows.length > 0 ? (
        <GridTable grid={grid} rows={lists[list]} mayChange={plan.permissions.breakDown} />
      ) : (
        <EmptyState title={t('plans.grid.empty')}>{t('plans.grid.emptyNext')}</EmptyState>
      )}
      {asking === 'issue' && (
        <SendDialog
          title={t('plans.grid.confirmIssue', { count: tasksToIssue })}
          note={`${t('plans.grid.confirmIssueText')}${lacking > 0 ? t('plans.grid.confirmIssueLacking', { count: lacking }) : ''}`}
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

/** What can be done with the grid as a whole. */
function Actions({ plan, grid, onAsk }: { plan: Plan; grid: Grid; onAsk: (asking: Asking) => void }) {
  const t = useText();
  const notify = useNotify();
  const { edits, steps, toSave, tasksToIssue, busy } = grid;
  const save = async () => {
    const count = await grid.save();
    if (count !== null) notify(t('plans.grid.saved', { count }), { type: 'success' });
  };
  return (
    <>
      {Object.keys(edits).length === 0 ? (
        <TableMenu plan={plan} />
      ) : (
        <Button color="inherit" onClick={() => onAsk('discard')}>
          {t('plans.grid.discard')}
        </Button>
      )}
      <Button variant="outlined" onClick={grid.undo} disabled={steps.length === 0}>
        {t('plans.grid.undo')}
      </Button>
      <Button variant="outlined" onClick={save} loading={busy} disabled={toSave.length === 0}>
        {toSave.length > 0 ? t('plans.grid.saveCount', { count: toSave.length }) : t('plans.grid.save')}
      </Button>
      <Button variant="contained" onClick={() => onAsk('issue')} disabled={tasksToIssue === 0 || busy}>
        {t('plans.grid.issue', { count: tasksToIssue })}
      </Button>
    </>
  );
}

/** The rows that can be shown. */
const LISTS = ['all', 'open', 'lacking'] as const;
type Lists = Record<(typeof LISTS)[number], Row[]>;

/** Every measure, only those that can still be worked on, or those of them that cannot be issued yet. */
function Shown({ lists, chosen, onChoose }: { lists: Lists; chosen: keyof Lists; onChoose: (name: keyof Lists) => void }) {
  const t = useText();
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.75, fontSize: 12, color: 'text.secondary' }}>
      <OneOf names={LISTS} chosen={chosen} label={name => t(`plans.grid.${name}`, { count: lists[name].length })} onChoose={onChoose} />
      <span>{t('plans.grid.proposedHint')}</span>
      <span style={{ marginLeft: 'auto' }}>{t('plans.grid.note')}</span>
    </Box>
  );
}

/** Names told one by one. */
const SHOWN_NAMES = 5;

/** Names that proposals leave out, with the way to say once what they mean. */
function Unsaid({ plan: { documentId }, names }: { plan: Plan; names: string[] }) {
  const t = useText();
  if (names.length === 0 || documentId === null) return null;
  const say = (
    <Button component={Link} to={`/documents/${documentId}?names`} color="inherit">
      {t('plans.grid.sayOnce')}
    </Button>
  );
  return (
    <Alert severity="warning" sx={{ mb: 0.75 }} action={say}>
      {t('plans.grid.unsaid', { names: names.slice(0, SHOWN_NAMES).join('、'), count: names.length })}
    </Alert>
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
