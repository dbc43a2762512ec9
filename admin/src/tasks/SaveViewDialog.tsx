import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useListContext, useNotify, useStore } from 'react-admin';
import { client } from '../api/client.js';
import { useSession } from '../api/session.js';
import type { SaveLedgerView } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { SendDialog } from '../parts/index.js';
import { useLedgerColumns } from './useLedgerColumns.js';

/** Names what is set now and keeps it, for oneself or with the unit. */
export function SaveViewDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const { posts } = useSession();
  const { filterValues, sort } = useListContext();
  const { shown } = useLedgerColumns();
  const [, setKey] = useStore<string | null>('tasks.view', null);
  const [name, setName] = useState('');
  const [unitId, setUnitId] = useState<number | null>(null);
  const units = [...new Map(posts.map(post => [post.unitId, post.unitName]))];
  const send = async () => {
    const view = { name, unitId, filter: filterValues, sort, columns: shown } as SaveLedgerView;
    const { key } = await client.saveLedgerView(view);
    setKey(key);
    await queries.invalidateQueries({ queryKey: ['ledger-views'] });
    notify(t('views.saved.savedDone'), { type: 'success' });
    onClose();
  };
  return (
    <SendDialog
      title={t('views.saved.title')}
      note={t('views.saved.note')}
      submitLabel={t('ra.action.save')}
      ready={name.trim() !== ''}
      width="xs"
      send={send}
      onClose={onClose}
    >
      {faults => (
        <>
          <TextField
            label={t('views.saved.name')}
            required
            autoFocus
            value={name}
            error={Boolean(faults.name)}
            helperText={faults.name}
            onChange={event => setName(event.target.value)}
          />
          <TextField
            select
            label={t('views.saved.share')}
            value={unitId ?? ''}
            onChange={event => setUnitId(Number(event.target.value) || null)}
            slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
          >
            <MenuItem value="">{t('views.saved.alone')}</MenuItem>
            {units.map(([id, unit]) => (
              <MenuItem key={id} value={id}>
                {t('views.saved.withUnit', { unit })}
              </MenuItem>
            ))}
          </TextField>
        </>
      )}
    </SendDialog>
  );
}
