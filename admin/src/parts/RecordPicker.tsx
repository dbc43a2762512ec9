import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useDeferredValue, useState } from 'react';
import { FieldTitle, type RaRecord, useGetList, useGetMany, useInput, useResourceContext, type Validator } from 'react-admin';
import { useText } from '../i18n/index.js';

interface Props<T extends RaRecord> {
  source: string;
  /** The list that the choices come from; it is searched with `q`. */
  reference: string;
  name: (record: T) => string;
  multiple?: boolean;
  validate?: Validator | Validator[];
  helperText?: string;
  none?: string;
}

/** A form's field that holds the id of a record of another list (or several ids), found by typing. */
export function RecordInput<T extends RaRecord>({ source, reference, name, multiple, validate, helperText, none }: Props<T>) {
  const t = useText();
  const resource = useResourceContext();
  const { field, fieldState, isRequired } = useInput({ source, validate });
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const ids: number[] = [field.value || []].flat();
  const { data: chosen = [] } = useGetMany<T>(reference, { ids }, { enabled: ids.length > 0 });
  const { data: found = [] } = useGetList<T>(reference, { pagination: { page: 1, perPage: 50 }, filter: q ? { q } : {} });
  const selected = ids.flatMap(id => chosen.filter(record => record?.id === id));
  return (
    <Autocomplete<T, boolean>
      multiple={multiple ?? false}
      fullWidth
      size="small"
      sx={{ my: 1 }}
      options={found}
      filterOptions={all => all}
      autoHighlight={q !== ''}
      value={multiple ? selected : (selected[0] ?? null)}
      onChange={(_event, value) => {
        field.onChange(Array.isArray(value) ? value.map(record => record.id) : (value?.id ?? null));
        setTyped('');
      }}
      onInputChange={(_event, text, reason) => reason !== 'reset' && setTyped(text)}
      getOptionLabel={name}
      getOptionKey={record => record.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      noOptionsText={none ?? t('app.empty.filtered')}
      renderOption={({ key, ...props }, record) => (
        <Box component="li" key={key} {...props} sx={{ fontSize: 13 }}>
          {name(record)}
        </Box>
      )}
      renderInput={params => (
        <TextField
          {...params}
          label={<FieldTitle source={source} resource={resource} isRequired={isRequired} />}
          error={fieldState.invalid}
          helperText={helperText}
        />
      )}
    />
  );
}
