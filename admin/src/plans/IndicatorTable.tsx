import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { PlanIndicator } from '../api/types.js';
import { levelText } from '../documents/words.js';
import { useText } from '../i18n/index.js';
import { formatDate, IndicatorCard } from '../parts/index.js';
import { COLOURS } from '../theme.js';
import { inYear, yearsIn } from './indicators.js';

/** What the plan is measured by: where each indicator stands and where it is to be, year by year; what is only reported comes last. */
export function IndicatorTable({ indicators, hasDocument }: { indicators: PlanIndicator[]; hasDocument: boolean }) {
  const t = useText();
  const years = yearsIn(indicators);
  const rows = [...indicators.filter(({ targets }) => targets.length > 0), ...indicators.filter(({ targets }) => targets.length === 0)];
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>{t('plans.indicator.name')}</TableCell>
          <TableCell sx={{ width: 70 }}>{t('plans.indicator.of')}</TableCell>
          <TableCell sx={{ width: 130 }}>{t('plans.indicator.baseline')}</TableCell>
          <TableCell sx={{ width: 130 }}>{t('plans.indicator.now')}</TableCell>
          {years.map(year => (
            <TableCell key={year} sx={{ width: 110 }}>
              {year === null ? t('plans.indicator.noYear') : t('plans.year', { from: year })}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(indicator => (
          <TableRow key={indicator.id} hover>
            <TableCell>
              <Name indicator={indicator} linked={hasDocument} />
              {indicator.former.map(level => (
                <Box key={level.id} title={level.raw} sx={{ fontSize: 12, color: 'text.secondary' }}>
                  {t('plans.indicator.former', { level: formerText(level, indicator.unit, t), version: level.untilVersion })}
                </Box>
              ))}
            </TableCell>
            <TableCell>{indicator.measureNo ?? t('plans.indicator.plan')}</TableCell>
            <TableCell title={indicator.baseline?.raw}>
              {indicator.baseline && `${indicator.baseline.value}${indicator.unit}`}
              {indicator.baseline?.date && <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{formatDate(indicator.baseline.date)}</Box>}
            </TableCell>
            <TableCell>
              <Now standing={indicator.standing} />
            </TableCell>
            {years.map(year => (
              <TableCell key={year}>
                {inYear(indicator, year).map(target => (
                  <Box key={target.id} title={[target.raw, target.defect].filter(Boolean).join('：')}>
                    {levelText({ ...target, unit: indicator.unit }, t)}
                    <Verdict of={indicator.standing.targets.find(({ id }) => id === target.id)} />
                    {target.dueDate && !target.dueDate.endsWith('-12-31') && (
                      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{t('plans.phaseDue', { date: formatDate(target.dueDate) })}</Box>
                    )}
                  </Box>
                ))}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A level with its year, as it was to be reached before. */
function formerText(level: PlanIndicator['former'][number], unit: string, t: ReturnType<typeof useText>): string {
  return [level.year && t('plans.year', { from: level.year }), levelText({ ...level, unit }, t)].filter(Boolean).join(' ');
}

/** The one figure that follows from what the units entered; on demand with its course. */
function Now({ standing }: { standing: PlanIndicator['standing'] }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  if (!standing.current) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} sx={{ p: 0, minWidth: 0 }}>
        {standing.current.value}
        {standing.unit}
      </Button>
      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{formatDate(standing.current.day)}</Box>
      <Dialog open={open} onClose={() => setOpen(false)} maxWidth="md" fullWidth>
        <DialogContent>{open && <IndicatorCard standing={standing} />}</DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)}>{t('ra.action.close')}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

function Verdict({ of }: { of: PlanIndicator['standing']['targets'][number] | undefined }) {
  const t = useText();
  if (!of || of.verdict === 'unknown') return null;
  return (
    <Box title={of.why} sx={{ fontSize: 12, color: of.verdict === 'reached' ? COLOURS.good : COLOURS.danger }}>
      {of.verdict === 'reached' ? '✓' : '■'} {t(`taskPage.phases.${of.verdict}`)}
      {of.rate !== null && ` ${of.rate}%`}
    </Box>
  );
}

function Name({ indicator: { name, documentId, start }, linked }: { indicator: PlanIndicator; linked: boolean }) {
  const t = useText();
  if (!linked) return name;
  return (
    <Box component={Link} to={`/documents/${documentId}?at=${start}`} title={t('plans.source')} sx={{ color: 'inherit' }}>
      {name}
    </Box>
  );
}
