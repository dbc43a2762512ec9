import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Assignment, TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { ActBar, formatDate, formatInstant, StateMark } from '../../parts/index.js';
import { STEP_ACTS } from './steps.js';

/** Each unit's share: read, signed for, who handles it, how far it is; with its own acts, except those that the steps above offer. */
export function Shares({ task, stepsFor }: { task: TaskDetail; stepsFor: number | null }) {
  // Among twenty units one looks for the lead and for one's own.
  const ownFirst = (a: Assignment, b: Assignment) => rank(a) - rank(b);
  const rank = ({ id, role }: Assignment) => (role === 'lead' ? 0 : id === stepsFor ? 1 : 2);
  return (
    <>
      {[...task.assignments].sort(ownFirst).map(share => (
        <Share key={share.id} share={share} about={task.title} inSteps={share.id === stepsFor} closed={CLOSED.includes(task.light)} />
      ))}
    </>
  );
}

/** What waits for a task that is closed waits for ever: it is not offered. */
const CLOSED: readonly TaskDetail['light'][] = ['done', 'ended'];

function Share({ share, about, inSteps, closed }: { share: Assignment; about: string; inSteps: boolean; closed: boolean }) {
  const t = useText();
  const blocked = closed ? [] : (share.blockedActs ?? []).map(({ act }) => act);
  const acts = [...share.permittedActs, ...blocked].filter(act => !inSteps || !STEP_ACTS.assignment.includes(act));
  return (
    <Box component="article" sx={{ px: 2, py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
        <Box component="span" sx={{ minWidth: 0, fontSize: 13, fontWeight: share.role === 'lead' ? 600 : 500 }}>
          {share.unitName}
        </Box>
        <Typography variant="caption" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
          {share.roleLabel}
        </Typography>
        <Box sx={{ ml: 'auto' }}>
          <StateMark state={share.state} label={share.stateLabel} />
        </Box>
      </Box>
      {linesOf(share, t).map(line => (
        <Typography key={line} variant="caption" color="textSecondary" component="div">
          {line}
        </Typography>
      ))}
      {acts.length > 0 && (
        <Box sx={{ mt: 0.75 }}>
          <ActBar process="assignment" record={share} about={`${about} · ${share.unitName}`} only={acts} />
        </Box>
      )}
    </Box>
  );
}

/** First read and signed for are told apart; what has not happened yet is said only where it is still owed. */
function linesOf(share: Assignment, t: ReturnType<typeof useText>): string[] {
  return [...arrangementOf(share, t), ...progressOf(share, t)];
}

/** What the lead unit has arranged for the share. */
function arrangementOf({ role, dueDate, weight, note }: Assignment, t: ReturnType<typeof useText>): string[] {
  if (role === 'lead') return [];
  const terms = [
    dueDate && t('taskPage.shares.due', { date: formatDate(dueDate) }),
    weight !== null && t('taskPage.shares.weight', { weight }),
  ];
  return [terms.filter(Boolean).join(' · '), note ?? ''].filter(Boolean);
}

/** The period that is waited for next, and those that were let pass. */
export function periodLines({ owed, missed }: Assignment, t: ReturnType<typeof useText>): string[] {
  const ahead = owed && !missed.some(({ key }) => key === owed.key);
  const lines = ahead ? [t('taskPage.reports.owed', { period: owed.label, opens: formatDate(owed.opens), due: formatDate(owed.due) })] : [];
  if (missed.length === 0) return lines;
  return [...lines, t('taskPage.reports.missed', { count: missed.length, periods: missed.map(({ label }) => label).join('、') })];
}

function progressOf(share: Assignment, t: ReturnType<typeof useText>): string[] {
  const read = share.firstReadAt ? `${t('taskPage.shares.read')} ${formatInstant(share.firstReadAt)}` : t('taskPage.shares.notRead');
  if (!share.receivedAt) return [`${read} · ${t('taskPage.shares.notReceived')}`];
  const received = [t('taskPage.shares.received'), formatInstant(share.receivedAt), share.receivedByName].filter(Boolean).join(' ');
  const handler = `${t('taskPage.shares.handler')} ${share.handlerName ?? t('taskPage.shares.noHandler')}`;
  const percent = `${t('taskPage.shares.percent')} ${share.lastPercent === null ? t('taskPage.shares.noReport') : `${share.lastPercent}%`}`;
  return [read, received, `${handler} · ${percent}`, ...periodLines(share, t)];
}
