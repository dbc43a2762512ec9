import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Loading, useNotify } from 'react-admin';
import { client } from '../api/client.js';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/index.js';
import { ProblemNote } from '../parts/index.js';
import { Settings } from './Settings.js';

/** Whose ladder is shown: the office's, which all plans go by that have none of their own, or that of one plan. */
export function Scope() {
  const t = useText();
  const [planId, choose] = useState<number | null>(null);
  const { data: ladder, error, refetch } = useQuery({ queryKey: ['ladder', 'settings', planId], queryFn: () => client.ladder(planId) });
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mb: 1 }}>
        <TextField
          select
          label={t('ladder.scope')}
          value={planId ?? 'office'}
          onChange={event => choose(event.target.value === 'office' ? null : Number(event.target.value))}
          sx={{ minWidth: 360, maxWidth: 640 }}
        >
          <MenuItem value="office">{t('ladder.office')}</MenuItem>
          {ladder?.choice.map(({ id, title, own }) => (
            <MenuItem key={id} value={id}>
              {own ? t('ladder.ownOf', { title }) : title}
            </MenuItem>
          ))}
        </TextField>
        {ladder && planId !== null && <Own planId={planId} own={ladder.own} />}
      </Box>
      {error ? (
        <ProblemNote problem={error} onRetry={() => refetch()} />
      ) : ladder ? (
        <Settings key={`${planId} ${ladder.version}`} ladder={ladder} planId={planId} />
      ) : (
        <Loading />
      )}
    </>
  );
}

/** What the plan goes by; whoever keeps the ladders may let it go by the office's again. */
function Own({ planId, own }: { planId: number; own: boolean }) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const manages = useMay('ladder.manage');
  const drop = () =>
    client.dropLadder(planId).then(
      () => {
        notify(t('ladder.dropped'), { type: 'success' });
        return queries.invalidateQueries({ queryKey: ['ladder'] });
      },
      error => notify(error.message, { type: 'error' }),
    );
  return (
    <>
      <Typography variant="body2" color="textSecondary">
        {t(own ? 'ladder.hasOwn' : 'ladder.asOffice')}
      </Typography>
      {own && manages && (
        <Button onClick={drop} color="inherit">
          {t('ladder.drop')}
        </Button>
      )}
    </>
  );
}
