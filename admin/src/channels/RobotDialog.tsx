import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import { ROBOT_KINDS, type RobotKind } from '../api/rules.js';
import type { GroupRobot } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { SendDialog, UnitPicker } from '../parts/index.js';

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
  const send = async () => {
    const body = { name, unitId: unitId ?? 0, kind, url: url || null, secret: secret || null, active, version: robot?.version };
    await client.saveRobot(robot?.id ?? null, body);
    notify(t('channels.saved'), { type: 'success' });
    onClose();
    await queries.invalidateQueries({ queryKey: ['robots'] });
  };
  return (
    <SendDialog title={robot ? robot.name : t('channels.add')} submitLabel={t('channels.save')} send={send} onClose={onClose}>
      {faults => (
        <>
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
        </>
      )}
    </SendDialog>
  );
}
