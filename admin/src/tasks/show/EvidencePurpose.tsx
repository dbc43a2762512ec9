import Box from '@mui/material/Box';
import { useNotify } from 'react-admin';
import { client } from '../../api/client.js';
import type { Evidence, TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { useActed } from '../../parts/index.js';

/** What a file stands for; whoever may still change the file can say so in place. */
export function EvidencePurpose({ task, file }: { task: TaskDetail; file: Evidence }) {
  const t = useText();
  const acted = useActed();
  const notify = useNotify();
  if (task.requirements.length === 0) return null;
  const name = task.requirements.find(({ id }) => id === file.requirementId)?.name ?? t('taskPage.evidence.other');
  if (!file.mayWithdraw || file.replaced)
    return (
      <Box component="span" sx={{ fontSize: 12, color: 'text.secondary' }}>
        {t('taskPage.evidence.serves', { name })}
      </Box>
    );
  const choose = (value: string) =>
    client.classifyEvidence(file.id, value === '' ? null : Number(value)).then(acted, error => notify(error.message, { type: 'error' }));
  return (
    <Box component="label" sx={{ fontSize: 12, color: 'text.secondary' }}>
      {t('taskPage.evidence.serves', { name: '' })}
      <select
        value={file.requirementId ?? ''}
        onChange={event => void choose(event.target.value)}
        aria-label={t('taskPage.evidence.purposeOf', { name: file.fileName })}
        style={{ font: 'inherit', maxWidth: 240 }}
      >
        {task.requirements.map(requirement => (
          <option key={requirement.name} value={requirement.id ?? ''}>
            {requirement.name}
          </option>
        ))}
        <option value="">{t('taskPage.evidence.other')}</option>
      </select>
    </Box>
  );
}
