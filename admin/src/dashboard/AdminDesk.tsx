import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { useGetList } from 'react-admin';
import { Link } from 'react-router-dom';
import type { Permission } from '../api/rules.js';
import { useSession } from '../api/session.js';
import { type TextKey, useText } from '../i18n/index.js';
import { EmptyState, PageHead } from '../parts/index.js';
import { COLOURS } from '../theme.js';

interface Thing {
  title: TextKey;
  text: TextKey;
  to: string;
  permission: Permission;
  count?: {
    resource: string;
    text: `dashboard.landing.${'count' | 'requestCount' | 'lockedCount' | 'failedCount' | 'sessionCount'}`;
    filter?: object;
  };
}

const LOCKED = { state: 'locked' };

/** What each of the three administrators looks after. */
const THINGS: Thing[] = [
  {
    title: 'units.title',
    text: 'dashboard.landing.units',
    to: '/units',
    permission: 'unit.manage',
    count: { resource: 'units', text: 'dashboard.landing.count' },
  },
  {
    title: 'dashboard.landing.requestsTitle',
    text: 'dashboard.landing.requests',
    to: '/units',
    permission: 'unit.manage',
    count: { resource: 'unit-requests', text: 'dashboard.landing.requestCount' },
  },
  {
    title: 'accounts.title',
    text: 'dashboard.landing.accounts',
    to: '/accounts',
    permission: 'account.manage',
    count: { resource: 'accounts', text: 'dashboard.landing.count' },
  },
  {
    title: 'posts.title',
    text: 'dashboard.landing.posts',
    to: '/posts',
    permission: 'account.manage',
    count: { resource: 'posts', text: 'dashboard.landing.count' },
  },
  {
    title: 'queue.title',
    text: 'dashboard.landing.queue',
    to: '/failed-jobs',
    permission: 'queue.manage',
    count: { resource: 'failed-jobs', text: 'dashboard.landing.failedCount' },
  },
  {
    title: 'dashboard.landing.lockedTitle',
    text: 'dashboard.landing.locked',
    to: `/accounts?filter=${encodeURIComponent(JSON.stringify(LOCKED))}`,
    permission: 'account.unlock',
    count: { resource: 'accounts', text: 'dashboard.landing.lockedCount', filter: LOCKED },
  },
  {
    title: 'security.sessions',
    text: 'dashboard.landing.sessions',
    to: '/sessions',
    permission: 'security.read',
    count: { resource: 'sessions', text: 'dashboard.landing.sessionCount' },
  },
  { title: 'security.table', text: 'dashboard.landing.permissions', to: '/permission-table', permission: 'security.read' },
  { title: 'audit.title', text: 'dashboard.landing.audit', to: '/audit', permission: 'audit.read' },
];

/** The first page of an administrator: no business data, only what is theirs to look after. */
export default function AdminDesk() {
  const t = useText();
  const { permissions } = useSession();
  const things = THINGS.filter(({ permission }) => permissions.includes(permission));
  return (
    <>
      <PageHead title={t('dashboard.title')} note={things.length > 0 && t('dashboard.landing.note')} />
      {things.length === 0 && <EmptyState title={t('dashboard.landing.noPost')}>{t('dashboard.landing.noPostNext')}</EmptyState>}
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))', gap: 1.5 }}>
        {things.map(thing => (
          <ThingCard key={thing.title} thing={thing} />
        ))}
      </Box>
    </>
  );
}

function ThingCard({ thing }: { thing: Thing }) {
  const t = useText();
  return (
    <ButtonBase component={Link} to={thing.to} sx={card}>
      <Box sx={{ display: 'flex', width: '100%', alignItems: 'baseline' }}>
        <Typography variant="h2">{t(thing.title)}</Typography>
        <Box sx={{ ml: 'auto', color: COLOURS.accent, fontWeight: 600 }}>{thing.count && <Count {...thing.count} />}</Box>
      </Box>
      <Typography variant="body2" color="textSecondary">
        {t(thing.text)}
      </Typography>
    </ButtonBase>
  );
}

function Count({ resource, text, filter = {} }: NonNullable<Thing['count']>) {
  const t = useText();
  const { total } = useGetList(resource, { pagination: { page: 1, perPage: 1 }, filter });
  return total === undefined ? null : t(text, { total });
}

const card = {
  flexDirection: 'column',
  alignItems: 'flex-start',
  justifyContent: 'flex-start',
  textAlign: 'left',
  gap: 0.5,
  p: 2,
  bgcolor: '#fff',
  border: `1px solid ${COLOURS.line}`,
  borderRadius: 1,
  '&:hover': { borderColor: COLOURS.accent },
} as const;
