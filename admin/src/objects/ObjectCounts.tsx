import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/client.js';
import { useText } from '../i18n/index.js';
import { Panel } from '../parts/index.js';
import { COLOURS } from '../theme.js';

const NUMBERS = ['listed', 'recognised', 'rectifying', 'failed', 'pending', 'late'] as const;

/** Each kind against what the plan asks for; nothing where the plan asks for none and none is listed. */
export function ObjectCounts({ planId }: { planId: number }) {
  const t = useText();
  const { data } = useQuery({ queryKey: ['objects', 'counts', planId], queryFn: () => client.objectCounts(planId) });
  if (!data || data.data.length === 0) return null;
  return (
    <Panel title={t('objects.counts')} note={t('objects.countsNote')} flush>
      <Box component="table" sx={table}>
        <thead>
          <tr>
            {(['kind', 'target', ...NUMBERS, 'quarters'] as const).map(head => (
              <th key={head} scope="col">
                {t(`objects.head.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.data.map(row => (
            <tr key={row.kind}>
              <th scope="row">{row.kindLabel}</th>
              <td>{row.target ?? t('objects.noTarget')}</td>
              {NUMBERS.map(name => (
                <td key={name} style={name === 'late' && row.late > 0 ? { color: COLOURS.danger, fontWeight: 600 } : undefined}>
                  {row[name]}
                </td>
              ))}
              <td>{row.quarters.map(each => t('objects.quarter', each)).join('；')}</td>
            </tr>
          ))}
        </tbody>
      </Box>
    </Panel>
  );
}

const table = {
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 13,
  '& th, & td': { textAlign: 'left', px: 2, py: 0.5, fontWeight: 400 },
  '& thead th': { color: 'text.secondary', fontSize: 12 },
  '& tbody th': { fontWeight: 600 },
  '& tbody tr': { borderTop: `1px solid ${COLOURS.line}` },
} as const;
