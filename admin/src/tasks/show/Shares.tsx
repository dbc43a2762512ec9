import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Assignment, TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { ActBar, InstantText, StateMark } from '../../parts/index.js';
import { Fact } from './Fact.js';
import { STEP_ACTS } from './steps.js';

/** Each unit's share: read, signed for, who handles it, how far it is; with its own acts. */
export function Shares({ task, stepsFor }: { task: TaskDetail; stepsFor: number | null }) {
  return (
    <>
      {task.assignments.map(share => (
        <Share key={share.id} share={share} about={task.title} inSteps={share.id === stepsFor} />
      ))}
    </>
  );
}

function Share({ share, about, inSteps }: { share: Assignment; about: string; inSteps: boolean }) {
  const t = useText();
  const acts = [...share.permittedActs, ...(share.blockedActs ?? []).map(({ act }) => act)].filter(
    act => !inSteps || !STEP_ACTS.assignment.includes(act),
  );
  return (
    <Box component="article" sx={{ px: 2, py: 1.25, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <Typography variant="h3" component="span" sx={{ minWidth: 0 }}>
          {share.unitName}
        </Typography>
        <Typography variant="caption" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
          {share.roleLabel}
        </Typography>
        <Box sx={{ ml: 'auto' }}>
          <StateMark state={share.state} label={share.stateLabel} />
        </Box>
      </Box>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 0.5, m: 0 }}>
        <Fact label={t('taskPage.shares.read')}>
          <InstantText value={share.firstReadAt} none={t('taskPage.shares.notRead')} />
        </Fact>
        <Fact label={t('taskPage.shares.received')}>
          <InstantText value={share.receivedAt} none={t('taskPage.shares.notReceived')} />
          {share.receivedByName && <Box component="span"> {share.receivedByName}</Box>}
        </Fact>
        <Fact label={t('taskPage.shares.handler')}>{share.handlerName ?? t('taskPage.shares.noHandler')}</Fact>
        <Fact label={t('taskPage.shares.percent')}>
          {share.lastPercent === null ? t('taskPage.shares.noReport') : `${share.lastPercent}%`}
        </Fact>
      </Box>
      {acts.length > 0 && (
        <Box sx={{ mt: 1 }}>
          <ActBar process="assignment" record={share} about={`${about} · ${share.unitName}`} only={acts} />
        </Box>
      )}
    </Box>
  );
}
