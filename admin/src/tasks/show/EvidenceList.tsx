import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, evidenceUrl } from '../../api/client.js';
import type { ActField } from '../../api/rules.js';
import { useSession } from '../../api/session.js';
import type { Evidence, TaskDetail } from '../../api/types.js';
import { text, useText } from '../../i18n/index.js';
import { FileDrop, FormDialog, formatSize } from '../../parts/index.js';
import { COLOURS } from '../../theme.js';
import { EvidenceFacts } from './EvidenceFacts.js';
import { EvidencePreview, LargePreview } from './EvidencePreview.js';
import { EVIDENCE_PLACE } from './Steps.js';

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
      {task.evidence.length === 0 && <Typography variant="body2">{t('taskPage.evidence.empty')}</Typography>}
      {task.evidence.map(file => (
        <EvidenceRow key={file.id} file={file} open={file.id === shown} onOpen={() => setShown(file.id === shown ? null : file.id)} />
      ))}
      <Upload task={task} />
    </Box>
  );
}

function EvidenceRow({ file, open, onOpen }: { file: Evidence; open: boolean; onOpen: () => void }) {
  const t = useText();
  const [dialog, setDialog] = useState<'withdraw' | 'large' | null>(null);
  const close = () => setDialog(null);
  return (
    <Box component="article" sx={{ py: 0.75, borderBottom: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Box sx={{ minWidth: 0, fontSize: 13, overflowWrap: 'anywhere', textDecoration: file.withdrawnAt ? 'line-through' : undefined }}>
          {file.fileName}
        </Box>
        <Box sx={{ color: 'text.secondary', fontSize: 12, whiteSpace: 'nowrap' }}>{formatSize(file.size)}</Box>
        <Box className="no-print" sx={{ ml: 'auto', whiteSpace: 'nowrap' }}>
          {file.previewable && (
            <Button onClick={onOpen} aria-expanded={open}>
              {t(open ? 'taskPage.evidence.close' : 'taskPage.evidence.preview')}
            </Button>
          )}
          <Button href={evidenceUrl(file.id, true)}>{t('taskPage.evidence.download')}</Button>
          {file.mayWithdraw && (
            <Button color="error" onClick={() => setDialog('withdraw')}>
              {t('taskPage.evidence.withdraw')}
            </Button>
          )}
        </Box>
      </Box>
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

/** One place to drop files for each share that the person may hand in for; a pasted screenshot goes to the first. */
function Upload({ task }: { task: TaskDetail }) {
  const queries = useQueryClient();
  const { limits } = useSession();
  const shares = task.assignments.filter(({ mayUpload }) => mayUpload);
  return (
    <Box id={EVIDENCE_PLACE} sx={{ mt: 1.5, display: 'grid', gap: 1 }}>
      {shares.map((share, index) => (
        <FileDrop
          key={share.id}
          send={(file, options) => client.uploadEvidence(share.id, file, options)}
          limit={limits.uploadBytes}
          paste={index === 0}
          listed
          hint={shares.length > 1 ? text('taskPage.evidence.uploadFor', { unit: share.unitName }) : text('taskPage.evidence.uploadHint')}
          onSent={() => void queries.invalidateQueries({ queryKey: ['tasks'] })}
        />
      ))}
    </Box>
  );
}
