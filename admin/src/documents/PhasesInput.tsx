import Delete from '@mui/icons-material/Clear';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { PHASE_KINDS, type PhaseKind } from '../api/rules.js';
import type { PlanConfirmation } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { DateField } from '../parts/index.js';

type Phase = PlanConfirmation['phases'][number];

interface Props {
  value: Phase[];
  onChange: (phases: Phase[]) => void;
  /** The server's errors by field, as `phases.0.name`. */
  errors: Record<string, string>;
  endYear: number;
}

/** The phases of a plan, one a year: 2024 重点攻坚, 2025 加快建设, 2026 扫尾收官. */
export function PhasesInput({ value, onChange, errors, endYear }: Props) {
  const t = useText();
  const set = (index: number, change: Partial<Phase>) =>
    onChange(value.map((phase, at) => (at === index ? { ...phase, ...change } : phase)));
  const add = () => {
    const year = (value.at(-1)?.year ?? endYear - 1) + 1;
    onChange([...value, { year, kind: 'other', name: '', dueDate: `${year}-12-31` }]);
  };
  return (
    <Box
      component="fieldset"
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1, m: 0, p: 1.5, pt: 0.5, display: 'grid', gap: 1.25 }}
    >
      <Box component="legend" sx={{ fontSize: 12, color: 'text.secondary', px: 0.5 }}>
        {t('documents.confirm.phases')}
      </Box>
      {value.length === 0 && <Box sx={{ fontSize: 13, color: 'text.secondary' }}>{t('documents.confirm.noPhases')}</Box>}
      {value.map((phase, index) => {
        const error = (field: keyof Phase) => errors[`phases.${index}.${field}`];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a phase has no other identity until it is kept
          <Box key={index} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
            <TextField
              type="number"
              label={t('documents.confirm.phaseYear')}
              value={phase.year || ''}
              onChange={event => set(index, yearChange(phase, Number(event.target.value)))}
              error={Boolean(error('year'))}
              helperText={error('year')}
              sx={{ width: 96, flex: 'none' }}
            />
            <TextField
              select
              label={t('documents.confirm.phaseKind')}
              value={phase.kind}
              onChange={event => set(index, { kind: event.target.value as PhaseKind })}
              sx={{ width: 124, flex: 'none' }}
            >
              {Object.entries(PHASE_KINDS).map(([kind, label]) => (
                <MenuItem key={kind} value={kind}>
                  {label}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              label={t('documents.confirm.phaseName')}
              value={phase.name}
              onChange={event => set(index, { name: event.target.value })}
              error={Boolean(error('name'))}
              helperText={error('name')}
            />
            <Box sx={{ width: 190, flex: 'none' }}>
              <DateField
                label={t('documents.confirm.phaseDue')}
                value={phase.dueDate || null}
                onChange={date => set(index, { dueDate: date ?? '' })}
                error={error('dueDate')}
                required
              />
            </Box>
            <IconButton
              aria-label={t('documents.confirm.removePhase', { year: phase.year })}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <Delete fontSize="small" />
            </IconButton>
          </Box>
        );
      })}
      <Button variant="outlined" onClick={add} sx={{ justifySelf: 'start' }}>
        {t('documents.confirm.addPhase')}
      </Button>
    </Box>
  );
}

/** A due date at the end of its year goes along when the year changes. */
function yearChange(phase: Phase, year: number): Partial<Phase> {
  return phase.dueDate === `${phase.year}-12-31` ? { year, dueDate: `${year}-12-31` } : { year };
}
