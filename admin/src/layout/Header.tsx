import HelpOutline from '@mui/icons-material/HelpOutlineOutlined';
import MailOutline from '@mui/icons-material/MailOutlined';
import AppBar from '@mui/material/AppBar';
import Badge from '@mui/material/Badge';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Toolbar from '@mui/material/Toolbar';
import Tooltip from '@mui/material/Tooltip';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { LoadingIndicator, SidebarToggleButton } from 'react-admin';
import { Link } from 'react-router-dom';
import { client } from '../api/client.js';
import { useMay, useSession } from '../api/session.js';
import { useText } from '../i18n/index.js';
import { COLOURS, HEADER_HEIGHT } from '../theme.js';
import { AccountMenu } from './AccountMenu.js';

const Help = lazy(() => import('./Help.js'));

/** The bar on top: the product, then what is new, help, and who sits here (unit and post). */
export function Header() {
  const t = useText();
  const [help, setHelp] = useState(false);
  return (
    <AppBar position="fixed" color="secondary" sx={{ height: HEADER_HEIGHT }}>
      <Toolbar disableGutters sx={{ minHeight: `${HEADER_HEIGHT}px !important`, px: 1, gap: 0.5 }}>
        <SidebarToggleButton />
        <Box component={Link} to="/" sx={{ color: '#fff', textDecoration: 'none', display: 'flex', alignItems: 'baseline', gap: 1.25 }}>
          <Box component="span" sx={{ fontSize: 18, fontWeight: 600, letterSpacing: '0.2em' }}>
            {t('app.name')}
          </Box>
          <Box component="span" sx={{ fontSize: 12, opacity: 0.8 }}>
            {t('app.tagline')}
          </Box>
        </Box>
        <Box sx={{ ml: 'auto' }} />
        <Box sx={secrecy}>{t('app.secrecy')}</Box>
        <LoadingIndicator />
        <Unread />
        <Tooltip title={t('app.menu.help')}>
          <IconButton color="inherit" aria-label={t('app.menu.help')} onClick={() => setHelp(true)}>
            <HelpOutline />
          </IconButton>
        </Tooltip>
        <AccountMenu />
      </Toolbar>
      {help && (
        <Suspense>
          <Help onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </AppBar>
  );
}

/** How many messages wait, asked once a minute. */
function Unread() {
  const t = useText();
  const { unread, account } = useSession();
  // Before the first password is changed the server answers nothing else.
  const reads = useMay('message.read') && !account.mustChangePassword;
  const { data } = useQuery({
    queryKey: ['messages', 'unread'],
    queryFn: client.unread,
    enabled: reads,
    refetchInterval: 60_000,
    placeholderData: { unread },
  });
  if (!reads) return null;
  const count = data?.unread ?? 0;
  const label = count > 0 ? t('app.menu.unread', { smart_count: count }) : t('app.menu.noUnread');
  return (
    <Tooltip title={label}>
      <IconButton component={Link} to="/messages" color="inherit" aria-label={label}>
        <Badge badgeContent={count} color="error" max={99}>
          <MailOutline />
        </Badge>
      </IconButton>
    </Tooltip>
  );
}

const secrecy = {
  fontSize: 12,
  border: '1px solid rgba(255,255,255,.5)',
  borderRadius: '3px',
  px: 1,
  lineHeight: '20px',
  mr: 1,
  color: '#fff',
  bgcolor: COLOURS.accentDark,
  display: { xs: 'none', md: 'block' },
} as const;
