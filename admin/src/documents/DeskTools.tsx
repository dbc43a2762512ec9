import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { memo } from 'react';
import type { Decision, IntakeKind, IntakeRecord } from '../api/types.js';
import { type TextKey, useText } from '../i18n/index.js';
import { DECISION_NAMES, DECISIONS, KIND_NAMES, KINDS } from './kinds.js';
import { CONFIDENCES, confidenceOf, DOUBTS, isDecided, type RecordFilter, type Surroundings } from './records.js';

interface Props extends Surroundings {
  records: IntakeRecord[];
  shown: IntakeRecord[];
  filter: RecordFilter;
  onFilter: (change: (filter: RecordFilter) => RecordFilter) => void;
  selected: ReadonlySet<number>;
  onClear: () => void;
  /** Absent where nothing may be decided. */
  onDecide?: (decision: Decision) => void;
  onKind?: (kind: IntakeKind) => void;
  onMerge?: () => void;
  onAcceptShown?: () => void;
  outlineOpen: boolean;
  onOutline: () => void;
}

/** The row above the panes: what is shown, and what is done with many at once. */
export function DeskTools({ records, shown, filter, onFilter, alike, selected, outlineOpen, onOutline, ...on }: Props) {
  const t = useText();
  const units = records.filter(({ kind }) => kind !== 'heading');
  const rows = shown.filter(({ kind }) => kind !== 'heading');
  const open = rows.filter(record => !isDecided(record)).length;
  const count = (of: (record: IntakeRecord) => boolean) => records.filter(of).length;
  return (
    <Box className="no-print" sx={row}>
      <Button variant={outlineOpen ? 'contained' : 'outlined'} color="secondary" aria-pressed={outlineOpen} onClick={onOutline}>
        {t('documents.outline')}
      </Button>
      <TextField
        value={filter.q ?? ''}
        onChange={event => onFilter(now => ({ ...now, q: event.target.value || undefined }))}
        placeholder={t('documents.search')}
        sx={{ width: 142 }}
        slotProps={{ htmlInput: { type: 'search', 'aria-label': t('documents.search') } }}
      />
      <Choice
        label={t('documents.kindLabel')}
        value={filter.kind}
        choices={KIND_NAMES.map(kind => ({ id: kind, name: `${t(KINDS[kind].label)} ${count(record => record.kind === kind)}` }))}
        onChange={kind => onFilter(now => ({ ...now, kind }))}
      />
      <Choice
        label={t('documents.decisionLabel')}
        value={filter.decision}
        choices={DECISION_NAMES.map(decision => ({
          id: decision,
          name: `${t(DECISIONS[decision].label)} ${units.filter(record => record.decision === decision).length}`,
        }))}
        onChange={decision => onFilter(now => ({ ...now, decision }))}
      />
      <Choice
        label={t('documents.confidenceLabel')}
        value={filter.confidence}
        choices={CONFIDENCES.map(level => ({
          id: level,
          name: `${t(`documents.confidences.${level}`)} ${units.filter(record => confidenceOf(record) === level).length}`,
        }))}
        onChange={confidence => onFilter(now => ({ ...now, confidence }))}
      />
      <Choice
        label={t('documents.doubtLabel')}
        value={filter.doubt}
        choices={(Object.keys(DOUBTS) as (keyof typeof DOUBTS)[]).map(doubt => ({
          id: doubt,
          name: `${t(`documents.doubt.${doubt}` as TextKey)} ${count(record => DOUBTS[doubt](record, { alike }))}`,
        }))}
        onChange={doubt => onFilter(now => ({ ...now, doubt }))}
      />
      <Box sx={{ ml: 'auto', fontSize: 13, color: 'text.secondary', whiteSpace: 'nowrap' }}>
        {selected.size > 0 ? t('documents.selected', { count: selected.size }) : t('documents.shown', { count: rows.length })}
      </Box>
      {selected.size > 0 && <OnSelected count={selected.size} {...on} />}
      {on.onAcceptShown && selected.size === 0 && (
        <Button variant="outlined" disabled={open === 0} onClick={on.onAcceptShown}>
          {t('documents.acceptShown', { count: open })}
        </Button>
      )}
    </Box>
  );
}

/** What can be done with everything selected at once. */
function OnSelected({
  count,
  onDecide,
  onKind,
  onMerge,
  onClear,
}: Pick<Props, 'onDecide' | 'onKind' | 'onMerge' | 'onClear'> & { count: number }) {
  const t = useText();
  return (
    <>
      {onDecide &&
        DECISION_NAMES.toReversed().map(decision => (
          <Button
            key={decision}
            variant="outlined"
            color={decision === 'discarded' ? 'error' : 'primary'}
            onClick={() => onDecide(decision)}
          >
            {t(`documents.act.${decision}` as TextKey)}
          </Button>
        ))}
      {onKind && (
        <ChoiceField
          label={t('documents.key.kind')}
          none={t('documents.toKind')}
          value={undefined}
          choices={KIND_NAMES.map(kind => ({ id: kind, name: t(KINDS[kind].label) }))}
          onChange={kind => kind && onKind(kind)}
        />
      )}
      {onMerge && count > 1 && (
        <Button variant="outlined" onClick={onMerge}>
          {t('documents.key.merge')}
        </Button>
      )}
      <Button color="inherit" onClick={onClear}>
        {t('documents.clearSelection')}
      </Button>
    </>
  );
}

const row = {
  display: 'flex',
  gap: 0.75,
  alignItems: 'center',
  mb: 0.75,
  '& .MuiButton-root': { whiteSpace: 'nowrap', flex: 'none', px: 1.25, minWidth: 0 },
} as const;

interface ChoiceProps<T extends string> {
  label: string;
  /** What stands there while nothing is chosen. */
  none?: string;
  value: T | undefined;
  choices: { id: T; name: string }[];
  onChange: (value: T | undefined) => void;
}

/** After choosing, the keys belong to the desk again and not to the filter. */
const KEYS_BACK = { disableRestoreFocus: true };

/** A filter; drawn anew only when it shows something else, for it is the slowest part of the desk. */
const Choice = memo(
  ChoiceField,
  (a, b) => a.value === b.value && JSON.stringify(a.choices) === JSON.stringify(b.choices),
) as typeof ChoiceField;

function ChoiceField<T extends string>({ label, none, value, choices, onChange }: ChoiceProps<T>) {
  const t = useText();
  return (
    <TextField
      select
      label={label}
      value={value ?? ''}
      onChange={event => onChange((event.target.value || undefined) as T | undefined)}
      sx={{ width: value ? 122 : 94 }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true, MenuProps: KEYS_BACK } }}
    >
      <MenuItem value="">{none ?? t('app.table.choose')}</MenuItem>
      {choices.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
