import { useMemo } from 'react';
import type { Dashboard } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EChart, Panel } from '../parts/index.js';
import { COLOURS, LIGHT_COLOURS } from '../theme.js';
import { stackedBars } from './charts.js';

type Row = Dashboard['byPhase'][number];

/** How each phase of each plan stands: reached, behind, not judged. */
export function PhaseChart({ rows }: { rows: Row[] }) {
  const t = useText();
  const several = new Set(rows.map(row => row.planId)).size > 1;
  const names = useMemo(() => rows.map(row => `${row.year} ${row.name}${several ? `\n${row.planTitle}` : ''}`), [rows, several]);
  const option = useMemo(
    () =>
      stackedBars(names, [
        { name: t('dashboard.reached'), colour: COLOURS.accent, values: rows.map(row => row.reached) },
        { name: t('dashboard.behind'), colour: LIGHT_COLOURS.overdue.chart, values: rows.map(row => row.behind) },
        { name: t('dashboard.open'), colour: LIGHT_COLOURS.no_date.chart, values: rows.map(row => row.open) },
      ]),
    [names, rows, t],
  );
  if (rows.length === 0) return null;
  return (
    <Panel title={t('dashboard.byPhase')} note={t('dashboard.byPhaseNote')}>
      <EChart
        option={option}
        height={Math.max(150, 44 + rows.length * 42)}
        label={t('dashboard.byPhaseAlt')}
        table={{
          head: [t('dashboard.phase'), t('dashboard.reached'), t('dashboard.behind'), t('dashboard.open'), t('dashboard.total')],
          rows: rows.map((row, index) => [names[index] ?? '', row.reached, row.behind, row.open, row.total]),
        }}
      />
    </Panel>
  );
}
