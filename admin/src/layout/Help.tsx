import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { LIGHTS, type Light } from '../api/rules.js';
import { useText } from '../i18n/index.js';
import { LightMark } from '../parts/LightMark.js';

const STEPS = ['plan', 'issue', 'receive', 'review'] as const;

/** What a newcomer needs on one page: how a task runs, what the lights mean, how to do without a mouse. */
export default function Help({ onClose }: { onClose: () => void }) {
  const t = useText();
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <DialogTitle>{t('app.help.title')}</DialogTitle>
      <DialogContent>
        <Typography variant="h3">{t('app.help.flow')}</Typography>
        <Box component="ol" sx={{ mt: 0.5, pl: 2.5 }}>
          {STEPS.map(step => (
            <li key={step}>{t(`app.help.steps.${step}`)}</li>
          ))}
        </Box>
        <Typography variant="h3">{t('app.help.lights')}</Typography>
        <Box component="ul" sx={{ mt: 0.5, pl: 0, listStyle: 'none' }}>
          {(Object.keys(LIGHTS) as Light[]).map(light => (
            <Box component="li" key={light} sx={{ display: 'flex', gap: 1, py: 0.25, alignItems: 'center' }}>
              <Box sx={{ width: 96, flex: 'none' }}>
                <LightMark light={light} />
              </Box>
              {t(`app.help.light.${light}`)}
            </Box>
          ))}
        </Box>
        <Typography variant="h3">{t('app.help.keys')}</Typography>
        <Typography>{t('app.help.keyList')}</Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} variant="contained">
          {t('ra.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
