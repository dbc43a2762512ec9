import { useCallback, useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { LIGHTS } from '../api/rules.js';
import type { Dashboard } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EChart, Panel } from '../parts/index.js';
import { LIGHT_COLOURS } from '../theme.js';
import { stackedBars } from './charts.js';

type Row = Dashboard['byUnit'][number];
const PARTS = [
  { field: 'completed', light: 'done' },
  { field: 'normal', light: 'normal' },
  { field: 'dueSoon', light: 'due_soon' },
  { field: 'overdue', light: 'overdue' },
] as const;
const MOST = 12;

/** How each lead unit stands, in the words and colours of the lights; a bar opens the unit's ledger. */
export function UnitChart({ rows: all }: { rows: Row[] }) {
  const t = useText();
  const navigate = useNavigate();
  const rows = useMemo(() => all.slice(0, MOST), [all]);
  const option = useMemo(
    () =>
      stackedBars(
        rows.map(row => row.unitName),
        PARTS.map(({ field, light }) => ({
          name: LIGHTS[light].label,
          colour: LIGHT_COLOURS[light].chart,
          values: rows.map(row => row[field]),
        })),
      ),
    [rows],
  );
  const pick = useCallback(
    ({ dataIndex }: { dataIndex: number }) => {
      const unit = rows[dataIndex];
      if (unit) navigate(`/tasks?filter=${encodeURIComponent(JSON.stringify({ unitId: unit.unitId }))}`);
    },
    [rows, navigate],
  );
  if (rows.length === 0) return null;
  return (
    <Panel title={t('dashboard.byUnit')} note={t('dashboard.byUnitNote')}>
      <EChart
        option={option}
        height={Math.max(150, 44 + rows.length * 28)}
        label={t('dashboard.byUnitAlt')}
        onPick={pick}
        table={{
          head: [t('dashboard.unit'), ...PARTS.map(({ light }) => LIGHTS[light].label), t('dashboard.total')],
          rows: all.map(row => [row.unitName, ...PARTS.map(({ field }) => row[field]), row.total]),
        }}
      />
    </Panel>
  );
}
