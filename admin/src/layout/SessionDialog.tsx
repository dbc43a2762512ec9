import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useLogout } from 'react-admin';
import { authProvider } from '../api/authProvider.js';
import { useSession } from '../api/session.js';
import { useText } from '../i18n/index.js';
import { LoginForm } from './LoginForm.js';

/** Asks the same person for the password on top of the page when the session has expired; the page and what was typed stay. */
export default function SessionDialog() {
  const t = useText();
  const { account } = useSession();
  const logout = useLogout();
  return (
    <Dialog open maxWidth="xs" fullWidth>
      <DialogTitle>{t('app.login.again')}</DialogTitle>
      <DialogContent sx={{ pb: 2 }}>
        <Typography variant="body2" color="textSecondary">
          {t('app.login.againText')}
        </Typography>
        <LoginForm
          login={account.login}
          submitLabel={t('app.login.proceed')}
          onLogin={async (login, password) => {
            await authProvider.login({ login, password });
          }}
          extra={
            <Button color="inherit" onClick={() => logout()}>
              {t('app.login.leave')}
            </Button>
          }
        />
      </DialogContent>
    </Dialog>
  );
}
