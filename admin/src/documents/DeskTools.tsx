import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Decision, IntakeRecord } from '../api/types.js';
import { type TextKey, useText } from '../i18n/index.js';
import { DECISION_NAMES, DECISIONS, KIND_NAMES, KINDS } from './kinds.js';
import { DOUBTS, isDecided, type RecordFilter } from './records.js';

interface Props {
  records: IntakeRecord[];
  shown: IntakeRecord[];
  filter: RecordFilter;
  onFilter: (filter: RecordFilter) => void;
  selected: ReadonlySet<number>;
  onClear: () => void;
  /** Absent where nothing may be decided. */
  onDecide?: (decision: Decision) => void;
  onAcceptShown?: () => void;
  outlineOpen: boolean;
  onOutline: () => void;
}

/** The row above the panes: what is shown, and what is done with many at once. */
export function DeskTools({ records, shown, filter, onFilter, selected, onClear, onDecide, onAcceptShown, outlineOpen, onOutline }: Props) {
  const t = useText();
  const units = records.filter(({ kind }) => kind !== 'heading');
  const rows = shown.filter(({ kind }) => kind !== 'heading');
  const open = rows.filter(record => !isDecided(record)).length;
  const count = (of: (record: IntakeRecord) => boolean) => records.filter(of).length;
  return (
    <Box className="no-print" sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.75 }}>
      <Button variant={outlineOpen ? 'contained' : 'outlined'} color="secondary" aria-pressed={outlineOpen} onClick={onOutline}>
        {t('documents.outline')}
      </Button>
      <TextField
        value={filter.q ?? ''}
        onChange={event => onFilter({ ...filter, q: event.target.value || undefined })}
        placeholder={t('documents.search')}
        sx={{ width: 150 }}
        slotProps={{ htmlInput: { type: 'search', 'aria-label': t('documents.search') } }}
      />
      <Choice
        label={t('documents.kindLabel')}
        value={filter.kind}
        choices={KIND_NAMES.map(kind => ({ id: kind, name: `${t(KINDS[kind].label)} ${count(record => record.kind === kind)}` }))}
        onChange={kind => onFilter({ ...filter, kind })}
      />
      <Choice
        label={t('documents.decisionLabel')}
        value={filter.decision}
        choices={DECISION_NAMES.map(decision => ({
          id: decision,
          name: `${t(DECISIONS[decision].label)} ${units.filter(record => record.decision === decision).length}`,
        }))}
        onChange={decision => onFilter({ ...filter, decision })}
      />
      <Choice
        label={t('documents.doubtLabel')}
        value={filter.doubt}
        choices={(Object.keys(DOUBTS) as (keyof typeof DOUBTS)[]).map(doubt => ({
          id: doubt,
          name: `${t(`documents.doubt.${doubt}` as TextKey)} ${count(DOUBTS[doubt])}`,
        }))}
        onChange={doubt => onFilter({ ...filter, doubt })}
      />
      <Box sx={{ ml: 'auto', fontSize: 13, color: 'text.secondary', whiteSpace: 'nowrap' }}>
        {selected.size > 0 ? t('documents.selected', { count: selected.size }) : t('documents.shown', { count: rows.length })}
      </Box>
      {onDecide && selected.size > 0 && (
        <>
          {DECISION_NAMES.toReversed().map(decision => (
            <Button
              key={decision}
              variant="outlined"
              color={decision === 'discarded' ? 'error' : 'primary'}
              onClick={() => onDecide(decision)}
            >
              {t(`documents.act.${decision}` as TextKey)}
            </Button>
          ))}
          <Button color="inherit" onClick={onClear}>
            {t('documents.clearSelection')}
          </Button>
        </>
      )}
      {onAcceptShown && selected.size === 0 && (
        <Button variant="outlined" disabled={open === 0} onClick={onAcceptShown}>
          {t('documents.acceptShown', { count: open })}
        </Button>
      )}
    </Box>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T | undefined;
  choices: { id: T; name: string }[];
  onChange: (value: T | undefined) => void;
}

/** After choosing, the keys belong to the desk again and not to the filter. */
const KEYS_BACK = { disableRestoreFocus: true };

function Choice<T extends string>({ label, value, choices, onChange }: ChoiceProps<T>) {
  const t = useText();
  return (
    <TextField
      select
      label={label}
      value={value ?? ''}
      onChange={event => onChange((event.target.value || undefined) as T | undefined)}
      sx={{ width: 118 }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true, MenuProps: KEYS_BACK } }}
    >
      <MenuItem value="">{t('app.table.choose')}</MenuItem>
      {choices.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
