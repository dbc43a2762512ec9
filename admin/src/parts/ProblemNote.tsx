import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useRef } from 'react';
import { ApiError } from '../api/http.js';
import { type TextKey, useText } from '../i18n/index.js';

interface Props {
  /** What was thrown; nothing is shown while it is null or undefined. */
  problem: unknown;
  /** Offered when somebody else was faster (409). */
  onReload?: () => void;
  /** Offered for everything else, where trying again makes sense. */
  onRetry?: () => void;
  /** Takes the note away: what was refused would be refused again. */
  onSeen?: () => void;
}

/** A refusal or failure in the server's own words, with every reason and a way on. */
export function ProblemNote({ problem, onReload, onRetry, onSeen }: Props) {
  const t = useText();
  const note = useRef<HTMLDivElement>(null);
  // At the head of a long form it would be out of sight of whoever pressed the button at its foot.
  useEffect(() => {
    if (problem) note.current?.scrollIntoView?.({ block: 'nearest' });
  }, [problem]);
  if (!problem) return null;
  const body = problem instanceof ApiError ? problem.body : null;
  const conflict = body?.status === 409 && body.code === 'act.conflict';
  const listed = [...(body?.reasons ?? []), ...Object.values(body?.errors ?? {}).filter(text => typeof text === 'string')];
  const way = wayOn(conflict, body?.status === 404 || body?.status === 403, { onReload, onRetry, onSeen });
  // A single reason is often the sentence itself.
  const reasons = listed.filter(reason => !body?.detail?.includes(reason));
  return (
    <Alert ref={note} severity={conflict ? 'warning' : 'error'} role="alert" sx={{ my: 1 }}>
      {problem instanceof ApiError ? problem.message : t('ra.message.error')}
      {reasons.length > 0 && (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {reasons.map(reason => (
            <li key={reason}>{reason}</li>
          ))}
        </Box>
      )}
      {way && (
        <Box sx={{ mt: 0.5 }}>
          <Button variant="outlined" color="inherit" onClick={way.go}>
            {t(way.label)}
          </Button>
        </Box>
      )}
    </Alert>
  );
}

/** The one button of the note; what is not there, or not for this person, will not be there the next time. */
function wayOn(
  conflict: boolean,
  isGone: boolean,
  { onReload, onRetry, onSeen }: Omit<Props, 'problem'>,
): { go: () => void; label: TextKey } | null {
  if (conflict) return onReload ? { go: onReload, label: 'app.problem.reload' } : null;
  if (onSeen) return { go: onSeen, label: 'app.problem.seen' };
  return onRetry && !isGone ? { go: onRetry, label: 'app.problem.retry' } : null;
}
