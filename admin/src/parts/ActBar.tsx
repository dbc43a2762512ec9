import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import { type ActDefinition, actOf, actOrder, type ProcessName, type Tone } from '../api/rules.js';
import type { Acting, TaskDetail } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ActDialog } from './ActDialog.js';

interface Props {
  process: ProcessName;
  record: Acting;
  /** What the dialog names as the thing acted on, e.g. the task's title. */
  about?: string;
  /** Shows these acts only. */
  only?: readonly string[];
  /** With the fresh detail of the record's task, after caches were refreshed. */
  onDone?: (detail: TaskDetail, act: string) => void;
  /** Fetches the record anew after somebody else was faster; without it every task query is fetched again. */
  onReload?: () => void;
}

/**
 * The acts of a record as the server permits them: open ones as buttons in the order and tone of the process table,
 * blocked ones greyed but reachable, with every reason on hover and on keyboard focus.
 */
export function ActBar({ process, record, about, only, onDone, onReload }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const blocked = new Map((record.blockedActs ?? []).map(({ act, reasons }) => [act, reasons]));
  const shown = actOrder(process).filter(act => (!only || only.includes(act)) && (record.permittedActs.includes(act) || blocked.has(act)));
  if (shown.length === 0 && !chosen) return null;
  const { first, rest } = folded(process, shown, blocked);
  return (
    <Box className="no-print" sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }} onClick={stop}>
      {first.map(act => (
        <ActButton key={act} definition={actOf(process, act)!} reasons={blocked.get(act)} onClick={() => setChosen(act)} />
      ))}
      {rest.length > 0 && <MoreActs process={process} acts={rest} blocked={blocked} onChoose={setChosen} />}
      {chosen && (
        <ActDialog
          process={process}
          act={chosen}
          record={record}
          about={about}
          onClose={() => setChosen(null)}
          onDone={detail => onDone?.(detail, chosen)}
          onReload={onReload}
        />
      )}
    </Box>
  );
}

/** So many acts stand side by side; where there are more, those that the state does not wait for are folded into a menu. */
const SIDE_BY_SIDE = 4;

function folded(process: ProcessName, acts: string[], blocked: Map<string, string[]>) {
  if (acts.length <= SIDE_BY_SIDE) return { first: acts, rest: [] };
  const rank = (act: string) => (actOf(process, act)!.tone === 'primary' ? 0 : 1) + (blocked.has(act) ? 2 : 0);
  const first = [...acts].sort((a, b) => rank(a) - rank(b)).slice(0, SIDE_BY_SIDE - 1);
  return { first: acts.filter(act => first.includes(act)), rest: acts.filter(act => !first.includes(act)) };
}

interface MoreProps {
  process: ProcessName;
  acts: string[];
  blocked: Map<string, string[]>;
  onChoose: (act: string) => void;
}

/** The less usual acts, in a menu; a blocked one tells its reasons below its name. */
function MoreActs({ process, acts, blocked, onChoose }: MoreProps) {
  const t = useText();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choose = (act: string) => {
    setAnchor(null);
    onChoose(act);
  };
  return (
    <>
      <Button variant="outlined" color="inherit" aria-haspopup="menu" onClick={event => setAnchor(event.currentTarget)}>
        {t('app.acts.more')}
      </Button>
      <Menu anchorEl={anchor} open={Boolean(anchor)} onClose={() => setAnchor(null)}>
        {acts.map(act => {
          const reasons = blocked.get(act);
          return (
            <MenuItem key={act} aria-disabled={Boolean(reasons)} onClick={() => !reasons && choose(act)} sx={{ maxWidth: 420 }}>
              <ListItemText
                primary={actOf(process, act)!.label}
                secondary={reasons?.join(' ')}
                slotProps={{ primary: { sx: { opacity: reasons ? 0.55 : 1 } }, secondary: { sx: { whiteSpace: 'normal', fontSize: 12 } } }}
              />
            </MenuItem>
          );
        })}
      </Menu>
    </>
  );
}

/** A button or dialog inside a clickable table row must not open the row. */
const stop = (event: { stopPropagation: () => void }) => event.stopPropagation();

const LOOK: Record<Tone, { variant: 'contained' | 'outlined'; color: 'primary' | 'error' }> = {
  primary: { variant: 'contained', color: 'primary' },
  plain: { variant: 'outlined', color: 'primary' },
  danger: { variant: 'outlined', color: 'error' },
};

/** One act as a button in the tone of the process table; with `reasons` it is greyed and tells them. `hint` is the key that does the same. */
export function ActButton({
  definition,
  reasons,
  hint,
  onClick,
}: {
  definition: ActDefinition;
  reasons?: string[];
  hint?: string;
  onClick: () => void;
}) {
  const t = useText();
  const label = (
    <>
      {definition.label}
      {hint && <Key>{hint}</Key>}
    </>
  );
  if (!reasons)
    return (
      <Button {...LOOK[definition.tone]} onClick={onClick} aria-keyshortcuts={hint}>
        {label}
      </Button>
    );
  return (
    <Tooltip describeChild title={[t('app.acts.blocked', { act: definition.label }), ...reasons].join('\n')}>
      <Button variant="outlined" color="inherit" aria-disabled="true" sx={{ opacity: 0.55, cursor: 'help' }}>
        {label}
      </Button>
    </Tooltip>
  );
}

/** A key of the keyboard. */
export function Key({ children }: { children: string }) {
  return (
    <Box
      component="kbd"
      sx={{
        font: 'inherit',
        fontSize: 11,
        lineHeight: '16px',
        px: '4px',
        ml: 0.5,
        border: '1px solid currentColor',
        borderRadius: '3px',
        opacity: 0.75,
      }}
    >
      {children}
    </Box>
  );
}
