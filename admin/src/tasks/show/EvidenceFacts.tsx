import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as To } from 'react-router-dom';
import type { Evidence } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { formatInstant } from '../../parts/index.js';
import { COLOURS } from '../../theme.js';

/** So many tasks are named; of the others only the number is told. */
const NAMED = 3;

/** Who handed it in, its fingerprint, whether it was withdrawn, and where the same file serves as proof as well. */
export function EvidenceFacts({ file }: { file: Evidence }) {
  const t = useText();
  return (
    <Box sx={{ fontSize: 12, lineHeight: 1.6, color: 'text.secondary', overflowWrap: 'anywhere' }}>
      {t('taskPage.evidence.by', { unit: file.unitName, name: file.uploadedByName, at: formatInstant(file.uploadedAt) })}
      {' · '}
      <span title={`SHA-256 ${file.sha256}`}>
        {t('taskPage.evidence.digest')} {file.sha256.slice(0, 8)}
      </span>
      {file.frozenAt && !file.withdrawnAt && ` · ${t('taskPage.evidence.frozen')}`}
      {file.withdrawnAt && (
        <Box sx={{ color: COLOURS.danger }}>
          {t('taskPage.evidence.withdrawn')} {formatInstant(file.withdrawnAt)}：{file.withdrawnReason}
        </Box>
      )}
      {file.sameContentAs && <Box sx={{ color: COLOURS.warn }}>{t('taskPage.evidence.sameContent', { name: file.sameContentAs })}</Box>}
      {file.alsoUsedIn.length > 0 && (
        <Box sx={{ color: COLOURS.warn }}>
          {t('taskPage.evidence.alsoUsed')}
          {file.alsoUsedIn.slice(0, NAMED).map(({ taskId, no, title }, index) => (
            <span key={taskId}>
              {index > 0 && '、'}
              <Link component={To} to={`/tasks/${taskId}/show`} color="inherit" underline="always">
                {[no, title].filter(Boolean).join(' ')}
              </Link>
            </span>
          ))}
          {file.alsoUsedIn.length > NAMED && t('taskPage.evidence.alsoMore', { count: file.alsoUsedIn.length })}
        </Box>
      )}
    </Box>
  );
}
