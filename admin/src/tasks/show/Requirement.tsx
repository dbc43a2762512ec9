import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { Words } from './Fact.js';
import { SourceSentence } from './SourceSentence.js';

/** What was asked: the demand, when it counts as done, what has to prove it, and the sentence that it comes from. */
export function Requirement({ task }: { task: TaskDetail }) {
  const t = useText();
  return (
    <Box sx={{ display: 'grid', gap: 1.25 }}>
      <Part title={t('taskPage.requirement.criterion')}>
        <Words>{task.doneCriterion ?? t('taskPage.requirement.open')}</Words>
      </Part>
      <Part title={t('taskPage.requirement.evidence')}>
        <Words>{task.evidenceRequired ?? t('taskPage.requirement.open')}</Words>
      </Part>
      {task.requirement.trim() !== task.title.trim() && (
        <Part title={t('taskPage.requirement.demand')}>
          <Words>{task.requirement}</Words>
        </Part>
      )}
      <Part title={t('taskPage.source.title')}>
        <SourceSentence taskId={task.id} />
      </Part>
    </Box>
  );
}

/** A small heading and what stands under it. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="h3" component="h4" sx={{ fontSize: 12, color: 'text.secondary' }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}
