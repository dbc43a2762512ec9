import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { client, evidenceUrl, packageUrl } from '../../api/client.js';
import type { ActField } from '../../api/rules.js';
import type { Evidence, TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { FormDialog, formatSize } from '../../parts/index.js';
import { COLOURS } from '../../theme.js';
import { EvidenceChecklist } from './EvidenceChecklist.js';
import { EvidenceFacts } from './EvidenceFacts.js';
import { EvidencePreview, LargePreview } from './EvidencePreview.js';
import { EvidencePurpose } from './EvidencePurpose.js';
import { EvidenceUpload } from './EvidenceUpload.js';

/** The proof of a task: each file can be looked at in place, downloaded, withdrawn; below it the place to hand in more. */
export function EvidenceList({ task }: { task: TaskDetail }) {
  const t = useText();
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Box>
      {task.evidenceRequired && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {t('taskPage.evidence.required', { text: task.evidenceRequired })}
        </Typography>
      )}
      <EvidenceChecklist task={task} />
      {task.evidence.length === 0 && <Typography variant="body2">{t('taskPage.evidence.empty')}</Typography>}
      {task.evidence.map(file => (
        <EvidenceRow
          key={file.id}
          task={task}
          file={file}
          open={file.id === shown}
          onOpen={() => setShown(file.id === shown ? null : file.id)}
        />
      ))}
      {task.evidence.length > 0 && (
        <Button className="no-print" href={packageUrl('tasks', task.id)}>
          {t('taskPage.evidence.package')}
        </Button>
      )}
      <EvidenceUpload task={task} />
    </Box>
  );
}

function EvidenceRow({ task, file, open, onOpen }: { task: TaskDetail; file: Evidence; open: boolean; onOpen: () => void }) {
  const t = useText();
  const [dialog, setDialog] = useState<'withdraw' | 'large' | null>(null);
  const close = () => setDialog(null);
  return (
    <Box
      component="article"
      sx={{ py: 0.75, borderBottom: 1, borderColor: 'divider', pl: file.replaced ? 2 : 0, opacity: file.replaced ? 0.75 : 1 }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Box sx={{ minWidth: 0, fontSize: 13, overflowWrap: 'anywhere', textDecoration: file.withdrawnAt ? 'line-through' : undefined }}>
          {file.fileName}
        </Box>
        <Box sx={{ color: 'text.secondary', fontSize: 12, whiteSpace: 'nowrap' }}>
          {formatSize(file.size)}
          {(file.versionNo > 1 || file.replaced) && ` · ${t('taskPage.evidence.version', { no: file.versionNo })}`}
          {file.replaced && !file.withdrawnAt && ` · ${t('taskPage.evidence.replaced')}`}
        </Box>
        <Box className="no-print" sx={{ ml: 'auto', whiteSpace: 'nowrap' }}>
          {file.previewable && (
            <Button onClick={onOpen} aria-expanded={open}>
              {t(open ? 'taskPage.evidence.close' : 'taskPage.evidence.preview')}
            </Button>
          )}
          <Button href={evidenceUrl(file.id, true)}>{t('taskPage.evidence.download')}</Button>
          {file.mayWithdraw && !file.replaced && <NewVersion file={file} />}
          {file.mayWithdraw && (
            <Button color="error" onClick={() => setDialog('withdraw')}>
              {t('taskPage.evidence.withdraw')}
            </Button>
          )}
        </Box>
      </Box>
      {!file.withdrawnAt && <EvidencePurpose task={task} file={file} />}
      <EvidenceFacts file={file} />
      {open && (
        <Box className="no-print" sx={preview}>
          <Button onClick={() => setDialog('large')} sx={{ display: 'block', ml: 'auto' }}>
            {t('taskPage.evidence.enlarge')}
          </Button>
          <EvidencePreview file={file} />
        </Box>
      )}
      {dialog === 'large' && <LargePreview file={file} onClose={close} />}
      {dialog === 'withdraw' && <Withdrawal file={file} onClose={close} />}
    </Box>
  );
}

const preview = { mt: 0.5, p: 1, bgcolor: COLOURS.ground, border: 1, borderColor: 'divider', maxHeight: 560, overflow: 'auto' } as const;

function Withdrawal({ file, onClose }: { file: Evidence; onClose: () => void }) {
  const t = useText();
  const reason: ActField = { name: 'reason', label: t('taskPage.evidence.withdrawnReason'), kind: 'text', required: true, max: 500 };
  return (
    <FormDialog
      title={t('taskPage.evidence.withdrawTitle')}
      about={`${file.fileName}\n${t('taskPage.evidence.withdrawNote')}`}
      fields={[reason]}
      tone="danger"
      submitLabel={t('app.acts.submit', { act: t('taskPage.evidence.withdraw') })}
      doneText={t('taskPage.evidence.withdrawDone', { name: file.fileName })}
      draft={`evidence.${file.id}.withdraw`}
      recordId={file.id}
      send={input => client.withdrawEvidence(file.id, String(input.reason))}
      onClose={onClose}
    />
  );
}

/** Sends a file in the place of another; the earlier one stays in sight. */
function NewVersion({ file }: { file: Evidence }) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const queries = useQueryClient();
  const notify = useNotify();
  const send = async (chosen: File) => {
    setShare(0);
    try {
      await client.uploadEvidence({ assignmentId: file.assignmentId, replaces: file.id }, chosen, { onProgress: setShare });
      notify(t('taskPage.evidence.versionDone', { name: chosen.name }), { type: 'success' });
    } catch (error) {
      notify((error as Error).message, { type: 'error' });
    }
    setShare(null);
    await queries.invalidateQueries({ queryKey: ['tasks'] });
  };
  return (
    <>
      <Button onClick={() => input.current?.click()} disabled={share !== null}>
        {share === null ? t('taskPage.evidence.newVersion') : t('app.file.sending', { percent: Math.round(share * 100) })}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        onChange={event => {
          const [chosen] = event.target.files ?? [];
          if (chosen) void send(chosen);
          event.target.value = '';
        }}
      />
    </>
  );
}
