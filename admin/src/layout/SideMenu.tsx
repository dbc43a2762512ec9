import Box from '@mui/material/Box';
import { Menu, useSidebarState } from 'react-admin';
import { useSession } from '../api/session.js';
import { useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';
import { MENU } from './menu.js';

/** The sidebar: groups of what this person may do. */
export function SideMenu() {
  const t = useText();
  const { permissions } = useSession();
  const [open] = useSidebarState();
  const groups = MENU.map(group => ({
    ...group,
    entries: group.entries.filter(({ permission }) => !permission || permissions.includes(permission)),
  })).filter(group => group.entries.length > 0);
  return (
    <Menu dense aria-label={t('app.menu.navigation')} sx={menu}>
      {groups.flatMap(group => [
        group.label && (
          <Box key={group.label} component="li" role="presentation" sx={{ ...heading, visibility: open ? 'visible' : 'hidden' }}>
            {t(group.label)}
          </Box>
        ),
        ...group.entries.map(({ to, label, icon: Icon }) => (
          <Menu.Item key={to} to={to} primaryText={t(label)} leftIcon={<Icon />} dense />
        )),
      ])}
    </Menu>
  );
}

const heading = { px: 2, pt: 1.25, pb: 0.25, fontSize: 12, color: 'text.secondary', listStyle: 'none', whiteSpace: 'nowrap' } as const;

const menu = {
  mt: 1,
  '& .MuiMenuItem-root': { fontSize: 14, py: '5px', color: COLOURS.ink, borderLeft: '3px solid transparent' },
  '& .MuiListItemIcon-root': { minWidth: 30, color: COLOURS.inkSoft },
  '& .MuiSvgIcon-root': { fontSize: 19 },
  '& .RaMenuItemLink-active': {
    bgcolor: '#fff',
    color: `${COLOURS.accentDark} !important`,
    fontWeight: 600,
    borderLeftColor: COLOURS.accent,
    '& .MuiListItemIcon-root': { color: COLOURS.accent },
  },
};
