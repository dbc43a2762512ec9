import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { actOf, TAKEN_BACK_RETURNS } from '../../api/rules.js';
import { useSession } from '../../api/session.js';
import type { Assignment, TaskDetail } from '../../api/types.js';
import { type TextKey, useText } from '../../i18n/index.js';
import { ActDialog, formatDate, formatInstant } from '../../parts/index.js';
import { COLOURS } from '../../theme.js';
import { periodLines } from './Shares.js';
import { INSTEAD, type Step, type StepName, stepsOf } from './steps.js';
import { openReturn, spoken } from './story.js';

export const EVIDENCE_PLACE = 'evidence';
export const NOTICE_PLACE = 'notices';

/** Leads a unit through its share: what is done, which step is next (its button is the primary one), and what a blocked step still lacks. */
export function Steps({ task, share }: { task: TaskDetail; share: Assignment }) {
  const t = useText();
  const [chosen, setChosen] = useState<Step['act']>(null);
  const { today } = useSession();
  const steps = stepsOf(task, share, today);
  return (
    <Paper component="section" variant="outlined" sx={{ mb: 1.5, borderColor: COLOURS.accent }} className="no-print">
      <Notices task={task} share={share} />
      <Box
        component="ol"
        aria-label={t('taskPage.steps.title')}
        sx={{ ...row, gridTemplateColumns: `repeat(${steps.length}, minmax(0, 1fr))` }}
      >
        {steps.map((step, index) => (
          <StepBox
            key={step.name}
            step={step}
            no={index + 1}
            task={task}
            share={share}
            onAct={() => setChosen(step.act)}
            onInstead={act => setChosen({ process: 'assignment', record: share, act })}
          />
        ))}
      </Box>
      {chosen && (
        <ActDialog
          process={chosen.process}
          act={chosen.act}
          record={fresh(chosen, task)}
          about={aboutOf(chosen, task, share, t)}
          onClose={() => setChosen(null)}
        />
      )}
    </Paper>
  );
}

/** After somebody else was faster, the dialog goes on with the record as it stands now. */
function fresh({ process, record }: NonNullable<Step['act']>, task: TaskDetail) {
  return process === 'task' ? task : (task.assignments.find(({ id }) => id === record.id) ?? record);
}

function aboutOf({ act }: NonNullable<Step['act']>, task: TaskDetail, share: Assignment, t: ReturnType<typeof useText>): string {
  const last = act === 'report' && share.lastPercent !== null ? t('taskPage.reports.last', { percent: share.lastPercent }) : '';
  return [task.title, last].filter(Boolean).join(' · ');
}

function Notices({ task, share }: { task: TaskDetail; share: Assignment }) {
  const t = useText();
  const returned = openReturn(task);
  const sentBack = lastReportOf(task, share);
  const open = task.escalations.find(({ permittedActs }) => permittedActs.includes('answer'));
  return (
    <>
      {returned && (
        <Alert severity="error" sx={{ borderRadius: 0 }}>
          <b>
            {t('taskPage.steps.returned', {
              reason: spoken(returned),
            })}
          </b>
          <Box sx={{ fontSize: 12 }}>
            {t('taskPage.steps.returnedBy', { name: returned.actorName ?? '', at: formatInstant(returned.at) })}
          </Box>
        </Alert>
      )}
      {share.sentBack && (
        <Alert severity="error" sx={{ borderRadius: 0 }}>
          <b>{t('taskPage.shares.sentBack', { reason: share.sentBack.text ?? '' })}</b>
          <Box sx={{ fontSize: 12 }}>
            {t('taskPage.steps.returnedBy', { name: share.sentBack.byName, at: formatInstant(share.sentBack.at) })}
          </Box>
        </Alert>
      )}
      {sentBack?.state === 'returned' && sentBack.decision && (
        <Alert severity="error" sx={{ borderRadius: 0 }}>
          <b>{t('taskPage.reports.sentBack', { reason: sentBack.decision.text ?? '' })}</b>
          <Box sx={{ fontSize: 12 }}>
            {t('taskPage.steps.returnedBy', { name: sentBack.decision.byName, at: formatInstant(sentBack.decision.at) })}
          </Box>
        </Alert>
      )}
      {open && (
        <Alert
          severity="warning"
          sx={{ borderRadius: 0 }}
          action={<Button onClick={() => goTo(NOTICE_PLACE)}>{t('taskPage.steps.toAnswer')}</Button>}
        >
          {t('taskPage.steps.answer', { date: formatDate(open.replyBy) })}
        </Alert>
      )}
    </>
  );
}

