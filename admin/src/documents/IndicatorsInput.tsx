import Delete from '@mui/icons-material/Clear';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Indicator } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { OPS } from './words.js';

interface Props {
  value: Indicator[];
  onChange: (indicators: Indicator[]) => void;
  /** The server's errors by field, as `indicators.0.value`. */
  errors: Record<string, string>;
}

/** The figures of a record, one row each. */
export function IndicatorsInput({ value, onChange, errors }: Props) {
  const t = useText();
  const set = (index: number, change: Partial<Indicator>) =>
    onChange(value.map((indicator, at) => (at === index ? { ...indicator, ...change } : indicator)));
  return (
    <Box>
      {value.map((indicator, index) => {
        const error = (field: string) => errors[`indicators.${index}.${field}`];
        const figure = (field: 'value' | 'value2') => (
          <Figure
            label={t(`documents.indicator.${field}`)}
            value={indicator[field] ?? null}
            wrong={Boolean(error(field))}
            onChange={number => set(index, { [field]: number })}
          />
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity of an indicator
          <Box key={index} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mb: 1, alignItems: 'flex-start' }}>
            <TextField
              label={t('documents.indicator.name')}
              value={indicator.name ?? ''}
              onChange={event => set(index, { name: event.target.value })}
              error={Boolean(error('name'))}
              multiline
              onKeyDown={event => event.key === 'Enter' && event.preventDefault()}
              sx={{ flex: 1, minWidth: 120 }}
            />
            <TextField
              select
              label={t('documents.indicator.op')}
              value={indicator.op ?? '='}
              onChange={event =>
                set(index, {
                  op: event.target.value as Indicator['op'],
                  ...(event.target.value === 'between' ? {} : { value2: undefined }),
                })
              }
              sx={{ width: 84, flex: 'none' }}
            >
              {Object.entries(OPS).map(([op, sign]) => (
                <MenuItem key={op} value={op}>
                  {sign}
                </MenuItem>
              ))}
            </TextField>
            {figure('value')}
            {indicator.op === 'between' && figure('value2')}
            <TextField
              label={t('documents.indicator.unit')}
              value={indicator.unit ?? ''}
              onChange={event => set(index, { unit: event.target.value })}
              sx={{ width: 64, flex: 'none' }}
            />
            <IconButton
              size="small"
              aria-label={t('documents.indicator.remove')}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <Delete fontSize="small" />
            </IconButton>
            {['name', 'op', 'value', 'value2', 'unit'].map(
              field =>
                error(field) && (
                  <Box key={field} role="alert" sx={{ width: '100%', fontSize: 12, color: 'error.main' }}>
                    {error(field)}
                  </Box>
                ),
            )}
          </Box>
        );
      })}
      <Button variant="outlined" onClick={() => onChange([...value, { raw: '', name: '', op: '>=', value: null, unit: '' }])}>
        {t('documents.indicator.add')}
      </Button>
    </Box>
  );
}

/** A figure, wide enough to be seen whole: a hidden zero is a tenth; a figure that was lost in the source stays empty. */
function Figure({
  label,
  value,
  wrong,
  onChange,
}: {
  label: string;
  value: number | null;
  wrong: boolean;
  onChange: (value: number | null) => void;
}) {
  return (
    <TextField
      type="number"
      label={label}
      value={value ?? ''}
      onChange={event => onChange(event.target.value === '' ? null : Number(event.target.value))}
      error={wrong}
      sx={{ width: `calc(${Math.max(4, String(value ?? '').length)}ch + 56px)`, flex: 'none' }}
      slotProps={{ htmlInput: { step: 'any' } }}
    />
  );
}
