import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import { useState } from 'react';
import { client } from '../api/client.js';
import type { AuditVerification } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ProblemNote, useAttempt } from '../parts/index.js';

/** Checks the whole chain of the log and says what was found, until it is closed. */
export function VerifyButton() {
  const t = useText();
  const { attempt, problem, busy } = useAttempt();
  const [result, setResult] = useState<AuditVerification | null>(null);
  const verify = () => attempt(async () => setResult(await client.verifyAudit()));
  return (
    <>
      <ProblemNote problem={problem} />
      <Button variant="contained" loading={busy} onClick={verify}>
        {t('audit.verify')}
      </Button>
      <Snackbar open={result !== null} anchorOrigin={{ vertical: 'top', horizontal: 'center' }} sx={{ mt: 6 }}>
        <Alert severity={result?.ok ? 'success' : 'error'} onClose={() => setResult(null)} variant="filled">
          {result?.ok
            ? t('audit.intact', { checked: result.checked, seal: result.seal })
            : result && t('audit.broken', { at: result.brokenAt ?? 0, checked: result.checked })}
        </Alert>
      </Snackbar>
    </>
  );
}
