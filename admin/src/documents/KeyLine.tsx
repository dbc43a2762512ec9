import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { DeskStep } from '../api/types.js';
import { type TextKey, useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';
import { KINDS } from './kinds.js';
import type { Desk } from './useDesk.js';

/** What the help line shows, in this order. */
const KEY_HELP: { keys: string; label: TextKey }[] = [
  { keys: '↑↓ JK', label: 'documents.key.move' },
  { keys: 'A', label: 'documents.key.accept' },
  { keys: 'D', label: 'documents.key.discard' },
  { keys: 'Z', label: 'documents.key.pending' },
  { keys: 'G', label: 'documents.key.acceptPlain' },
  { keys: 'E', label: 'documents.key.edit' },
  { keys: '1–4', label: 'documents.key.kind' },
  { keys: 'S', label: 'documents.key.split' },
  { keys: 'L', label: 'documents.key.takeApart' },
  { keys: 'M', label: 'documents.key.merge' },
  { keys: 'N', label: 'documents.key.names' },
  { keys: 'X Shift+↓', label: 'documents.key.select' },
  { keys: 'Ctrl+A', label: 'documents.key.selectShown' },
  { keys: 'Shift+A', label: 'documents.key.acceptShown' },
];

/** Why a key did nothing. */
export type Hint = 'noList' | 'noNext' | 'noStep';

/** The keys of the desk, why the last one did nothing, what was done last with the way back, and what others have done. `desk` is null where nothing may be changed. */
export function KeyLine({ desk, mayChange, hint, onUndo }: { desk: Desk; mayChange: boolean; hint: Hint | null; onUndo: () => void }) {
  const t = useText();
  const says = useStepText();
  const help = mayChange ? KEY_HELP : KEY_HELP.slice(0, 1);
  const { undoable, others } = desk;
  return (
    <Box className="no-print" sx={line}>
      <Box sx={{ overflow: 'hidden', display: 'flex', gap: 1, minWidth: 0 }}>
        {!mayChange && <span>{t('documents.readOnly')}</span>}
        {help.map(({ keys, label }) => (
          <span key={keys}>
            <kbd>{keys}</kbd> {t(label)}
          </span>
        ))}
      </Box>
      <Box sx={{ ml: 'auto', flex: 'none', display: 'flex', alignItems: 'center', gap: 1 }} aria-live="polite">
        {hint && <Box sx={{ color: COLOURS.accent }}>{t(`documents.hint.${hint}`)}</Box>}
        {others.map(step => (
          <Box key={step.id} sx={{ color: COLOURS.accent }}>
            {t('documents.byOther', { name: step.actorName, what: says(step) })}
          </Box>
        ))}
        {others.length > 0 && (
          <Button color="inherit" onClick={desk.clearOthers} sx={{ py: 0, minWidth: 0 }}>
            {t('documents.seen')}
          </Button>
        )}
        {mayChange && undoable && (
          <Button onClick={onUndo} sx={{ py: 0 }}>
            <kbd>U</kbd>&nbsp;{t('documents.undo', { what: says(undoable) })}
          </Button>
        )}
      </Box>
    </Box>
  );
}

/** What a step did, in a few words: 采纳 12 条, 合并, “市计财处”对应到市财政局. */
function useStepText() {
  const t = useText();
  return ({ act, actLabel, count, detail }: DeskStep): string => {
    const { decision, kind, name, unitName } = detail;
    if (act === 'name')
      return unitName ? t('documents.step.named', { name: name ?? '', unit: unitName }) : t('documents.step.text', { name: name ?? '' });
    const what = decision
      ? t(`documents.act.${decision}` as TextKey)
      : kind
        ? t('documents.step.kind', { kind: t(KINDS[kind].label) })
        : actLabel;
    return count > 1 && (decision || kind) ? t('documents.step.many', { what, count }) : what;
  };
}

const line = {
  display: 'flex',
  gap: 1.5,
  alignItems: 'center',
  mt: 0.5,
  minHeight: 26,
  fontSize: 12,
  color: 'text.secondary',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  '& kbd': {
    fontFamily: 'inherit',
    border: `1px solid ${COLOURS.line}`,
    borderBottomWidth: 2,
    borderRadius: '3px',
    px: '4px',
    bgcolor: '#fff',
    color: COLOURS.ink,
  },
} as const;
