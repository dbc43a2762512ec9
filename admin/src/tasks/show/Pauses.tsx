import Box from '@mui/material/Box';
import type { TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { formatDate } from '../../parts/index.js';

type Pause = TaskDetail['pauses'][number];

const DAY = 86_400_000;
const daysOf = ({ fromDay, endedOn }: Pause) => (endedOn ? (Date.parse(endedOn) - Date.parse(fromDay)) / DAY : 0);

/** Days that the task stood still for, in the pauses that are over. */
export const pausedDays = ({ pauses }: Pick<TaskDetail, 'pauses'>) => pauses.reduce((sum, pause) => sum + daysOf(pause), 0);

/** The ledger of the pauses: since when, until when, how many days were lost. */
export function Pauses({ pauses }: { pauses: Pause[] }) {
  const t = useText();
  return (
    <Box component="ol" sx={{ m: 0, pl: 2.5, fontSize: 13, lineHeight: 1.8 }}>
      {pauses.map(pause => (
        <li key={pause.fromDay + pause.untilDay}>
          {pause.endedOn
            ? t('taskPage.pauses.over', { from: formatDate(pause.fromDay), to: formatDate(pause.endedOn), days: daysOf(pause) })
            : t('taskPage.pauses.lasting', {
                from: formatDate(pause.fromDay),
                to: formatDate(pause.untilDay),
                by: formatDate(pause.confirmBy),
              })}
        </li>
      ))}
    </Box>
  );
}
