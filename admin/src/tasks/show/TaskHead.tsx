import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link as To } from 'react-router-dom';
import { CADENCES, type Cadence } from '../../api/rules.js';
import { useMay } from '../../api/session.js';
import type { TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { ActBar, DateText, dayOf, formatDate, formatPercent, StateMark, TaskLight } from '../../parts/index.js';
import { Fact } from './Fact.js';
import { pausedDays } from './Pauses.js';
import { STEP_ACTS } from './steps.js';

/** What the task is and how it stands, with its acts; those that the unit's steps offer stand there instead. */
export function TaskHead({ task, stepsShown }: { task: TaskDetail; stepsShown: boolean }) {
  const t = useText();
  const acts = [...task.permittedActs, ...task.blockedActs.map(({ act }) => act)];
  const shown = acts.filter(act => !stepsShown || !STEP_ACTS.task.includes(act));
  return (
    <Paper component="section" variant="outlined" sx={{ mb: 1.5, px: 2, py: 1.5 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
        <Box sx={{ minWidth: 0, flex: 1 }}>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5, flexWrap: 'wrap' }}>
            <TaskLight task={task} />
            <StateMark state={task.state} label={task.stateLabel} />
          </Box>
          <Typography variant="h1" component="h2" sx={{ fontSize: 17 }}>
            {task.title}
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {task.lightReason}
          </Typography>
        </Box>
        <ActBar process="task" record={task} about={task.title} only={shown} />
      </Box>
      <Box component="dl" sx={facts}>
        <Fact label={t('taskPage.head.deadline')}>
          <b>
            <DateText value={task.deadline} none={t('taskPage.head.longTerm')} />
          </b>
          {task.originalDeadline && task.originalDeadline !== task.deadline && (
            <Beside>（{t('taskPage.head.original', { date: formatDate(task.originalDeadline) })}）</Beside>
          )}
        </Fact>
        {task.completedAt ? (
          <Fact label={t('taskPage.head.completed')}>
            <DateText value={dayOf(task.completedAt)} />
            {task.recheckOn && <Beside>（{recheckWords(task, t)}）</Beside>}
          </Fact>
        ) : (
          <Fact label={t('taskPage.head.nextDue')}>
            <DateText value={task.nextDue} none={t('taskPage.head.none')} />
            {task.resubmitBy !== null && task.resubmitBy === task.nextDue
              ? `（${t('taskPage.head.resubmit')}）`
              : task.phaseName && `（${task.phaseName}）`}
            {pausedDays(task) > 0 && task.nextDue && <Beside>（{t('taskPage.head.paused', { days: pausedDays(task) })}）</Beside>}
          </Fact>
        )}
        <Fact label={t('taskPage.head.percent')}>{formatPercent(task.percent) || t('taskPage.steps.notReported')}</Fact>
        {task.cadence ? (
          <Fact label={t('taskPage.head.cadence')}>{CADENCES[task.cadence as Cadence]}</Fact>
        ) : (
          <Fact label={t('taskPage.head.issued')}>
            <DateText value={task.issuedAt && dayOf(task.issuedAt)} none={t('taskPage.head.none')} />
          </Fact>
        )}
        <Fact label={t('taskPage.head.lead')}>
          <b>{task.leadUnitName ?? t('taskPage.head.none')}</b>
        </Fact>
        <Fact label={t('taskPage.head.support')}>{task.supportUnitNames.join('、') || t('taskPage.head.none')}</Fact>
        <Fact label={t('taskPage.head.supervising')}>{task.supervisingUnitName ?? t('taskPage.head.none')}</Fact>
        {task.higher && (
          <Fact label={t('taskPage.head.higher')}>
            {task.higher.authority} {task.higher.reference}
          </Fact>
        )}
        <Fact label={t('taskPage.head.plan')}>
          <PlanName task={task} />
          {task.measureNo && ` · ${t('taskPage.head.measure', { no: task.measureNo })}`}
        </Fact>
      </Box>
    </Paper>
  );
}

function Beside({ children }: { children: ReactNode }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary', ml: 0.75 }}>
      {children}
    </Box>
  );
}

/** The day of the look back, or what it found. */
function recheckWords({ recheckOn, recheckResultLabel }: TaskDetail, t: ReturnType<typeof useText>): string {
  if (recheckResultLabel) return t('taskPage.head.rechecked', { result: recheckResultLabel });
  return t('taskPage.head.recheck', { date: formatDate(recheckOn) });
}

function PlanName({ task }: { task: TaskDetail }) {
  const opens = useMay('plan.read');
  if (!opens) return <>{task.planTitle}</>;
  return (
    <Link component={To} to={`/plans/${task.planId}`}>
      {task.planTitle}
    </Link>
  );
}

const facts = {
  display: 'grid',
  gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
  columnGap: 2,
  rowGap: 0.75,
  m: 0,
  mt: 1.25,
  pt: 1.25,
  borderTop: 1,
  borderColor: 'divider',
} as const;
