import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useLocaleState, useLocales, useLogout } from 'react-admin';
import { Link } from 'react-router-dom';
import { useSession } from '../api/session.js';
import { useText } from '../i18n/index.js';

/** Who sits here: name, unit and post; behind it the other posts, the password, the language and the way out. */
export function AccountMenu() {
  const t = useText();
  const { account, posts } = useSession();
  const logout = useLogout();
  const locales = useLocales();
  const [locale, setLocale] = useLocaleState();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  const first = posts[0];
  return (
    <>
      <ButtonBase
        onClick={event => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        sx={{ px: 1, borderRadius: 1, textAlign: 'right', color: '#fff' }}
      >
        <Box sx={{ lineHeight: 1.3 }}>
          <Box sx={{ fontSize: 13, fontWeight: 600 }}>{account.name}</Box>
          {first && (
            <Box sx={{ fontSize: 12, opacity: 0.85, whiteSpace: 'nowrap', maxWidth: 260, overflow: 'hidden', textOverflow: 'ellipsis' }}>
              {first.unitName} · {first.name}
            </Box>
          )}
        </Box>
      </ButtonBase>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        {posts.map(post => (
          <Box component="li" key={post.postId} sx={{ px: 2, py: 0.5, fontSize: 12, color: 'text.secondary' }}>
            {post.unitName} · {post.name}（{post.roleLabel}）
          </Box>
        ))}
        <Divider />
        <MenuItem component={Link} to="/password" onClick={close}>
          {t('app.password.title')}
        </MenuItem>
        {locales
          .filter(other => other.locale !== locale)
          .map(other => (
            <MenuItem
              key={other.locale}
              lang={other.locale}
              onClick={() => {
                setLocale(other.locale);
                close();
              }}
            >
              {other.name}
            </MenuItem>
          ))}
        <Divider />
        <MenuItem onClick={() => logout({}, undefined, false)}>{t('ra.auth.logout')}</MenuItem>
      </Menu>
    </>
  );
}
