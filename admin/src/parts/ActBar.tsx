import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
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
  return (
    <Box className="no-print" sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }} onClick={stop}>
      {shown.map(act => (
        <ActButton key={act} definition={actOf(process, act)!} reasons={blocked.get(act)} onClick={() => setChosen(act)} />
      ))}
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
