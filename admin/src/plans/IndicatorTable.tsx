import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { Link } from 'react-router-dom';
import type { PlanIndicator } from '../api/types.js';
import { levelText } from '../documents/words.js';
import { useText } from '../i18n/index.js';
import { formatDate } from '../parts/index.js';
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
            </TableCell>
            <TableCell>{indicator.measureNo ?? t('plans.indicator.plan')}</TableCell>
            <TableCell title={indicator.baseline?.raw}>
              {indicator.baseline && `${indicator.baseline.value}${indicator.unit}`}
              {indicator.baseline?.date && <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{formatDate(indicator.baseline.date)}</Box>}
            </TableCell>
            {years.map(year => (
              <TableCell key={year}>
                {inYear(indicator, year).map(target => (
                  <Box key={target.id} title={[target.raw, target.defect].filter(Boolean).join('：')}>
                    {levelText({ ...target, unit: indicator.unit }, t)}
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

function Name({ indicator: { name, documentId, start }, linked }: { indicator: PlanIndicator; linked: boolean }) {
  const t = useText();
  if (!linked) return name;
  return (
    <Box component={Link} to={`/documents/${documentId}?at=${start}`} title={t('plans.source')} sx={{ color: 'inherit' }}>
      {name}
    </Box>
  );
}