interface StepProps {
  step: Step;
  no: number;
  task: TaskDetail;
  share: Assignment;
  onAct: () => void;
  onInstead: (act: string) => void;
}

function StepBox({ step, no, task, share, onAct, onInstead }: StepProps) {
  const t = useText();
  const label = t(`taskPage.steps.${step.name}`);
  const primary = step.state === 'now';
  const instead = (INSTEAD[step.name] ?? []).filter(act => share.permittedActs.includes(act));
  return (
    <Box
      component="li"
      aria-current={primary ? 'step' : undefined}
      sx={{ p: 1.5, bgcolor: primary ? COLOURS.accentSoft : undefined, minWidth: 0 }}
    >
      <Typography variant="h3" component="div" sx={{ color: step.state === 'later' ? 'text.secondary' : 'text.primary' }}>
        <Box component="span" aria-hidden="true" sx={{ mr: 0.75, color: step.state === 'done' ? COLOURS.good : COLOURS.accent }}>
          {step.state === 'done' ? '✓' : no}
        </Box>
        {label}
        {primary && (
          <Typography component="span" variant="caption" sx={{ ml: 1, color: COLOURS.accent }}>
            {t(step.rests ? 'taskPage.steps.rest' : 'taskPage.steps.now')}
          </Typography>
        )}
      </Typography>
      <Typography variant="caption" color="textSecondary" component="div" sx={{ mb: 0.75 }}>
        {standing(step.name, task, share, t)}
      </Typography>
      {step.act && (
        <Button variant={primary && !step.rests ? 'contained' : 'outlined'} onClick={onAct}>
          {actOf(step.act.process, step.act.act)?.label}
        </Button>
      )}
      {instead.map(act => (
        <Button key={act} onClick={() => onInstead(act)} sx={{ ml: step.act ? 1 : 0 }}>
          {actOf('assignment', act)?.label}
        </Button>
      ))}
      {step.name === 'upload' && share.mayUpload && (
        <Button variant={primary ? 'contained' : 'outlined'} onClick={() => goTo(EVIDENCE_PLACE)}>
          {t('taskPage.steps.toUpload')}
        </Button>
      )}
      {step.state !== 'done' && step.missing.length > 0 && (
        <Typography variant="caption" component="div" sx={{ color: COLOURS.warn }}>
          {t('taskPage.steps.missing', { act: label })}
          <Box component="ul" sx={{ m: 0, pl: 2 }}>
            {step.missing.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </Box>
        </Typography>
      )}
    </Box>
  );
}

/** How the step stands, in one line. */
function standing(name: StepName, task: TaskDetail, share: Assignment, t: ReturnType<typeof useText>): string {
  const proof = task.evidence.filter(file => !file.withdrawnAt && file.assignmentId === share.id).length;
  const lines: Record<StepName, () => string> = {
    receive: () => (share.receivedByName ? t('taskPage.steps.received', { name: share.receivedByName }) : share.stateLabel),
    report: () =>
      [
        share.lastPercent === null ? t('taskPage.steps.notReported') : t('taskPage.steps.percent', { percent: share.lastPercent }),
        ...periodLines(share, t),
      ].join(' · '),
    upload: () => (proof > 0 ? t('taskPage.steps.files', { count: proof }) : t('taskPage.steps.noFiles')),
    submit: () => (share.state === 'received' ? '' : share.stateLabel),
    close: () => (CLOSING[task.state] ? t(CLOSING[task.state]!) : ''),
  };
  return lines[name]();
}

/** The share's last report that no correction has taken the place of. */
function lastReportOf(task: TaskDetail, share: Assignment) {
  return task.reports.find(
    ({ assignmentId, state }) => assignmentId === share.id && !(TAKEN_BACK_RETURNS as readonly string[]).includes(state),
  );
}

const CLOSING: Partial<Record<TaskDetail['state'], TextKey>> = {
  close_requested: 'taskPage.steps.review',
  under_verification: 'taskPage.steps.review',
  completed: 'taskPage.steps.finished',
  delisted: 'taskPage.steps.finished',
  archived: 'taskPage.steps.finished',
};

function goTo(place: string): void {
  document.getElementById(place)?.scrollIntoView({ behavior: 'smooth', block: 'center' });
}

const row = { listStyle: 'none', m: 0, p: 0, display: 'grid', '& > li + li': { borderLeft: `1px solid ${COLOURS.line}` } } as const;
