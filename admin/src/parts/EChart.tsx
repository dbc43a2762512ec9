import Box from '@mui/material/Box';
import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense } from 'react';
import { useText } from '../i18n/index.js';

export interface EChartProps {
  option: EChartsCoreOption;
  height: number;
  /** What the picture says, for those who cannot see it. */
  label: string;
  /** The figures behind it: also shown as a table on demand. */
  table: { head: string[]; rows: (string | number)[][] };
  onPick?: (params: { seriesName?: string; name: string; dataIndex: number }) => void;
}

const Canvas = lazy(() => import('./chart.js'));

/** A chart with its figures as text. The drawing library is loaded with the first chart. */
export function EChart({ option, height, label, table, onPick }: EChartProps) {
  const t = useText();
  return (
    <Box component="figure" sx={{ m: 0 }}>
      <Suspense
        fallback={<Box sx={{ height, display: 'grid', placeItems: 'center', color: 'text.secondary' }}>{t('app.chart.loading')}</Box>}
      >
        <Canvas option={option} height={height} label={label} onPick={onPick} />
      </Suspense>
      <Box component="details" className="no-print" sx={{ fontSize: 12, color: 'text.secondary', '& summary': { cursor: 'pointer' } }}>
        <summary>{t('app.chart.table')}</summary>
        <Box
          component="table"
          sx={{
            borderCollapse: 'collapse',
            '& th, & td': { px: 1, py: 0.25, textAlign: 'right' },
            '& th:first-of-type, & td:first-of-type': { textAlign: 'left' },
          }}
        >
          <caption style={{ textAlign: 'left' }}>{label}</caption>
          <thead>
            <tr>
              {table.head.map(head => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(row => (
              <tr key={String(row[0])}>
                {row.map((cell, column) => (
                  <td key={table.head[column]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </Box>
      </Box>
    </Box>
  );
}
