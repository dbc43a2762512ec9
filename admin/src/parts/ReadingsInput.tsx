import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useReportForm } from '../api/task.js';
import type { ActInput, ReadingInput } from '../api/types.js';
import { useText } from '../i18n/index.js';

interface Props {
  assignmentId: number;
  value: ActInput[string];
  onChange: (value: ReadingInput[]) => void;
  error?: string;
}

/** The figures of the task's own indicators: what was entered last stands beside, what is left empty is not entered. */
export function ReadingsInput({ assignmentId, value, onChange, error }: Props) {
  const t = useText();
  const { data: form } = useReportForm(assignmentId);
  const readings = Array.isArray(value) ? value : [];
  if (!form || form.indicators.length === 0) return null;
  const change = (indicatorId: number, part: Partial<ReadingInput>) => {
    const now = readings.find(reading => reading.indicatorId === indicatorId) ?? { indicatorId, value: '', source: null };
    const next = { ...now, ...part };
    const others = readings.filter(reading => reading.indicatorId !== indicatorId);
    onChange(next.value === '' && !next.source ? others : [...others, next]);
  };
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <FormLabel component="legend" sx={{ fontSize: 13, mb: 1 }}>
        {t('taskPage.indicators.enter')}
      </FormLabel>
      <Box sx={{ display: 'grid', gap: 1.25 }}>
        {form.indicators.map(({ id, name, unit, last }) => {
          const now = readings.find(reading => reading.indicatorId === id);
          return (
            <Box key={id} sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1 }}>
              <TextField
                label={name}
                value={now?.value ?? ''}
                onChange={event => change(id, { value: event.target.value })}
                helperText={last === null ? t('taskPage.indicators.noneYet') : t('taskPage.indicators.last', { value: `${last}${unit}` })}
                slotProps={{
                  htmlInput: { inputMode: 'decimal' },
                  input: { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> },
                }}
              />
              <TextField
                label={t('taskPage.indicators.source')}
                value={now?.source ?? ''}
                onChange={event => change(id, { source: event.target.value || null })}
              />
            </Box>
          );
        })}
      </Box>
      {error && <FormHelperText error>{error}</FormHelperText>}
    </Box>
  );
}
