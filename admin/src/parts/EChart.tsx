import Box from '@mui/material/Box';
import { lazy, Suspense } from 'react';
import { useText } from '../i18n/index.js';
import type { EChartProps } from './chart.js';

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
