import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useSession } from '../../api/session.js';
import type { Escalation } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { ActBar, daysBetween, formatDate, formatInstant, StateMark } from '../../parts/index.js';
import { COLOURS } from '../../theme.js';
import { Words } from './Fact.js';
import { Part } from './Requirement.js';

const LEVEL_INK: Record<string, string> = { level_1: '#1d5b94', level_2: COLOURS.warn, level_3: COLOURS.danger };

/** One notice of supervision: what is demanded, by when an answer is due, the answer, and its acts. `bare` leaves the acts to the screen around it. */
export function EscalationEntry({ notice, about, bare }: { notice: Escalation; about: string; bare?: boolean }) {
  const t = useText();
  const { today } = useSession();
  const late = notice.state === 'issued' ? daysBetween(notice.replyBy, today) : 0;
  return (
    <Box
      component="article"
      sx={{ borderLeft: `3px solid ${LEVEL_INK[notice.level] ?? COLOURS.accent}`, pl: 1.5, display: 'grid', gap: 0.75 }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h3" component="span" sx={{ color: LEVEL_INK[notice.level] }}>
          {notice.levelLabel}
        </Typography>
        <Typography variant="body2" color="textSecondary" component="span">
          {notice.noticeNo}
        </Typography>
        <StateMark state={notice.state === 'issued' ? 'pending_receipt' : notice.state} label={notice.stateLabel} />
        <Box component="span" sx={{ fontSize: 12, color: late > 0 ? COLOURS.danger : 'text.secondary' }}>
          {t('taskPage.escalations.replyBy', { date: formatDate(notice.replyBy) })}
          {late > 0 && ` · ${t('taskPage.escalations.late', { days: late })}`}
        </Box>
      </Box>
      <Part
        title={`${t('taskPage.escalations.reason')} · ${t('taskPage.escalations.issued', { name: notice.issuedByName, at: formatInstant(notice.issuedAt) })}`}
      >
        <Words>{notice.reason}</Words>
      </Part>
      {notice.answer && (
        <Part
          title={`${t('taskPage.escalations.answer')} · ${t('taskPage.escalations.answered', { name: notice.answeredByName ?? '', at: formatInstant(notice.answeredAt) })}`}
        >
          <Words>{notice.answer}</Words>
        </Part>
      )}
      {!bare && <ActBar process="escalation" record={notice} about={about} />}
    </Box>
  );
}
