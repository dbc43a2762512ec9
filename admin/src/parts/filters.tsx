import Clear from '@mui/icons-material/Clear';
import Search from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';
import { useListContext } from 'react-admin';
import { useText } from '../i18n/index.js';
import { DateField } from './DateField.js';
import { UnitPicker } from './UnitPicker.js';

/** One filter of the list around it: its value and how to set it; an empty value takes the filter away. */
export function useFilter<T>(source: string): [T | undefined, (value: T | null | undefined) => void] {
  const { filterValues, setFilters } = useListContext();
  const set = (value: T | null | undefined) => {
    const { [source]: _old, ...others } = filterValues;
    const unset = value === null || value === undefined || value === '';
    setFilters(unset ? others : { ...others, [source]: value }, []);
  };
  return [filterValues[source], set];
}

/** Search in Chinese; asks half a second after the last key, and not while an input method is still composing. */
export function SearchFilter({ source = 'q', label, width = 220 }: { source?: string; label?: string; width?: number }) {
  const t = useText();
  const [value, setValue] = useFilter<string>(source);
  // What else is filtered may change while one types: it is set as it stands when the words are sent.
  const send = useRef(setValue);
  send.current = setValue;
  const [typed, setTyped] = useState(value ?? '');
  const [composing, setComposing] = useState(false);
  useEffect(() => setTyped(value ?? ''), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: waits on what is typed, not on the list's state
  useEffect(() => {
    if (composing || typed.trim() === (value ?? '')) return;
    const timer = setTimeout(() => send.current(typed.trim()), 500);
    return () => clearTimeout(timer);
  }, [typed, composing]);
  const name = label ?? t('app.table.search');
  return (
    <TextField
      value={typed}
      onChange={event => setTyped(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      placeholder={name}
      sx={{ width, '& input::-webkit-search-cancel-button': { display: 'none' } }}
      slotProps={{
        htmlInput: { 'aria-label': name, type: 'search' },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Search fontSize="small" />
            </InputAdornment>
          ),
          endAdornment: typed && (
            <IconButton size="small" edge="end" aria-label={t('ra.action.clear_input_value')} onClick={() => setTyped('')}>
              <Clear fontSize="small" />
            </IconButton>
          ),
        },
      }}
    />
  );
}

/** A choice among few; the first entry takes the filter away. */
export function SelectFilter({
  source,
  label,
  choices,
  width = 130,
}: {
  source: string;
  label: string;
  choices: { id: string | number; name: string }[];
  width?: number;
}) {
  const t = useText();
  const [value, setValue] = useFilter<string | number>(source);
  const known = choices.some(choice => choice.id === value);
  return (
    <TextField
      select
      label={label}
      value={known ? value : ''}
      onChange={event => setValue(choices.find(choice => String(choice.id) === event.target.value)?.id)}
      sx={{ width }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      <MenuItem value="">{t('app.table.choose')}</MenuItem>
      {choices.map(choice => (
        <MenuItem key={choice.id} value={String(choice.id)}>
          {choice.name}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** Only the rows of which something holds, or all of them. */
export function FlagFilter({ source, label }: { source: string; label: string }) {
  const [value, setValue] = useFilter<true>(source);
  return (
    <FormControlLabel
      control={<Checkbox size="small" checked={value === true} onChange={event => setValue(event.target.checked ? true : null)} />}
      label={label}
      slotProps={{ typography: { variant: 'body2', noWrap: true } }}
    />
  );
}

/** A unit; the server takes everything below it along. */
export function UnitFilter({ source = 'unitId', label, width = 220 }: { source?: string; label: string; width?: number }) {
  const [value, setValue] = useFilter<number>(source);
  return (
    <Box sx={{ width }}>
      <UnitPicker label={label} value={value ?? null} onChange={setValue} />
    </Box>
  );
}

/** A day, 'YYYY-MM-DD'. */
export function DateFilter({ source, label, width = 180 }: { source: string; label: string; width?: number }) {
  const [value, setValue] = useFilter<string>(source);
  return (
    <Box sx={{ width }}>
      <DateField label={label} value={value ?? null} onChange={setValue} />
    </Box>
  );
}
