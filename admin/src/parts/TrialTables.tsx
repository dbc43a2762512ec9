import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { TableTrial } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';

/** What stands in the way, by row and column as the spreadsheet names them. */
export function FaultTable({ faults, about }: { faults: TableTrial['faults']; about: string }) {
  const t = useText();
  return (
    <Block about={about} title={t('plans.table.faults', { count: faults.length })} heads={['row', 'column', 'measure', 'fault']}>
      {faults.map(({ row, column, heading, measureNo, message, conflict }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that is never reordered
        <tr key={index}>
          <td>{row ?? ''}</td>
          <td>{column ? `${column}　${heading ?? ''}` : ''}</td>
          <td>{measureNo ?? ''}</td>
          <td style={{ color: COLOURS.danger }}>
            {conflict && <strong>{t('plans.table.conflict')}　</strong>}
            {message}
          </td>
        </tr>
      ))}
    </Block>
  );
}

/** Every cell that will be taken over, old and new. */
export function ChangeTable({ changes, about }: { changes: TableTrial['changes']; about: string }) {
  const t = useText();
  return (
    <Block about={about} title={t('plans.table.changes', { count: changes.length })} heads={['row', 'column', 'measure', 'old', 'new']}>
      {changes.map(({ row, column, heading, measureNo, title, isNew, old, new: fresh }) => (
        <tr key={`${row}${column}`}>
          <td>{row}</td>
          <td>
            {column}　{heading}
          </td>
          <td>
            {measureNo} {title}
            {isNew && <span style={{ color: COLOURS.accent }}>　{t('plans.table.isNew')}</span>}
          </td>
          <td style={{ color: COLOURS.inkSoft, textDecoration: old ? 'line-through' : 'none' }}>{old || t('plans.table.empty')}</td>
          <td style={{ fontWeight: 600 }}>{fresh || t('plans.table.empty')}</td>
        </tr>
      ))}
    </Block>
  );
}

type Head = 'row' | 'column' | 'measure' | 'fault' | 'old' | 'new';
const WIDTHS: Record<Head, number | undefined> = { row: 56, column: 160, measure: 220, fault: undefined, old: undefined, new: undefined };

function Block({ title, about, heads, children }: { title: string; about: string; heads: Head[]; children: ReactNode }) {
  const t = useText();
  return (
    <Box component="section" sx={{ mt: 1.5 }}>
      <Typography variant="h3">{title}</Typography>
      <Box sx={{ maxHeight: 260, overflow: 'auto', border: 1, borderColor: 'divider', mt: 0.5 }}>
        <Box component="table" sx={table}>
          <thead>
            <tr>
              {heads.map(head => (
                <th key={head} scope="col" style={{ width: WIDTHS[head] }}>
                  {head === 'measure' ? about : t(`plans.table.head.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </Box>
      </Box>
    </Box>
  );
}

const table = {
  width: '100%',
  borderCollapse: 'collapse',
  tableLayout: 'fixed',
  fontSize: 13,
  '& th': { position: 'sticky', top: 0, bgcolor: COLOURS.band, textAlign: 'left', fontWeight: 600, px: 1, py: 0.5 },
  '& td': {
    px: 1,
    py: 0.5,
    borderTop: `1px solid ${COLOURS.line}`,
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-line',
  },
} as const;
