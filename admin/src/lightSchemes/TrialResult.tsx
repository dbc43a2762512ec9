import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { Link as To } from 'react-router-dom';
import { LIGHTS, type Light } from '../api/rules.js';
import type { LightSchemeTrial } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { LightMark } from '../parts/index.js';

const NAMES = Object.keys(LIGHTS) as Light[];

/** What a trial found: the counts by light before and after, and the tasks whose light changes. */
export function TrialResult({ trial, fresh }: { trial: LightSchemeTrial; fresh: boolean }) {
  const t = useText();
  return (
    <Box sx={{ mt: 1.5, opacity: fresh ? 1 : 0.55 }}>
      {!fresh && <Alert severity="warning">{t('lightSchemes.stale')}</Alert>}
      <Typography variant="body2" sx={{ my: 1 }}>
        {t('lightSchemes.trialNote', { tasks: trial.tasks, changed: trial.changed })}
      </Typography>
      <Counts trial={trial} />
      {trial.changes.length === 0 ? (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {t('lightSchemes.none')}
        </Typography>
      ) : (
        <Changes trial={trial} />
      )}
    </Box>
  );
}

function Counts({ trial }: { trial: LightSchemeTrial }) {
  const t = useText();
  const names = NAMES.filter(name => (trial.before[name] ?? 0) + (trial.after[name] ?? 0) > 0);
  return (
    <Table size="small" sx={{ width: 'auto' }}>
      <TableHead>
        <TableRow>
          <TableCell />
          {names.map(name => (
            <TableCell key={name} align="right">
              <LightMark light={name} />
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {(['before', 'after'] as const).map(side => (
          <TableRow key={side}>
            <TableCell component="th" scope="row">
              {t(`lightSchemes.${side}`)}
            </TableCell>
            {names.map(name => (
              <TableCell key={name} align="right" sx={{ fontWeight: trial.before[name] === trial.after[name] ? 400 : 700 }}>
                {trial[side][name]}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Changes({ trial }: { trial: LightSchemeTrial }) {
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
