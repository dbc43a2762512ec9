import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Popover from '@mui/material/Popover';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useNotify } from 'react-admin';
import { Link, useNavigate } from 'react-router-dom';
import { client, originalUrl } from '../api/client.js';
import type { Plan, PlanDocument } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { StateMark } from '../parts/index.js';
import { WithdrawDialog } from '../plans/WithdrawDialog.js';
import { COLOURS } from '../theme.js';
import { isDecided, openNames } from './records.js';

interface Props {
  document: PlanDocument;
  plan: Plan;
  onConfirm: () => void;
  /** Shows what is still to be decided. */
  onPending: () => void;
  /** Shows the names of units that nobody knows. */
  onNames: () => void;
}

/** Which document this is, how much is still to be decided, and the way on: to confirm, or to the plan that came of it. */
export function DeskHead({ document, plan, onConfirm, onPending, onNames }: Props) {
  const t = useText();
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        minHeight: 34,
        mb: 0.75,
        '& > a, & > button': { flex: 'none', whiteSpace: 'nowrap' },
      }}
    >
      <title>{`${document.title} · ${t('app.name')}`}</title>
      <Box component={Link} to="/documents" sx={{ fontSize: 13, color: 'primary.main', whiteSpace: 'nowrap' }}>
        ‹ {t('documents.title')}
      </Box>
      <Box component="h1" title={document.title} sx={{ ...oneLine, fontSize: 16, fontWeight: 600, m: 0 }}>
        {document.title}
      </Box>
      <StateMark state={plan.state} label={plan.stateLabel} />
      <Box sx={{ ml: 'auto' }} />
      {plan.state === 'intake' && <Notes notes={document.notes} />}
      {(plan.state === 'intake' || plan.permissions.breakDown) && <Unnamed document={document} onNames={onNames} />}
      {plan.state === 'intake' && <Undecided document={document} onPending={onPending} />}
      <Button href={originalUrl(document.id)} download variant="outlined">
        {t('documents.original')}
      </Button>
      {plan.state === 'confirmed' && (
        <Button component={Link} to={`/plans/${plan.id}`} variant="contained">
          {t('documents.toPlan')}
        </Button>
      )}
      {plan.permissions.confirm && <Withdrawal document={document} />}
      {plan.permissions.confirm && (
        <Button variant="contained" onClick={onConfirm}>
          {t('documents.confirm.open')}
        </Button>
      )}
    </Box>
  );
}

/** Takes back what was uploaded by mistake; what was decided in it goes with it, so a reason is asked for. */
function Withdrawal({ document }: { document: PlanDocument }) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const notify = useNotify();
  const navigate = useNavigate();
  const withdraw = async (reason: string) => {
    await client.withdrawDocument(document.id, reason);
    void queries.invalidateQueries();
    notify(t('documents.withdrawal.done', { title: document.title }), { type: 'success' });
    navigate('/documents');
  };
  return (
    <>
      <Button variant="outlined" color="error" onClick={() => setAsking(true)}>
        {t('documents.withdrawal.open')}
      </Button>
      {asking && (
        <WithdrawDialog
          title={t('documents.withdrawal.title')}
          label={t('documents.withdrawal.open')}
          note={t('documents.withdrawal.note')}
          onWithdraw={withdraw}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** What the reader wants known of this file: parts that it left out, tables to compare, a plan of the same title. */
function Notes({ notes }: { notes: string[] }) {
  const t = useText();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (notes.length === 0) return null;
  return (
    <>
      <Box
        component="button"
        type="button"
        onClick={event => setAnchor(event.currentTarget)}
        sx={{ ...plain, width: 'auto', color: COLOURS.warn, cursor: 'pointer' }}
      >
        {t('documents.notes', { count: notes.length })}
      </Box>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        <Box component="ul" sx={{ m: 0, p: 1.5, pl: 4, maxWidth: 440, fontSize: 13, lineHeight: 1.7 }}>
          {notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </Box>
      </Popover>
    </>
  );
}

/** How many names still lead to no unit: each is said once. */
function Unnamed({ document, onNames }: { document: PlanDocument; onNames: () => void }) {
  const t = useText();
  const count = useMemo(() => openNames(document.records).length, [document.records]);
  if (count === 0) return null;
  return (
    <Box component="button" type="button" onClick={onNames} sx={{ ...plain, width: 'auto', color: COLOURS.warn, cursor: 'pointer' }}>
      {t('documents.names.left', { count })}
    </Box>
  );
}

/** The whole document is counted; the records on the screen say what has changed since it was fetched. */
function Undecided({ document, onPending }: { document: PlanDocument; onPending: () => void }) {
  const t = useText();
  const { records, window, counts } = document;
  const whole = window.from === 0 && window.next === null;
  const all = whole ? records.filter(({ kind }) => kind !== 'heading').length : counts.pending + counts.accepted + counts.discarded;
  const pending = whole ? records.filter(record => !isDecided(record)).length : counts.pending;
  return (
    <Box sx={{ width: 150, flex: 'none' }} aria-live="polite">
      <Box
        component="button"
        type="button"
        onClick={onPending}
        disabled={pending === 0}
        sx={{ ...plain, color: pending > 0 ? COLOURS.warn : COLOURS.good, cursor: pending > 0 ? 'pointer' : 'default' }}
      >
        {pending > 0 ? t('documents.undecided', { count: pending }) : t('documents.allDecided')}
      </Box>
      <LinearProgress
        variant="determinate"
        value={all === 0 ? 100 : ((all - pending) / all) * 100}
        aria-label={t('documents.progress')}
        sx={{ height: 3 }}
      />
    </Box>
  );
}

const plain = {
  border: 0,
  background: 'none',
  p: 0,
  font: 'inherit',
  fontSize: 13,
  fontWeight: 600,
  lineHeight: '20px',
  width: '100%',
  textAlign: 'left',
} as const;
const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 } as const;
