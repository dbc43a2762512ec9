import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useLogin } from 'react-admin';
import { useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';
import { LoginForm } from './LoginForm.js';

/** The door. After log-in the person comes to the page that was asked for. */
export function LoginPage() {
  const t = useText();
  const enter = useLogin();
  return (
    <Box
      sx={{
        minHeight: '100vh',
        display: 'flex',
        flexDirection: 'column',
        bgcolor: COLOURS.ground,
        borderTop: `6px solid ${COLOURS.accentDark}`,
      }}
    >
      <title>{`${t('app.login.title')} · ${t('app.name')}`}</title>
      <Box component="main" sx={{ flex: 1, display: 'grid', placeItems: 'center', p: 2 }}>
        <Box sx={{ width: 360, maxWidth: '100%' }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 2 }}>
            <img src="/icon.svg" alt="" width={40} height={40} />
            <div>
              <Typography
                component="h1"
                sx={{ fontSize: 24, fontWeight: 600, lineHeight: 1.2, letterSpacing: '0.2em', color: COLOURS.accentDark }}
              >
                {t('app.name')}
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {t('app.tagline')}
              </Typography>
            </div>
          </Box>
          <Paper variant="outlined" sx={{ p: 3 }}>
            <LoginForm submitLabel={t('app.login.submit')} onLogin={(login, password) => enter({ login, password })} />
          </Paper>
          <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 1.5 }}>
            {t('app.login.forgot')}
          </Typography>
        </Box>
      </Box>
      <Box component="footer" sx={{ textAlign: 'center', pb: 3, fontSize: 13 }}>
        <Box component="strong" sx={{ color: COLOURS.danger }}>
          {t('app.secrecy')}
        </Box>
        <Box sx={{ color: 'text.secondary', fontSize: 12 }}>{t('app.secrecyLong')}</Box>
      </Box>
    </Box>
  );
}
