import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link, useParams } from 'react-router-dom';
import { useTask } from '../api/task.js';
import type { TaskDetail } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { TaskPapers } from '../papers/TaskPapers.js';
import { IndicatorCard, PageHead, Panel, ProblemNote, Timeline } from '../parts/index.js';
import { lastList } from './lastList.js';
import { ApplicationEntry } from './show/Applications.js';
import { Comments } from './show/Comments.js';
import { DraftNotice } from './show/DraftNotice.js';
import { EscalationEntry } from './show/Escalations.js';
import { EvidenceList } from './show/EvidenceList.js';
import { FollowButton } from './show/FollowButton.js';
import { InstructionEntry } from './show/Instructions.js';
import { Pauses } from './show/Pauses.js';
import { PhaseStrip } from './show/PhaseStrip.js';
import { RelatedTasks } from './show/RelatedTasks.js';
import { Reports } from './show/Reports.js';
import { Requirement } from './show/Requirement.js';
import { Shares } from './show/Shares.js';
import { NOTICE_PLACE, Steps } from './show/Steps.js';
import { TaskHead } from './show/TaskHead.js';

/** Everything about one task on one page; a unit's own people are led through their share. */
export default function TaskShow() {
  const t = useText();
  const { id } = useParams();
  const { data: task, error, refetch } = useTask(Number(id));
  const back = lastList();
  return (
    <>
      <style>{'@page { size: A4 portrait; margin: 14mm }'}</style>
      <PageHead
        title={task ? (task.no ?? t('taskPage.noNumber')) : t('resources.tasks.name')}
        actions={
          <>
            <Button component={Link} to={back.to}>
              {t(back.label)}
            </Button>
            {task && <FollowButton task={task} />}
            <Button variant="outlined" onClick={() => window.print()}>
              {t('taskPage.print')}
            </Button>
          </>
        }
      />
      {task ? <Page task={task} /> : <ProblemNote problem={error} onRetry={() => void refetch()} />}
    </>
  );
}

const LED: readonly string[] = ['issued', 'in_progress', 'returned', 'close_requested', 'under_verification'];

function Page({ task }: { task: TaskDetail }) {
  const own = LED.includes(task.state) ? task.assignments.find(({ id }) => id === task.myAssignment?.id) : undefined;
  return (
    <>
      <TaskHead task={task} stepsShown={Boolean(own)} />
      {task.state === 'draft' && <DraftNotice task={task} />}
      {own && <Steps task={task} share={own} />}
      <Box sx={columns}>
        <Box sx={{ minWidth: 0 }}>
          <Work task={task} />
        </Box>
        <Box sx={{ minWidth: 0 }}>
          <Around task={task} stepsFor={own?.id ?? null} />
        </Box>
      </Box>
    </>
  );
}

function Work({ task }: { task: TaskDetail }) {
  const t = useText();
  return (
    <>
      {task.instructions.length > 0 && (
        <Panel title={t('taskPage.instructions.title')} note={t('taskPage.instructions.note')}>
          <Box sx={{ display: 'grid', gap: 2 }}>
            {task.instructions.map(instruction => (
              <InstructionEntry key={instruction.id} instruction={instruction} about={task.title} />
            ))}
          </Box>
        </Panel>
      )}
      {task.escalations.length > 0 && (
        <Panel title={t('taskPage.escalations.title')}>
          <Box id={NOTICE_PLACE} sx={{ display: 'grid', gap: 2 }}>
            {task.escalations.map(notice => (
              <EscalationEntry key={notice.id} notice={notice} about={`${task.title} · ${notice.noticeNo ?? ''}`} />
            ))}
          </Box>
        </Panel>
      )}
      {task.applications.length > 0 && (
        <Panel title={t('taskPage.applications.title')}>
          <Box sx={{ display: 'grid', gap: 2 }}>
            {task.applications.map(application => (
              <ApplicationEntry key={application.id} application={application} task={task} />
            ))}
          </Box>
        </Panel>
      )}
      {task.pauses.length > 0 && (
        <Panel title={t('taskPage.pauses.title')} note={t('taskPage.pauses.note')}>
          <Pauses pauses={task.pauses} />
        </Panel>
      )}
      <Panel title={t('taskPage.requirement.title')}>
        <Requirement task={task} />
      </Panel>
      {task.phases.length > 0 && (
        <Panel title={t('taskPage.phases.title')} note={t('taskPage.phases.note')} flush>
          <PhaseStrip task={task} />
        </Panel>
      )}
      {task.indicators.length > 0 && (
        <Panel title={t('taskPage.indicators.title')} note={t('taskPage.indicators.note')}>
          {task.indicators.map(standing => (
            <IndicatorCard key={standing.id} standing={standing} />
          ))}
        </Panel>
      )}
      <Panel
        title={t('taskPage.reports.title')}
        note={task.reports.length > 0 ? t('taskPage.reports.count', { count: task.reports.length }) : undefined}
      >
        <Reports reports={task.reports} />
      </Panel>
      <Panel
        title={t('taskPage.evidence.title')}
        note={task.evidence.length > 0 ? t('taskPage.evidence.count', { count: task.evidence.length }) : undefined}
      >
        <EvidenceList task={task} />
      </Panel>
      <Panel title={t('taskPage.comments.title')} note={t('taskPage.comments.note')}>
        <Comments task={task} />
      </Panel>
    </>
  );
}

function Around({ task, stepsFor }: { task: TaskDetail; stepsFor: number | null }) {
  const t = useText();
  return (
    <>
      <Panel title={t('taskPage.shares.title')} note={t('taskPage.shares.note')} flush>
        {task.assignments.length > 0 ? (
          <Shares task={task} stepsFor={stepsFor} />
        ) : (
          <Box sx={{ px: 2, py: 1, fontSize: 13, color: 'text.secondary' }}>{t('taskPage.shares.nobody')}</Box>
        )}
      </Panel>
      <TaskPapers task={task} />
      {task.related.length > 0 && (
        <Panel title={t('taskPage.related.title')} flush>
          <RelatedTasks tasks={task.related} />
        </Panel>
      )}
      <Panel title={t('taskPage.story.title')} note={t('taskPage.story.note')}>
        <Timeline entries={task.timeline} />
      </Panel>
    </>
  );
}

const columns = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 340px',
  columnGap: 1.5,
  '@media (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  '@media print': { display: 'block' },
} as const;
