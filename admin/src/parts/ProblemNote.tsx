import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useRef } from 'react';
import { ApiError } from '../api/http.js';
import { useText } from '../i18n/index.js';

interface Props {
  /** What was thrown; nothing is shown while it is null or undefined. */
  problem: unknown;
  /** Offered when somebody else was faster (409). */
  onReload?: () => void;
  /** Offered for everything else, where trying again makes sense. */
  onRetry?: () => void;
}

/** A refusal or failure in the server's own words, with every reason and a way on. */
export function ProblemNote({ problem, onReload, onRetry }: Props) {
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
      {conflict && onReload && (
        <Box sx={{ mt: 0.5 }}>
          <Button variant="outlined" color="inherit" onClick={onReload}>
            {t('app.problem.reload')}
          </Button>
        </Box>
      )}
      {!conflict && onRetry && (
        <Box sx={{ mt: 0.5 }}>
          <Button variant="outlined" color="inherit" onClick={onRetry}>
            {t('app.problem.retry')}
          </Button>
        </Box>
      )}
    </Alert>
  );
}
