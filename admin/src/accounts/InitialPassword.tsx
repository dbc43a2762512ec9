import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { AccountRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';

/** Shows a new initial password, once. */
export function InitialPassword({ account, onClose }: { account: AccountRow; onClose: () => void }) {
  const t = useText();
  return (
    <Dialog open maxWidth="xs" fullWidth>
      <DialogTitle>{t('accounts.initial')}</DialogTitle>
      <DialogContent>
        {t('accounts.initialText', { name: account.name, login: account.login })}
        <Box
          component="output"
          sx={{
            display: 'block',
            my: 1.5,
            p: 1.5,
            fontSize: 20,
            fontFamily: 'monospace',
            textAlign: 'center',
            bgcolor: COLOURS.band,
            border: 1,
            borderColor: 'divider',
            userSelect: 'all',
          }}
        >
          {account.initialPassword}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t('accounts.gotIt')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
