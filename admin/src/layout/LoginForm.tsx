import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiError } from '../api/http.js';
import { useText } from '../i18n/index.js';
import { ProblemNote } from '../parts/ProblemNote.js';

interface Props {
  /** Fixed when the same person comes back to an expired session. */
  login?: string;
  onLogin: (login: string, password: string) => Promise<void>;
  submitLabel: string;
  extra?: ReactNode;
}

/** Name and password; the server's refusal (wrong, throttled, locked, disabled) stands above in its own words. */
export function LoginForm({ login: fixed, onLogin, submitLabel, extra }: Props) {
  const t = useText();
  const [login, setLogin] = useState(fixed ?? '');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!login.trim() || !password) {
      setProblem(new ApiError({ title: t('app.login.required'), status: 400, code: 'input.invalid' }));
      return;
    }
    setBusy(true);
    try {
      await onLogin(login.trim(), password);
    } catch (error) {
      setProblem(error);
      setPassword('');
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit} noValidate>
      <ProblemNote problem={problem} />
      <Stack spacing={1.5} sx={{ mt: 1 }}>
        <TextField
          name="login"
          label={t('app.login.login')}
          autoComplete="username"
          value={login}
          onChange={event => setLogin(event.target.value)}
          disabled={fixed !== undefined}
          autoFocus={fixed === undefined}
        />
        <TextField
          name="password"
          label={t('app.login.password')}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={event => setPassword(event.target.value)}
          autoFocus={fixed !== undefined}
        />
        <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
          {extra}
          <Button type="submit" variant="contained" size="medium" loading={busy} fullWidth={!extra}>
            {submitLabel}
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
