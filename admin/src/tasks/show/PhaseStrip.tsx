import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { TaskDetail, TaskPhase } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { formatDate, formatInstant } from '../../parts/index.js';
import { COLOURS } from '../../theme.js';
import { Words } from './Fact.js';

/** The yearly steps of a task side by side: target, due day, verdict; the one judged now is marked. */
export function PhaseStrip({ task }: { task: TaskDetail }) {
  return (
    <Box component="ol" sx={{ ...strip, gridTemplateColumns: `repeat(${task.phases.length}, minmax(0, 1fr))` }}>
      {task.phases.map(phase => (
        <PhaseBox key={phase.id} phase={phase} current={phase.year === task.phaseYear} />
      ))}
    </Box>
  );
}

const VERDICT: Record<NonNullable<TaskPhase['verdict']> | 'open', { shape: string; ink: string }> = {
  reached: { shape: '✓', ink: COLOURS.good },
  behind: { shape: '■', ink: COLOURS.danger },
  unknown: { shape: '◇', ink: COLOURS.warn },
  open: { shape: '○', ink: COLOURS.inkSoft },
};

function PhaseBox({ phase, current }: { phase: TaskPhase; current: boolean }) {
  const t = useText();
  const verdict = phase.verdict ?? 'open';
  const { shape, ink } = VERDICT[verdict];
  return (
    <Box
      component="li"
      sx={{
        p: 1.5,
        minWidth: 0,
        borderTop: `3px solid ${current ? COLOURS.accent : 'transparent'}`,
        bgcolor: current ? COLOURS.band : undefined,
      }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline', flexWrap: 'wrap' }}>
        <Typography variant="h3" component="span">
          {phase.year} {phase.name}
        </Typography>
        <Box component="span" sx={{ fontSize: 12, color: ink, whiteSpace: 'nowrap', ml: 'auto' }}>
          <span aria-hidden="true">{shape}</span> {t(`taskPage.phases.${verdict}`)}
        </Box>
      </Box>
      <Typography variant="caption" color="textSecondary" component="div">
        {t('taskPage.phases.due', { date: formatDate(phase.dueDate) })}
        {current && ` · ${t('taskPage.phases.current')}`}
      </Typography>
      <Words>{phase.target ?? <Box sx={{ color: 'text.secondary' }}>{t('taskPage.phases.noTarget')}</Box>}</Words>
      {phase.note && <Words>{phase.note}</Words>}
      {phase.recordedAt && phase.recordedBy && (
        <Typography variant="caption" color="textSecondary" component="div">
          {t('taskPage.phases.recorded', { name: phase.recordedBy, at: formatInstant(phase.recordedAt) })}
        </Typography>
      )}
    </Box>
  );
}

const strip = {
  listStyle: 'none',
  m: 0,
  p: 0,
  display: 'grid',
  breakInside: 'avoid',
  '& > li + li': { borderLeft: `1px solid ${COLOURS.line}` },
} as const;
