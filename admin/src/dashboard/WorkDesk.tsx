import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useQuery } from '@tanstack/react-query';
import { Loading } from 'react-admin';
import { Link } from 'react-router-dom';
import { client } from '../api/client.js';
import { LIGHTS, type Light } from '../api/rules.js';
import { useSession } from '../api/session.js';
import type { Dashboard as Data } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, formatDate, LightMark, PageHead, Panel, ProblemNote } from '../parts/index.js';
import { COLOURS } from '../theme.js';
import { PhaseChart } from './PhaseChart.js';
import { PlanBars } from './PlanBars.js';
import { TaskLines } from './TaskLines.js';
import { UnitChart } from './UnitChart.js';

const LIGHT_NAMES = Object.keys(LIGHTS) as Light[];
const ledgerOf = (filter: object) => `/tasks?filter=${encodeURIComponent(JSON.stringify(filter))}`;

/** The dashboard of everybody who has business here: what waits for me, what is late, what comes due, how the plans stand. */
export default function WorkDesk() {
  const t = useText();
  const { account, posts, today } = useSession();
  const { data, error, refetch } = useQuery({ queryKey: ['dashboard'], queryFn: client.dashboard });
  const post = posts[0];
  const note = [account.name, post && `${post.unitName} · ${post.name}`, t('dashboard.today', { date: formatDate(today) })]
    .filter(Boolean)
    .join('，');
  return (
    <>
      <PageHead title={t('dashboard.title')} note={note} />
      {error ? <ProblemNote problem={error} onRetry={() => refetch()} /> : data ? <Desk data={data} /> : <Loading />}
    </>
  );
}

function Desk({ data }: { data: Data }) {
  const t = useText();
  const total = LIGHT_NAMES.reduce((sum, light) => sum + data.byLight[light], 0);
  return (
    <>
      <Waiting waiting={data.waiting} />
      {total === 0 ? (
        <Panel>
          <EmptyState title={t('dashboard.empty')}>{t('dashboard.emptyNext')}</EmptyState>
        </Panel>
      ) : (
        <>
          <Lights counts={data.byLight} />
          <Box sx={columns}>
            <TaskLines title={t('dashboard.late')} tasks={data.late} none={t('dashboard.noneLate')} more={ledgerOf({ light: 'overdue' })} />
            <TaskLines
              title={t('dashboard.dueSoon')}
              tasks={data.dueSoon}
              none={t('dashboard.noneDueSoon')}
              more={ledgerOf({ light: ['due_soon', 'critical'] })}
            />
            <PhaseChart rows={data.byPhase} />
            <UnitChart rows={data.byUnit} />
          </Box>
          <PlanBars plans={data.plans} />
        </>
      )}
    </>
  );
}

function Waiting({ waiting }: { waiting: Data['waiting'] }) {
  const t = useText();
  const open = waiting.filter(item => item.count > 0);
  return (
    <Panel title={t('dashboard.waiting')}>
      {open.length === 0 ? (
        <Box sx={{ color: 'text.secondary' }}>{t('dashboard.nothingWaits')}</Box>
      ) : (
        <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
          {open.map(item => (
            <ButtonBase key={item.key} component={Link} to={item.to} sx={tile}>
              <Box component="span" sx={{ fontSize: 26, fontWeight: 600, lineHeight: 1.2, color: COLOURS.accent }}>
                {item.count}
              </Box>
              <Box component="span" sx={{ fontSize: 13 }}>
                {item.label}
              </Box>
            </ButtonBase>
          ))}
        </Box>
      )}
    </Panel>
  );
}

function Lights({ counts }: { counts: Data['byLight'] }) {
  const t = useText();
  return (
    <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mb: 1.5, px: 0.5, flexWrap: 'wrap' }}>
      <Box component="span" sx={{ fontWeight: 600 }}>
        {t('dashboard.lights')}
      </Box>
      {LIGHT_NAMES.map(light => (
        <Link key={light} to={ledgerOf({ light })} style={{ textDecoration: 'none' }}>
          <LightMark light={light} count={counts[light]} />
        </Link>
      ))}
    </Box>
  );
}

const columns = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
  columnGap: 1.5,
  alignItems: 'stretch',
  '& > section': { mb: 1.5 },
} as const;

const tile = {
  flexDirection: 'column',
  alignItems: 'flex-start',
  minWidth: 132,
  px: 1.75,
  py: 1,
  border: `1px solid ${COLOURS.line}`,
  borderLeft: `3px solid ${COLOURS.accent}`,
  borderRadius: 1,
  bgcolor: COLOURS.band,
  '&:hover': { bgcolor: COLOURS.accentSoft },
} as const;
