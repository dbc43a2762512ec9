import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { COLOURS } from '../../theme.js';
import { RequirementsDialog } from './RequirementsDialog.js';

/** What the proof must contain and what of it is there, each with a word and a sign, not only a colour. */
export function EvidenceChecklist({ task }: { task: TaskDetail }) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const draft = task.state === 'draft';
  if (task.requirements.length === 0 && !task.maySetRequirements) return null;
  return (
    <Box sx={{ mb: 1 }}>
      <Box component="ul" aria-label={t('taskPage.evidence.checklist')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {task.requirements.map(({ name, kindLabel, minimum, count }) => {
          const met = count >= minimum;
          return (
            <Box component="li" key={name} sx={{ display: 'flex', gap: 1, fontSize: 13, py: 0.25, alignItems: 'baseline' }}>
              {!draft && (
                <Box component="span" sx={{ color: met ? COLOURS.good : COLOURS.danger, whiteSpace: 'nowrap', width: 52, flexShrink: 0 }}>
                  {met ? '✓ ' : '✗ '}
                  {t(met ? 'taskPage.evidence.met' : 'taskPage.evidence.missing')}
                </Box>
              )}
              <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                {name}{' '}
                <Box component="span" sx={{ color: 'text.secondary', fontSize: 12 }}>
                  {kindLabel}
                </Box>
              </Box>
              <Box component="span" sx={{ ml: 'auto', whiteSpace: 'nowrap', color: 'text.secondary' }}>
                {draft ? t('taskPage.evidence.atLeast', { minimum }) : t('taskPage.evidence.counted', { count, minimum })}
              </Box>
            </Box>
          );
        })}
      </Box>
      {task.maySetRequirements && (
        <Button className="no-print" onClick={() => setEditing(true)}>
          {t('taskPage.evidence.setRequirements')}
        </Button>
      )}
      {editing && <RequirementsDialog task={task} onClose={() => setEditing(false)} />}
    </Box>
  );
}
