import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { Link } from 'react-router-dom';
import type { PhaseRow, PlanPhase } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';

type Standing = PhaseRow['phases'][number]['standing'];

const LOOK: Record<Standing, { shape: string; ink: string }> = {
  reached: { shape: '✓', ink: COLOURS.good },
  behind: { shape: '■', ink: COLOURS.danger },
  unknown: { shape: '◇', ink: COLOURS.warn },
  open: { shape: '○', ink: COLOURS.inkSoft },
};
const STANDINGS = Object.keys(LOOK) as Standing[];

/** The plan's phases side by side: on top how many tasks came how far, below each task with its target and verdict a phase. */
export function PhaseTable({ phases, rows }: { phases: PlanPhase[]; rows: PhaseRow[] }) {
  const t = useText();
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: '28%' }}>{t('plans.phaseView.task')}</TableCell>
          {phases.map(({ id, year, name }) => (
            <TableCell key={id}>
              {year} {name}
              <Counts rows={rows} year={year} />
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(row => (
          <TableRow key={row.taskId} hover sx={{ verticalAlign: 'top' }}>
            <TableCell>
              <Box component={Link} to={`/tasks/${row.taskId}/show`} sx={{ color: 'inherit' }}>
                {row.title}
              </Box>
              <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{[row.leadUnitName, row.stateLabel].filter(Boolean).join(' · ')}</Box>
            </TableCell>
            {phases.map(({ id, year }) => (
              <TableCell key={id}>
                <Cell phase={row.phases.find(phase => phase.year === year)} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Counts({ rows, year }: { rows: PhaseRow[]; year: number }) {
  const t = useText();
  const standings = rows.flatMap(({ phases }) => phases.filter(phase => phase.year === year).map(({ standing }) => standing));
  return (
    <Box sx={{ fontSize: 12, fontWeight: 400, display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
      {STANDINGS.map(standing => {
        const count = standings.filter(each => each === standing).length;
        return count > 0 && <Mark key={standing} standing={standing} word={`${t(`taskPage.phases.${standing}`)} ${count}`} />;
      })}
    </Box>
  );
}

function Cell({ phase }: { phase: PhaseRow['phases'][number] | undefined }) {
  const t = useText();
  if (!phase) return null;
  return (
    <Box title={phase.note ?? undefined}>
      <Mark standing={phase.standing} word={t(`taskPage.phases.${phase.standing}`)} />
      {phase.target && <Box sx={{ fontSize: 12 }}>{phase.target}</Box>}
    </Box>
  );
}

function Mark({ standing, word }: { standing: Standing; word: string }) {
  const { shape, ink } = LOOK[standing];
  return (
    <Box component="span" sx={{ color: ink, whiteSpace: 'nowrap', fontSize: 12 }}>
      <span aria-hidden="true">{shape}</span> {word}
    </Box>
  );
}
