import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Report, ReviewItem, TaskDetail } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { DateText, formatDate, formatInstant } from '../parts/index.js';
import { ApplicationEntry } from '../tasks/show/Applications.js';
import { EscalationEntry } from '../tasks/show/Escalations.js';
import { Fact, Words } from '../tasks/show/Fact.js';
import { InstructionEntry } from '../tasks/show/Instructions.js';
import { ReportEntry, Reports } from '../tasks/show/Reports.js';
import { Part } from '../tasks/show/Requirement.js';
import { spoken, submissionOf } from '../tasks/show/story.js';

/** What the unit says (or, for a draft, what is to be signed): the middle of the desk, by the kind of item. */
export function Middle({ item, task }: { item: ReviewItem; task: TaskDetail }) {
  if (item.kind === 'sign_off') return <Draft task={task} />;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Waiting item={item} task={task} />
      <LatestReports
        reports={task.reports.filter(({ id }) => item.kind !== 'report' || id !== item.recordId)}
        silent={item.kind === 'report'}
      />
    </Box>
  );
}

/** What waits for a decision. */
function Waiting({ item, task }: { item: ReviewItem; task: TaskDetail }) {
  const notice = task.escalations.find(({ id }) => item.kind === 'escalation_answered' && id === item.recordId);
  if (notice) return <EscalationEntry notice={notice} about={task.title} bare />;
  const application = task.applications.find(({ id }) => item.kind === 'application' && id === item.recordId);
  if (application) return <ApplicationEntry application={application} task={task} bare />;
  const instruction = task.instructions.find(({ id }) => item.kind === 'instruction' && id === item.recordId);
  if (instruction) return <InstructionEntry instruction={instruction} about={task.title} bare />;
  const report = task.reports.find(({ id }) => item.kind === 'report' && id === item.recordId);
  if (report) return <ReportEntry report={report} bare />;
  const share = task.assignments.find(({ id }) => item.kind === 'dispute' && id === item.recordId);
  return share ? <Dispute task={task} unit={share.unitName} /> : <Summary task={task} />;
}

/** Why a unit will not sign for its share, in its own words. */
function Dispute({ task, unit }: { task: TaskDetail; unit: string }) {
  const t = useText();
  const entry = task.timeline.find(({ process, act, unitName }) => process === 'assignment' && act === 'dispute' && unitName === unit);
  return (
    <Part title={t('review.disputedBy', { unit })}>
      <Words>{entry?.text ?? ''}</Words>
      {entry?.fields.map(field => (
        <Typography key={field.label} variant="caption" color="textSecondary" component="div">
          {field.label}：{field.value}
        </Typography>
      ))}
    </Part>
  );
}

/** The result as the unit states it in its request, and why an earlier one was sent back. */
function Summary({ task }: { task: TaskDetail }) {
  const t = useText();
  const submission = submissionOf(task.timeline);
  if (!submission) return null;
  const { entry, count, lastReturn } = submission;
  return (
    <>
      {lastReturn && (
        <Alert severity="warning">
          {t('review.again', { count })}
          {spoken(lastReturn)}
        </Alert>
      )}
      <Part title={t('review.summary')}>
        <Words>{entry.text ?? t('review.noSummary')}</Words>
        <Typography variant="caption" color="textSecondary" component="div">
          {t('review.summaryBy', { unit: entry.unitName ?? '', name: entry.actorName ?? '', at: formatInstant(entry.at) })}
        </Typography>
      </Part>
    </>
  );
}

/** What was reported before; `silent`: nothing is said where there is nothing. */
function LatestReports({ reports, silent }: { reports: Report[]; silent: boolean }) {
  const t = useText();
  const [latest, ...earlier] = reports;
  if (!latest && silent) return null;
  return (
    <>
      <Part title={t('review.latest')}>{latest ? <ReportEntry report={latest} bare /> : <Reports reports={[]} />}</Part>
      {earlier.length > 0 && (
        <Part title={t('review.earlier')}>
          <Reports reports={earlier} />
        </Part>
      )}
    </>
  );
}

/** A draft that waits for the leader's signature: who, by when, step by step. */
function Draft({ task }: { task: TaskDetail }) {
  const t = useText();
  const none = t('taskPage.head.none');
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box component="dl" sx={{ display: 'grid', gap: 0.75, gridTemplateColumns: '1fr 1fr', m: 0 }}>
        <Fact label={t('taskPage.head.lead')}>{task.leadUnitName ?? none}</Fact>
        <Fact label={t('taskPage.head.support')}>{task.supportUnitNames.join('、') || none}</Fact>
        <Fact label={t('taskPage.head.deadline')}>
          <DateText value={task.deadline} none={t('taskPage.head.longTerm')} />
        </Fact>
        <Fact label={t('taskPage.head.supervising')}>{task.supervisingUnitName ?? none}</Fact>
      </Box>
      {task.phases.map(phase => (
        <Part key={phase.id} title={`${phase.year} ${phase.name} · ${t('taskPage.phases.due', { date: formatDate(phase.dueDate) })}`}>
          <Words>{phase.target ?? t('taskPage.phases.noTarget')}</Words>
        </Part>
      ))}
    </Box>
  );
}
