import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Application, TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { ActBar, formatDate, formatInstant, StateMark } from '../../parts/index.js';
import { COLOURS } from '../../theme.js';
import { Words } from './Fact.js';
import { Part } from './Requirement.js';

/** One application to change the task: what is asked for and why, how far it is, and its acts. `bare` leaves the acts to the screen around it. */
export function ApplicationEntry({ application, task, bare }: { application: Application; task: TaskDetail; bare?: boolean }) {
  const t = useText();
  const { kindLabel, stateLabel, state, reasonLabel, reason, basis, changes } = application;
  return (
    <Box component="article" sx={{ borderLeft: `3px solid ${COLOURS.accent}`, pl: 1.5, display: 'grid', gap: 0.75 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h3" component="span">
          {t('taskPage.applications.one', { kind: kindLabel })}
        </Typography>
        <StateMark state={state} label={stateLabel} />
        {application.late && (
          <Box component="span" sx={{ fontSize: 12, color: COLOURS.danger }}>
            {t('taskPage.applications.late')}
          </Box>
        )}
        <Typography variant="caption" color="textSecondary">
          {t('taskPage.applications.by', { name: application.applicantName, at: formatInstant(application.appliedAt) })}
        </Typography>
      </Box>
      {datesOf(application, task, t).map(line => (
        <Typography key={line} variant="body2">
          {line}
        </Typography>
      ))}
      {changes.map(({ field, label, from, to }) => (
        <Part key={field} title={label}>
          <Box component="del" sx={{ color: 'text.secondary', display: 'block' }}>
            {from ?? t('taskPage.head.none')}
          </Box>
          <Box component="ins" sx={{ textDecoration: 'none', fontWeight: 600 }}>
            {to}
          </Box>
        </Part>
      ))}
      {reason && (
        <Part title={reasonLabel ?? t('taskPage.applications.reason')}>
          <Words>{reason}</Words>
        </Part>
      )}
      {basis && (
        <Part title={t('taskPage.applications.basis')}>
          <Words>{basis}</Words>
        </Part>
      )}
      {!bare && <ActBar process="application" record={application} about={`${task.title} · ${kindLabel}`} />}
    </Box>
  );
}

/** Original, asked and granted date are three different things, all of them shown. */
function datesOf({ kind, state, askedDate, grantedDate }: Application, task: TaskDetail, t: ReturnType<typeof useText>): string[] {
  if (!askedDate) return [];
  if (kind === 'suspension') return [t('taskPage.applications.until', { date: formatDate(askedDate) })];
  const to = formatDate(askedDate);
  const lines = [
    state === 'granted'
      ? t('taskPage.applications.askedThen', { to })
      : t('taskPage.applications.asked', { from: formatDate(task.deadline), to }),
  ];
  return grantedDate ? [...lines, t('taskPage.applications.granted', { date: formatDate(grantedDate) })] : lines;
}
