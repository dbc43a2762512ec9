import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useSession } from '../../api/session.js';
import type { Instruction } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { ActBar, daysBetween, formatDate, formatInstant, StateMark } from '../../parts/index.js';
import { COLOURS } from '../../theme.js';
import { Words } from './Fact.js';
import { Part } from './Requirement.js';

/** One instruction of a leader: who gave it, what it says and calls for, what was done, and its acts. `bare` leaves the acts to the screen around it. */
export function InstructionEntry({ instruction, about, bare }: { instruction: Instruction; about: string; bare?: boolean }) {
  const t = useText();
  const { today } = useSession();
  const { leaderName, recorderName, demandLabel, replyBy, state } = instruction;
  const late = state === 'issued' ? daysBetween(replyBy, today) : 0;
  return (
    <Box component="article" sx={{ borderLeft: `3px solid ${COLOURS.danger}`, pl: 1.5, display: 'grid', gap: 0.75 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h3" component="span">
          {t('taskPage.instructions.by', { name: leaderName })}
        </Typography>
        <StateMark state={state === 'issued' ? 'pending_receipt' : state} label={instruction.stateLabel} />
        <Box component="span" sx={{ fontSize: 12, color: late > 0 ? COLOURS.danger : 'text.secondary' }}>
          {t('taskPage.instructions.demand', { demand: demandLabel, date: formatDate(replyBy) })}
          {late > 0 && ` · ${t('taskPage.instructions.late', { days: late })}`}
        </Box>
      </Box>
      <Words>{instruction.text}</Words>
      <Typography variant="caption" color="textSecondary">
        {recorderName
          ? t('taskPage.instructions.recorded', { name: recorderName, at: formatInstant(instruction.at) })
          : formatInstant(instruction.at)}
      </Typography>
      {instruction.answer && (
        <Part
          title={t('taskPage.instructions.answered', {
            name: instruction.answeredByName ?? '',
            at: formatInstant(instruction.answeredAt),
          })}
        >
          <Words>{instruction.answer}</Words>
        </Part>
      )}
      {!bare && <ActBar process="instruction" record={instruction} about={about} />}
    </Box>
  );
}
