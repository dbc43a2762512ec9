import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import { ApiError } from '../api/http.js';
import { ROBOT_KINDS, type RobotKind } from '../api/rules.js';
import type { GroupRobot } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ProblemNote, UnitPicker } from '../parts/index.js';

/** A new robot, or one that is changed; address and secret are typed anew or stay as they are. */
export function RobotDialog({ robot, onClose }: { robot: GroupRobot | null; onClose: () => void }) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [name, setName] = useState(robot?.name ?? '');
  const [unitId, setUnitId] = useState<number | null>(robot?.unitId ?? null);
  const [kind, setKind] = useState<RobotKind>(robot?.kind ?? 'wecom');
  const [url, setUrl] = useState('');
  const [secret, setSecret] = useState('');
  const [active, setActive] = useState(robot?.active ?? true);
  const [problem, setProblem] = useState<unknown>(null);
  const faults = problem instanceof ApiError ? (problem.body.errors ?? {}) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { name, unitId: unitId ?? 0, kind, url: url || null, secret: secret || null, active, version: robot?.version };
    client.saveRobot(robot?.id ?? null, body).then(() => {
      notify(t('channels.saved'), { type: 'success' });
      onClose();
      return queries.invalidateQueries({ queryKey: ['robots'] });
    }, setProblem);
  };
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <form onSubmit={submit} noValidate>
        <DialogTitle>{robot ? robot.name : t('channels.add')}</DialogTitle>
        <DialogContent>
          <ProblemNote problem={problem} />
          <Stack spacing={1.75} sx={{ pt: 0.75 }}>
            <UnitPicker label={t('channels.unit')} value={unitId} onChange={setUnitId} error={faults.unitId} />
            <TextField
              label={t('channels.name')}
              value={name}
              onChange={event => setName(event.target.value)}
              error={'name' in faults}
              required
            />
            <TextField select label={t('channels.kind')} value={kind} onChange={event => setKind(event.target.value as RobotKind)}>
              {Object.entries(ROBOT_KINDS).map(([id, label]) => (
                <MenuItem key={id} value={id}>
                  {label}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              label={t('channels.url')}
              value={url}
              onChange={event => setUrl(event.target.value)}
              error={'url' in faults}
              helperText={faults.url ?? (robot && t('channels.urlKept', { host: robot.host }))}
              required={!robot}
            />
            {kind !== 'wecom' && (
              <TextField
                label={t('channels.secret')}
                type="password"
                autoComplete="off"
                value={secret}
                onChange={event => setSecret(event.target.value)}
                helperText={robot?.signed ? t('channels.secretKept') : undefined}
              />
            )}
            <FormControlLabel
              control={<Switch size="small" checked={active} onChange={(_event, on) => setActive(on)} />}
              label={t('channels.active')}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} color="inherit">
            {t('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained">
            {t('channels.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
