import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { evidenceUrl } from '../api/client.js';
import type { Evidence } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { formatSize, useKeys } from '../parts/index.js';
import { EvidenceFacts } from '../tasks/show/EvidenceFacts.js';
import { EvidencePreview, LargePreview } from '../tasks/show/EvidencePreview.js';
import { COLOURS } from '../theme.js';

/** The proof one after the other, each shown in place; Space or Enter goes on to the next and after the last to the first. */
export function EvidenceViewer({ files }: { files: Evidence[] }) {
  const t = useText();
  const [place, setPlace] = useState(0);
  const [large, setLarge] = useState(false);
  const file = files[place] ?? files[0];
  const next = () => files.length > 0 && setPlace((place + 1) % files.length);
  useKeys({ Space: next, Enter: next });
  if (!file) return <Box sx={{ fontSize: 13 }}>{t('taskPage.evidence.empty')}</Box>;
  return (
    <Box>
      <Box role="tablist" sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mb: 0.75 }}>
        {files.map((each, index) => (
          <FileTab key={each.id} file={each} no={index + 1} chosen={each === file} onPick={() => setPlace(index)} />
        ))}
      </Box>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <Box sx={{ minWidth: 0, flex: 1, fontSize: 13, fontWeight: 500, overflowWrap: 'anywhere' }}>
          {file.fileName}{' '}
          <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, fontSize: 12, whiteSpace: 'nowrap' }}>
            {formatSize(file.size)}
          </Box>
        </Box>
        <Box sx={{ whiteSpace: 'nowrap' }}>
          {file.previewable && <Button onClick={() => setLarge(true)}>{t('taskPage.evidence.enlarge')}</Button>}
          <Button href={evidenceUrl(file.id, true)}>{t('taskPage.evidence.download')}</Button>
        </Box>
      </Box>
      <EvidenceFacts file={file} />
      <Box sx={{ mt: 0.75, p: 0.75, bgcolor: COLOURS.ground, border: 1, borderColor: 'divider' }}>
        <EvidencePreview key={file.id} file={file} />
      </Box>
      {large && <LargePreview file={file} onClose={() => setLarge(false)} />}
    </Box>
  );
}

function FileTab({ file, no, chosen, onPick }: { file: Evidence; no: number; chosen: boolean; onPick: () => void }) {
  return (
    <Box
      role="tab"
      tabIndex={chosen ? 0 : -1}
      aria-selected={chosen}
      title={file.fileName}
      onClick={onPick}
      sx={{
        ...tab,
        bgcolor: chosen ? COLOURS.accent : '#fff',
        color: chosen ? '#fff' : 'text.primary',
        textDecoration: file.withdrawnAt ? 'line-through' : undefined,
      }}
    >
      {no}. {file.fileName}
    </Box>
  );
}

const tab = {
  fontSize: 12,
  lineHeight: '22px',
  px: 0.75,
  border: 1,
  borderColor: 'divider',
  borderRadius: '3px',
  cursor: 'pointer',
  maxWidth: 150,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const;
