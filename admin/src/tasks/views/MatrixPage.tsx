import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { Link } from 'react-router-dom';
import { client } from '../../api/client.js';
import { LIGHTS, type Light, PROCESSES, type TaskState } from '../../api/rules.js';
import type { TaskMatrix } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { COLOURS, LIGHT_COLOURS } from '../../theme.js';
import { ledgerWith, ViewPage } from './ViewPage.js';

type Cell = TaskMatrix['sums'][number];

const LIGHT_ORDER = Object.keys(LIGHTS) as Light[];
const STATE_ORDER = Object.keys(PROCESSES.task.states) as TaskState[];

/** Lead unit × state × light in counts; each figure leads to its tasks. */
export default function MatrixPage() {
  const t = useText();
  return (
    <ViewPage title={t('views.matrix')} fetch={client.taskMatrix} isEmpty={matrix => matrix.total === 0}>
      {(matrix, filter) => <Matrix matrix={matrix} filter={filter} />}
    </ViewPage>
  );
}

function Matrix({ matrix, filter }: { matrix: TaskMatrix; filter: Record<string, unknown> }) {
  const t = useText();
  const states = STATE_ORDER.filter(state => matrix.sums.some(cell => cell.state === state));
  const rowOf = (key: string | number, name: string, total: number, cells: Cell[], narrowed: Record<string, unknown> | null) => (
    <tr key={key}>
      <th scope="row">{name}</th>
      <td>{narrowed ? <Figure to={ledgerWith({ ...filter, ...narrowed })} count={total} /> : total}</td>
      {states.map(state => (
        <td key={state}>
          <Counts cells={cells.filter(cell => cell.state === state)} filter={narrowed && { ...filter, ...narrowed, state }} />
        </td>
      ))}
    </tr>
  );
  return (
    <>
      <Box sx={{ fontSize: 12, color: 'text.secondary', mb: 0.5 }}>
        {t('views.matrixPage.note')}
        {matrix.units > matrix.rows.length && `　${t('views.matrixPage.cut', { units: matrix.units })}`}
      </Box>
      <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
        <Box component="table" sx={table}>
          <thead>
            <tr>
              <th scope="col">{t('views.matrixPage.unit')}</th>
              <th scope="col">{t('views.matrixPage.total')}</th>
              {states.map(state => (
                <th key={state} scope="col">
                  {PROCESSES.task.states[state]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rowOf('sum', t('views.matrixPage.total'), matrix.total, matrix.sums, {})}
            {matrix.rows.map(({ unitId, unitName, total, cells }) =>
              rowOf(
                unitId ?? 'none',
                unitName ?? t('views.matrixPage.nobody'),
                total,
                cells,
                unitId === null ? null : { leadUnitId: unitId },
              ),
            )}
          </tbody>
        </Box>
      </Paper>
    </>
  );
}

/** The count of a state, and below it how many show each light where there is more to say than the one. */
function Counts({ cells, filter }: { cells: Cell[]; filter: Record<string, unknown> | null }) {
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const lit = LIGHT_ORDER.flatMap(light => cells.filter(cell => cell.light === light));
  return (
    <>
      {filter ? <Figure to={ledgerWith(filter)} count={total} /> : total}
      <Box sx={{ display: 'flex', gap: 0.75, justifyContent: 'center', fontSize: 12, flexWrap: 'wrap' }}>
        {lit.map(({ light, count }) => (
          <Box
            key={light}
            title={LIGHTS[light].label}
            sx={{ color: LIGHT_COLOURS[light].ink, textDecoration: 'none', whiteSpace: 'nowrap' }}
            {...(filter ? { component: Link, to: ledgerWith({ ...filter, light }) } : {})}
          >
            {LIGHTS[light].shape}
            {count}
          </Box>
        ))}
      </Box>
    </>
  );
}

function Figure({ to, count }: { to: string; count: number }) {
  return (
    <Box
      component={Link}
      to={to}
      sx={{ fontWeight: 600, color: 'text.primary', textDecoration: 'none', '&:hover': { color: 'primary.main' } }}
    >
      {count}
    </Box>
  );
}

const table = {
  borderCollapse: 'collapse',
  width: '100%',
  fontSize: 13,
  '& th, & td': { border: 1, borderColor: 'divider', px: 1, py: 0.5, textAlign: 'center' },
  '& thead th': { bgcolor: COLOURS.band, whiteSpace: 'nowrap' },
  '& th:first-of-type': { textAlign: 'left', fontWeight: 500, minWidth: 180 },
  '& tbody tr:first-of-type': { bgcolor: COLOURS.band },
} as const;
