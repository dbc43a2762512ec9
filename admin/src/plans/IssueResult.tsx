import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router-dom';
import type { BulkIssueResult } from '../api/types.js';
import { useText } from '../i18n/index.js';

/** What was issued, and what was not with every reason. */
export function IssueResult({ result: { done, refused }, onClose }: { result: BulkIssueResult; onClose: () => void }) {
  const t = useText();
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <DialogTitle>{t('plans.grid.result')}</DialogTitle>
      <DialogContent>
        <Typography variant="h3" sx={{ color: 'success.main' }}>
          ✓ {t('plans.grid.done', { count: done.length })}
        </Typography>
        {refused.length > 0 && (
          <>
            <Typography variant="h3" sx={{ color: 'error.main', mt: 1 }}>
              ✕ {t('plans.grid.refused', { count: refused.length })}
            </Typography>
            <Box component="ul" sx={{ mt: 0.5, pl: 2.5, fontSize: 13 }}>
              {refused.map(({ id, title, reasons }) => (
                <li key={id}>
                  <Box component={Link} to={`/tasks/${id}/show`} sx={{ color: 'primary.main' }}>
                    {title}
                  </Box>
                  ：{reasons.join('')}
                </li>
              ))}
            </Box>
            <Typography variant="body2" color="textSecondary">
              {t('plans.grid.refusedNext')}
            </Typography>
          </>
        )}
      </DialogContent>
      <DialogActions>
        {done.length > 0 && (
          <Button component={Link} to="/tasks">
            {t('plans.ledger')}
          </Button>
        )}
        <Button variant="contained" onClick={onClose} autoFocus>
          {t('ra.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
