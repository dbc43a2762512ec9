import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import type { LadderProposal } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { StateMark } from '../parts/index.js';

/** What a decision comes to, before it is made: each unit with its steps and the tasks that they concern. */
export function ByUnit({ rows }: { rows: LadderProposal[] }) {
  const t = useText();
  return (
    <Box sx={{ maxHeight: 280, overflow: 'auto', border: 1, borderColor: 'divider', mb: 1.5 }}>
      <Table size="small" aria-label={t('ladder.byUnit')}>
        <TableBody>
          {grouped(rows, row => row.leadUnitName ?? '—').map(([unit, own]) => (
            <TableRow key={unit} sx={{ verticalAlign: 'top' }}>
              <TableCell sx={{ width: '38%' }}>{unit}</TableCell>
              <TableCell>
                {grouped(own, row => row.name).map(([name, steps]) => (
                  <Box key={name} sx={{ mb: 0.5 }}>
                    <StateMark state={steps[0]?.kind ?? ''} label={name} /> {t('ladder.count', { count: steps.length })}
                    <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{steps.map(({ title }) => title).join('、')}</Box>
                  </Box>
                ))}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

function grouped(rows: LadderProposal[], of: (row: LadderProposal) => string): [string, LadderProposal[]][] {
  const groups = new Map<string, LadderProposal[]>();
  for (const row of rows) groups.set(of(row), [...(groups.get(of(row)) ?? []), row]);
  return [...groups];
}
