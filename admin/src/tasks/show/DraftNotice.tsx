import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { Link } from 'react-router-dom';
import type { TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';

/** Tells whoever hands a draft out what it still lacks, and where that is filled in. */
export function DraftNotice({ task }: { task: TaskDetail }) {
  const t = useText();
  const missing = task.blockedActs.find(({ act }) => act === 'issue')?.reasons ?? [];
  if (missing.length === 0 && !task.permittedActs.includes('issue')) return null;
  return (
    <Alert
      severity={missing.length > 0 ? 'warning' : 'info'}
      className="no-print"
      sx={{ mb: 1.5 }}
      action={
        task.measureNo && (
          <Button component={Link} to={`/plans/${task.planId}/breakdown`}>
            {t('taskPage.draft.toGrid')}
          </Button>
        )
      }
    >
      {missing.length > 0 ? t('taskPage.draft.missing', { reasons: missing.join('') }) : t('taskPage.draft.ready')}
    </Alert>
  );
}
