import Box from '@mui/material/Box';
import { actOf } from '../api/rules.js';
import { useText } from '../i18n/index.js';
import { Key } from '../parts/ActBar.js';

/** The keys of the desk, always in sight. */
export function KeyHelp() {
  const t = useText();
  const lines: [string[], string][] = [
    [['A'], t('review.keys.yes')],
    [['R'], t('review.keys.no')],
    [['U'], actOf('task', 'urge')!.label],
    [['E'], actOf('task', 'escalate')!.label],
    [['J', 'K', '↑', '↓'], t('review.keys.move')],
    [[t('review.keys.space')], t('review.keys.evidence')],
  ];
  return (
    <Box component="dl" aria-label={t('review.keys.help')} sx={{ display: 'flex', gap: 1.5, m: 0, fontSize: 12, color: 'text.secondary' }}>
      {lines.map(([keys, what]) => (
        <Box key={what} sx={{ display: 'flex', gap: 0.5, alignItems: 'center', whiteSpace: 'nowrap' }}>
          <Box component="dt">
            {keys.map(key => (
              <Key key={key}>{key}</Key>
            ))}
          </Box>
          <Box component="dd" sx={{ m: 0 }}>
            {what}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
