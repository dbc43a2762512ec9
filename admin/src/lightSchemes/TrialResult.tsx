import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link as To } from 'react-router-dom';
import { LIGHTS, type Light } from '../api/rules.js';
import type { LightSchemeTrial, PastTrial } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { formatDate, LightMark } from '../parts/index.js';

const NAMES = Object.keys(LIGHTS) as Light[];

type Tally = Omit<LightSchemeTrial, 'seal'>;

/** What a trial found, today and at past month ends: the counts by light before and after, and the tasks whose light changes. */
export function TrialResult({ trial, past, fresh }: { trial: LightSchemeTrial; past: PastTrial; fresh: boolean }) {
  const t = useText();
  const [day, choose] = useState('');
  const shown = past.days.find(each => each.day === day);
  return (
    <Box sx={{ mt: 1.5, opacity: fresh ? 1 : 0.55 }}>
      {!fresh && <Alert severity="warning">{t('lightSchemes.stale')}</Alert>}
      <Days past={past} today={trial} chosen={shown?.day ?? ''} onChoose={choose} />
      <Found trial={shown ?? trial} past={shown !== undefined} />
    </Box>
  );
}

/** One line a day: today and the month ends, each with what it would have been; a click shows its tasks. */
function Days({ past, today, chosen, onChoose }: { past: PastTrial; today: Tally; chosen: string; onChoose: (day: string) => void }) {
  const t = useText();
  const lines = [{ day: '', ...today }, ...past.days.toReversed().filter(({ tasks }) => tasks > 0)];
  const names = NAMES.filter(name => lines.some(({ before, after }) => (before[name] ?? 0) + (after[name] ?? 0) > 0));
  return (
    <Table size="small" sx={{ width: 'auto', my: 1 }}>
      <TableHead>
        <TableRow>
          <TableCell>{t('lightSchemes.day')}</TableCell>
          {names.map(name => (
            <TableCell key={name} align="right">
              <LightMark light={name} />
            </TableCell>
          ))}
          <TableCell align="right">{t('lightSchemes.changed')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map(line => (
          <TableRow key={line.day} selected={line.day === chosen} hover>
            <TableCell component="th" scope="row">
              <Link component="button" type="button" onClick={() => onChoose(line.day)}>
                {line.day ? formatDate(line.day) : t('lightSchemes.today')}
              </Link>
            </TableCell>
            {names.map(name => (
              <TableCell key={name} align="right" sx={{ fontWeight: line.before[name] === line.after[name] ? 400 : 700 }}>
                {line.before[name] === line.after[name]
                  ? line.after[name]
                  : t('lightSchemes.fromTo', { from: line.before[name] ?? 0, to: line.after[name] ?? 0 })}
              </TableCell>
            ))}
            <TableCell align="right">{line.changed}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Found({ trial, past }: { trial: Tally; past: boolean }) {
  const t = useText();
  return (
    <>
      <Typography variant="body2" sx={{ my: 1 }}>
        {t(past ? 'lightSchemes.pastNote' : 'lightSchemes.trialNote', { tasks: trial.tasks, changed: trial.changed })}
      </Typography>
      {trial.changes.length === 0 ? (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {t('lightSchemes.none')}
        </Typography>
      ) : (
        <Changes trial={trial} />
      )}
    </>
  );
}

function Changes({ trial }: { trial: Tally }) {
  const t = useText();
  return (
    <>
      <Table size="small" sx={{ mt: 1.5 }}>
        <TableHead>
          <TableRow>
            {(['task', 'lead', 'before', 'after', 'reason'] as const).map(column => (
              <TableCell key={column}>{t(`lightSchemes.${column}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {trial.changes.map(change => (
            <TableRow key={change.taskId} hover>
              <TableCell sx={{ minWidth: 220 }}>
                <Link component={To} to={`/tasks/${change.taskId}/show`} target="_blank">
                  {change.title}
                </Link>
              </TableCell>
              <TableCell>{change.leadUnitName}</TableCell>
              <TableCell>
                <LightMark light={change.before} label={change.beforeLabel} />
              </TableCell>
              <TableCell>
                <LightMark light={change.after} label={change.afterLabel} colour={change.afterColour} />
              </TableCell>
              <TableCell>{change.reason}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {trial.changed > trial.changes.length && (
        <Typography variant="caption" color="textSecondary">
          {t('lightSchemes.more', { shown: trial.changes.length })}
        </Typography>
      )}
    </>
  );
}
