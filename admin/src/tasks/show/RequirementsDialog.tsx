import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { client } from '../../api/client.js';
import type { Requirement, TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { SendDialog, useActed } from '../../parts/index.js';

const KINDS = ['document', 'report', 'data', 'roster', 'photo', 'approval', 'record', 'other'] as const satisfies Requirement['kind'][];

/** Sets what the proof of a draft must contain: kind, name and how many at least. The words in the breakdown table follow. */
export function RequirementsDialog({ task, onClose }: { task: TaskDetail; onClose: () => void }) {
  const t = useText();
  const acted = useActed();
  const [rows, setRows] = useState<Requirement[]>(() => task.requirements.map(({ kind, name, minimum }) => ({ kind, name, minimum })));
  const change = (at: number, to: Partial<Requirement>) => setRows(rows.map((row, index) => (index === at ? { ...row, ...to } : row)));
  const send = async () => {
    acted(await client.setEvidenceRequirements(task.id, task.version, rows));
    onClose();
  };
  return (
    <SendDialog
      title={t('taskPage.evidence.setRequirements')}
      note={t('taskPage.evidence.setNote')}
      submitLabel={t('ra.action.save')}
      send={send}
      onClose={onClose}
    >
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity while it is typed
        <Box key={index} sx={{ display: 'flex', gap: 1, mt: 1, alignItems: 'center' }}>
          <TextField
            select
            size="small"
            label={t('taskPage.evidence.kind')}
            value={row.kind}
            onChange={event => change(index, { kind: event.target.value as Requirement['kind'] })}
            sx={{ width: 130 }}
          >
            {KINDS.map(kind => (
              <MenuItem key={kind} value={kind}>
                {t(`taskPage.evidence.kinds.${kind}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            size="small"
            label={t('taskPage.evidence.name')}
            value={row.name}
            onChange={event => change(index, { name: event.target.value })}
            sx={{ flex: 1 }}
          />
          <TextField
            size="small"
            type="number"
            label={t('taskPage.evidence.minimum')}
            value={row.minimum}
            onChange={event => change(index, { minimum: Number(event.target.value) })}
            sx={{ width: 84 }}
          />
          <Button color="error" onClick={() => setRows(rows.filter((_, at) => at !== index))}>
            {t('taskPage.evidence.removeRow')}
          </Button>
        </Box>
      ))}
      <Button onClick={() => setRows([...rows, { kind: 'document', name: '', minimum: 1 }])} sx={{ mt: 1 }}>
        {t('taskPage.evidence.addRow')}
      </Button>
    </SendDialog>
  );
}
