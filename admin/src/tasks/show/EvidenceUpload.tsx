import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useSession } from '../../api/session.js';
import type { TaskDetail } from '../../api/types.js';
import { text, useText } from '../../i18n/index.js';
import { FileDrop } from '../../parts/index.js';
import { EVIDENCE_PLACE } from './Steps.js';

/** What the files of the next drop are for: a requirement's number, or one of these. */
const BY_NAME = 'name';
const NONE = 'none';

/** One place to drop files for each share that the person may hand in for; a pasted screenshot goes to the first. */
export function EvidenceUpload({ task }: { task: TaskDetail }) {
  const t = useText();
  const queries = useQueryClient();
  const { limits } = useSession();
  const [purpose, setPurpose] = useState(BY_NAME);
  const shares = task.assignments.filter(({ mayUpload }) => mayUpload);
  const requirementId = purpose === BY_NAME ? undefined : purpose === NONE ? null : Number(purpose);
  return (
    <Box id={EVIDENCE_PLACE} sx={{ mt: 1.5, display: 'grid', gap: 1 }}>
      {shares.length > 0 && task.requirements.length > 1 && (
        <TextField
          select
          size="small"
          className="no-print"
          label={t('taskPage.evidence.purpose')}
          value={purpose}
          onChange={event => setPurpose(event.target.value)}
        >
          <MenuItem value={BY_NAME}>{t('taskPage.evidence.byName')}</MenuItem>
          {task.requirements.map(({ id, name, count, minimum }) => (
            <MenuItem key={name} value={String(id)}>
              {name}（{t('taskPage.evidence.counted', { count, minimum })}）
            </MenuItem>
          ))}
          <MenuItem value={NONE}>{t('taskPage.evidence.other')}</MenuItem>
        </TextField>
      )}
      {shares.map((share, index) => (
        <FileDrop
          key={share.id}
          send={(file, options) => client.uploadEvidence({ assignmentId: share.id, requirementId }, file, options)}
          limit={limits.uploadBytes}
          paste={index === 0}
          folders
          resumes
          listed
          hint={shares.length > 1 ? text('taskPage.evidence.uploadFor', { unit: share.unitName }) : text('taskPage.evidence.uploadHint')}
          onSent={() => void queries.invalidateQueries({ queryKey: ['tasks'] })}
        />
      ))}
    </Box>
  );
}
