import Button from '@mui/material/Button';
import { useState } from 'react';
import { useCloseNotification, useNotify } from 'react-admin';
import { client } from '../api/client.js';
import { actOf, type ProcessName } from '../api/rules.js';
import type { Acting, TaskDetail } from '../api/types.js';
import { text, useText } from '../i18n/index.js';
import { useActed } from './useActed.js';

interface Props {
  process: ProcessName;
  /** What was just done. */
  act: string;
  record: Acting;
  /** The act that takes it back. */
  undo: string;
}

/** Takes back what was just done, where the process has an act for that and the server permits it; stands in the note that says so. */
function UndoButton({ process, act, record, undo }: Props) {
  const t = useText();
  const notify = useNotify();
  const acted = useActed();
  const close = useCloseNotification();
  const [busy, setBusy] = useState(false);
  const takeBack = async () => {
    setBusy(true);
    try {
      acted(await client.perform(process, record.id, undo, record.version));
      notify(t('app.acts.undone', { act: actOf(process, act)?.label ?? '' }), { type: 'success' });
    } catch (error) {
      notify((error as Error).message, { type: 'error' });
    }
    close();
  };
  return (
    <Button color="inherit" onClick={() => void takeBack()} loading={busy} aria-description={actOf(process, undo)?.label}>
      {text('ra.action.undo')}
    </Button>
  );
}

/** The record after the act, as its task's answer shows it; an institution answers for itself. */
function recordIn(detail: TaskDetail, process: ProcessName, id: number): Acting | undefined {
  return process === 'assignment' ? detail.assignments?.find(share => share.id === id) : detail.id === id ? detail : undefined;
}

/** What the note after an act offers beside its words: nothing where it cannot be taken back. */
export function undoOffer(process: ProcessName, act: string, id: number, detail: TaskDetail) {
  const undo = actOf(process, act)?.undoneBy;
  const record = recordIn(detail, process, id);
  if (!undo || !record?.permittedActs.includes(undo)) return {};
  return { autoHideDuration: 10_000, action: <UndoButton process={process} act={act} record={record} undo={undo} /> };
}
