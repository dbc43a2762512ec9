import Autocomplete from '@mui/material/Autocomplete';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { useMemo, useState } from 'react';
import { useText } from '../i18n/index.js';
import { useUnits } from '../parts/index.js';

interface Props {
  label: string;
  value: string[];
  onChange: (names: string[]) => void;
  error?: string;
}

/** Names of units as the text gives them or as the register knows them; what is typed and no unit of the register is kept as a name. */
export function NamesInput({ label, value, onChange, error }: Props) {
  const t = useText();
  const units = useUnits();
  const [typed, setTyped] = useState('');
  const names = useMemo(() => units.filter(({ active }) => active).map(({ name }) => name), [units]);
  const others = useMemo(() => new Map(units.map(unit => [unit.name, [unit.name, unit.shortName, ...unit.aliases].join(' ')])), [units]);
  const add = (words: string) => {
    const fresh = words.split(/[、，,；;\s]+(?![^（(]*[)）])/).filter(Boolean);
    if (fresh.length > 0) onChange([...new Set([...value, ...fresh])]);
    setTyped('');
  };
  return (
    <Autocomplete
      multiple
      freeSolo
      size="small"
      options={names}
      value={value}
      inputValue={typed}
      onInputChange={(_event, words, reason) => reason !== 'reset' && setTyped(words)}
      onChange={(_event, chosen) => {
        onChange(chosen);
        setTyped('');
      }}
      onBlur={() => add(typed)}
      filterOptions={(all, { inputValue }) => all.filter(name => others.get(name)?.includes(inputValue.trim())).slice(0, 60)}
      renderValue={(chosen, itemProps) =>
        chosen.map((name, index) => {
          const { key, ...props } = itemProps({ index });
          return <Chip key={key} label={name} {...props} />;
        })
      }
      renderInput={params => (
        <TextField
          {...params}
          label={label}
          error={Boolean(error)}
          helperText={error}
          placeholder={value.length === 0 ? t('documents.namesHelp') : undefined}
        />
      )}
    />
  );
}
