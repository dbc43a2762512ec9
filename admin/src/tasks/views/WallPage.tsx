import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { client } from '../../api/client.js';
import { useSession } from '../../api/session.js';
import type { WallRow } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { formatDate, LightMark } from '../../parts/index.js';
import { COLOURS } from '../../theme.js';
import { oneLine } from '../columns.js';
import { axisOf, type Zoom } from './months.js';
import { ViewPage } from './ViewPage.js';
import { LANE_HEIGHT, WallHead, WallLane } from './WallLane.js';

const ROWS = 50;
const ZOOMS: Zoom[] = ['month', 'quarter', 'year'];
/** The least width of a period on the screen, in pixels. */
const TICK_WIDTH: Record<Zoom, number> = { month: 34, quarter: 44, year: 120 };
const ORDERS = { urgency: 'urgency', plan: 'plan', unit: 'leadUnitName' } as const;
type Order = keyof typeof ORDERS;

/** Tasks against time with their phases (挂图作战), to look at and to hang up: printed on A3. */
export default function WallPage() {
  const t = useText();
  const [zoom, setZoom] = useState<Zoom>('quarter');
  const [order, setOrder] = useState<Order>('urgency');
  const [first, setFirst] = useState(0);
  return (
    <ViewPage
      title={t('views.wall')}
      asked={[order, first]}
      fetch={filter => client.taskWall(filter, ORDERS[order], first, ROWS)}
      isEmpty={({ total }) => total === 0}
      actions={
        <>
          <TextField
            select
            label={t('views.wallPage.order')}
            value={order}
            onChange={event => {
              setFirst(0);
              setOrder(event.target.value as Order);
            }}
            sx={{ width: 130 }}
          >
            {(Object.keys(ORDERS) as Order[]).map(name => (
              <MenuItem key={name} value={name}>
                {t(`views.wallPage.${name}`)}
              </MenuItem>
            ))}
          </TextField>
          <ToggleButtonGroup
            value={zoom}
            exclusive
            size="small"
            aria-label={t('views.wallPage.zoom')}
            onChange={(_event, value) => value && setZoom(value)}
          >
            {ZOOMS.map(name => (
              <ToggleButton key={name} value={name} sx={{ py: 0.25 }}>
                {t(`views.wallPage.${name}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <Button variant="outlined" onClick={() => window.print()}>
            {t('views.wallPage.print')}
          </Button>
        </>
      }
    >
      {({ data, total }) => (
        <>
          {/* In the body, after the theme's own page: the later one counts. */}
          <style>{'@page { size: A3 landscape; margin: 10mm }'}</style>
          <Chart rows={data} zoom={zoom} />
          <Foot first={first} shown={data.length} total={total} onTurn={setFirst} />
        </>
      )}
    </ViewPage>
  );
}

function Chart({ rows, zoom }: { rows: WallRow[]; zoom: Zoom }) {
  const t = useText();
  const { today } = useSession();
  const days = rows.flatMap(row => [row.begin, row.deadline, row.completedOn, ...row.phases.map(phase => phase.dueDate)]);
  const axis = axisOf(
    days.filter(day => day !== null),
    zoom,
    today,
  );
  return (
    <Paper variant="outlined" sx={{ overflowX: 'auto', '@media print': { overflow: 'visible' } }}>
      <Box component="table" sx={table}>
        <thead>
          <tr>
            <th>{t('views.wallPage.task')}</th>
            <th>{t('views.wallPage.unitHead')}</th>
            <Box component="th" sx={{ minWidth: axis.ticks.length * TICK_WIDTH[zoom], '@media print': { minWidth: 0 } }}>
              <WallHead axis={axis} today={today} todayLabel={t('views.wallPage.today')} />
            </Box>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              <td>
                <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center' }}>
                  <LightMark light={row.light} />
                  <Box
                    component={Link}
                    to={`/tasks/${row.id}/show`}
                    title={row.title}
                    sx={{ ...oneLine, color: 'text.primary', textDecoration: 'none' }}
                  >
                    {row.title}
                  </Box>
                </Box>
              </td>
              <td>
                <Box sx={oneLine} title={row.leadUnitName ?? undefined}>
                  {row.leadUnitName}
                </Box>
              </td>
              <td>
                <WallLane row={row} axis={axis} today={today} words={wordsOf(row)} />
              </td>
            </tr>
          ))}
        </tbody>
      </Box>
    </Paper>
  );

  function wordsOf({ title, begin, deadline, percent, stateLabel }: WallRow): string {
    const until = deadline ? formatDate(deadline) : t('views.wallPage.undated');
    return `${title} · ${stateLabel} · ${begin ? formatDate(begin) : ''}—${until}${percent === null ? '' : ` · ${percent}%`}`;
  }
}

function Foot({ first, shown, total, onTurn }: { first: number; shown: number; total: number; onTurn: (first: number) => void }) {
  const t = useText();
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.75, fontSize: 12, color: 'text.secondary' }}>
      <Box sx={{ mr: 'auto' }}>{t('views.wallPage.legend')}</Box>
      {t('views.wallPage.rows', { from: first + 1, to: first + shown, total })}
      {total > ROWS && (
        <Box className="no-print">
          <Button disabled={first === 0} onClick={() => onTurn(Math.max(0, first - ROWS))}>
            {t('views.wallPage.before')}
          </Button>
          <Button disabled={first + shown >= total} onClick={() => onTurn(first + ROWS)}>
            {t('views.wallPage.after')}
          </Button>
        </Box>
      )}
    </Box>
  );
}

const table = {
  width: '100%',
  borderCollapse: 'collapse',
  tableLayout: 'auto',
  fontSize: 12,
  '& th, & td': { borderBottom: 1, borderColor: 'divider', py: 0, px: 1, textAlign: 'left', bgcolor: 'background.paper' },
  '& td:nth-of-type(3), & th:nth-of-type(3)': { px: 0, width: '100%', height: LANE_HEIGHT },
  '& td:first-of-type, & th:first-of-type': { position: 'sticky', left: 0, zIndex: 2, maxWidth: 270, minWidth: 270 },
  '& td:nth-of-type(2), & th:nth-of-type(2)': { maxWidth: 184, minWidth: 184, borderRight: 1, borderColor: 'divider' },
  '& thead th': { bgcolor: COLOURS.band },
  '@media print': { '& thead': { display: 'table-header-group' }, '& td:first-of-type, & th:first-of-type': { position: 'static' } },
} as const;
