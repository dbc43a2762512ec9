import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { client } from '../api/client.js';
import { request } from '../api/http.js';
import { setSession, useSession } from '../api/session.js';
import type { Session } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { PageHead, Panel, ProblemNote, useAttempt } from '../parts/index.js';

const FIELDS = ['current', 'next', 'repeat'] as const;

/** Change of one's own password; the first page of everyone who still has an initial one. */
export default function PasswordPage() {
  const t = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const { account } = useSession();
  const [values, setValues] = useState({ current: '', next: '', repeat: '' });
  const { attempt, problem, busy, faults } = useAttempt();
  const mismatch = values.repeat !== '' && values.repeat !== values.next;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (mismatch || FIELDS.some(field => !values[field])) return;
    void attempt(async () => {
      await client.changePassword(values.current, values.next);
      setSession(await request<Session>('GET', '/session'));
      notify(t('app.password.done'), { type: 'success' });
      navigate('/');
    });
  };

  return (
    <Box sx={{ maxWidth: 480 }}>
      <PageHead title={t('app.password.title')} />
      {account.mustChangePassword && (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          {t('app.password.must')}
        </Alert>
      )}
      <Panel>
        <form onSubmit={submit} noValidate>
          <ProblemNote problem={problem} />
          <Stack spacing={1.5}>
            {FIELDS.map(field => (
              <TextField
                key={field}
                name={field}
                type="password"
                label={t(`app.password.${field}`)}
                autoComplete={field === 'current' ? 'current-password' : 'new-password'}
                value={values[field]}
                onChange={event => setValues({ ...values, [field]: event.target.value })}
                error={(field === 'repeat' && mismatch) || Boolean(faults[field])}
                helperText={
                  faults[field] ??
                  (field === 'next' ? t('app.password.rule') : field === 'repeat' && mismatch ? t('app.password.mismatch') : undefined)
                }
              />
            ))}
            <Box>
              <Button type="submit" variant="contained" loading={busy} disabled={mismatch || FIELDS.some(field => !values[field])}>
                {t('app.password.submit')}
              </Button>
            </Box>
          </Stack>
        </form>
      </Panel>
    </Box>
  );
}
