import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMemo } from 'react';
import type { IndicatorStanding } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';
import { courseOf } from './course.js';
import { EChart } from './EChart.js';
import { formatDate } from './format.js';

const VERDICT = {
  reached: { shape: '✓', ink: COLOURS.good },
  behind: { shape: '■', ink: COLOURS.danger },
  unknown: { shape: '◇', ink: COLOURS.inkSoft },
} as const;

/** Where an indicator stands: its figure, the verdict on each target in plain words, and the course of the figures with the target line. */
export function IndicatorCard({ standing }: { standing: IndicatorStanding }) {
  const t = useText();
  const { name, unit, current, readings, targets } = standing;
  const option = useMemo(() => courseOf(standing, t('taskPage.indicators.actual'), t('taskPage.indicators.target')), [standing, t]);
  return (
    <Box component="article" sx={{ minWidth: 0, '& + &': { mt: 2 } }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline', flexWrap: 'wrap' }}>
        <Typography variant="h3" component="span">
          {name}
        </Typography>
        <b>{current ? `${current.value}${unit}` : t('taskPage.indicators.noneYet')}</b>
        {current && (
          <Typography variant="caption" color="textSecondary">
            {formatDate(current.day)}
          </Typography>
        )}
      </Box>
      {targets.map(({ id, year, verdict, why, rate }) => (
        <Box key={id} sx={{ fontSize: 13 }}>
          <Box component="span" sx={{ color: VERDICT[verdict].ink, mr: 1, whiteSpace: 'nowrap' }}>
            <span aria-hidden="true">{VERDICT[verdict].shape}</span> {year ?? ''} {t(`taskPage.phases.${verdict}`)}
          </Box>
          {why}
          {rate !== null && ` ${t('taskPage.indicators.rate', { rate })}`}
        </Box>
      ))}
      {readings.length > 0 && (
        <EChart
          option={option}
          height={180}
          label={t('taskPage.indicators.chart', { name })}
          table={{
            head: [
              t('taskPage.indicators.day'),
              t('taskPage.indicators.unitName'),
              name,
              t('taskPage.indicators.source'),
              t('taskPage.indicators.by'),
            ],
            rows: readings.map(({ day, unitName, value, source, enteredByName }) => [
              formatDate(day),
              unitName,
              `${value}${unit}`,
              source ?? '',
              enteredByName,
            ]),
          }}
        />
      )}
    </Box>
  );
}
