import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { type ReactNode, useMemo, useState } from 'react';
import type { Unit, UnitGroup } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { useUnits } from './units.js';

interface Common {
  label?: ReactNode;
  required?: boolean;
  error?: string;
  helperText?: string;
  /** A look without a frame for grids. */
  bare?: boolean;
  /** Offers only these units. */
  among?: (unit: Unit) => boolean;
  /** Names of several units, offered before the units. */
  groups?: readonly UnitGroup[];
}

/** What can be chosen: a unit, or all of a group at once. */
interface Offer extends Pick<Unit, 'id' | 'name' | 'shortName' | 'aliases' | 'path' | 'parentName'> {
  all?: number[];
}

const idsOf = ({ id, all }: Offer) => all ?? [id];

/** One unit, found by name, short name or alias. */
export function UnitPicker({ value, onChange, ...rest }: Common & { value: number | null; onChange: (id: number | null) => void }) {
  return <UnitOrGroupPicker {...rest} value={value} onChange={([id = null]) => onChange(id)} />;
}

/** One unit, or where groups are offered all of one. */
export function UnitOrGroupPicker({ value, onChange, ...rest }: Common & { value: number | null; onChange: (ids: number[]) => void }) {
  const units = useUnits();
  const offered = useOffered(rest);
  return (
    <Autocomplete
      {...choosing(offered)}
      value={units.find(unit => unit.id === value) ?? null}
      onChange={(_event, unit) => onChange(unit ? idsOf(unit) : [])}
      renderInput={params => <Field {...rest} params={params} />}
    />
  );
}

interface SeveralProps extends Common {
  value: number[];
  onChange: (ids: number[]) => void;
  /** How many show while nobody types. */
  limitTags?: number;
}

/** Several units, each found by name, short name or alias, or all of a group at once. What was searched for stays while one after the other is clicked. */
export function UnitsPicker({ value, onChange, limitTags, ...rest }: SeveralProps) {
  const units = useUnits();
  const offered = useOffered(rest, value);
  // The picker takes another list for another choice, and clears what is being typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids count, not the list that holds them
  const chosen = useMemo((): Offer[] => value.flatMap(id => units.filter(unit => unit.id === id)), [value.join(), units]);
  return (
    <Autocomplete
      {...choosing(offered)}
      multiple
      disableCloseOnSelect
      limitTags={limitTags}
      value={chosen}
      onChange={(_event, picked) => onChange([...new Set(picked.flatMap(idsOf))])}
      renderInput={params => <Field {...rest} params={params} />}
    />
  );
}

interface Offered {
  options: Offer[];
  inputValue?: string;
  onInputChange: (event: { type: string } | null, words: string, reason: string) => void;
  autoHighlight: boolean;
  autoSelect: boolean;
}

/** Of several units the next is looked for among the same: a click on one, and the new choice that comes of it, leave what was typed; a key does not. */
const stays = (event: { type: string } | null, reason: string) =>
  reason === 'reset' || (event?.type === 'click' && ['selectOption', 'removeOption'].includes(reason));

/** What was typed counts: Enter takes the first unit found, and where it is the only one (and not chosen yet), leaving the field takes it, too. */
function useOffered({ among, groups = [] }: Common, chosen?: number[]): Offered {
  const t = useText();
  const units = useUnits();
  const [typed, setTyped] = useState('');
  const asOffer = ({ name, unitIds }: UnitGroup, index: number): Offer => {
    const parentName = t('app.unit.all', { count: unitIds.length });
    return { id: -1 - index, name, shortName: null, aliases: [], path: '', parentName, all: unitIds };
  };
  const options = [...groups.map(asOffer), ...(among ? units.filter(among) : units)];
  const found = typed.trim() ? matching(options, { inputValue: typed }) : [];
  return {
    options,
    inputValue: chosen && typed,
    onInputChange: (event, words, reason) => setTyped(reason === 'input' ? words : chosen && stays(event, reason) ? typed : ''),
    autoHighlight: found.length > 0,
    autoSelect: found.length === 1 && !chosen?.includes(found[0]!.id),
  };
}

function choosing(offered: Offered) {
  return {
    ...offered,
    size: 'small' as const,
    filterOptions: matching,
    getOptionLabel: (unit: Offer) => unit.shortName ?? unit.name,
    getOptionKey: (unit: Offer) => unit.id,
    isOptionEqualToValue: (a: Offer, b: Offer) => a.id === b.id,
    noOptionsText: <NoUnit />,
    renderOption: ({ key, ...props }: React.HTMLAttributes<HTMLLIElement> & { key?: React.Key }, unit: Offer) => (
      <Box component="li" key={key} {...props} sx={{ display: 'block !important', fontSize: 13, py: '4px !important' }}>
        {unit.name}
        {unit.parentName && <Box sx={{ color: 'text.secondary', fontSize: 12, lineHeight: 1.3 }}>{unit.parentName}</Box>}
      </Box>
    ),
  };
}

/** Units with every word that was typed in their name, short name or aliases, the higher in the tree first; at most 60 are listed. */
function matching(units: Offer[], { inputValue }: { inputValue: string }): Offer[] {
  const words = inputValue.trim().split(/\s+/).filter(Boolean);
  const names = (unit: Offer) => [unit.name, unit.shortName ?? '', ...unit.aliases].join(' ');
  const found = units.filter(unit => words.every(word => names(unit).includes(word)));
  return found.sort((a, b) => depth(a) - depth(b)).slice(0, 60);
}

/** How far below the top a unit stands; groups stand above all. */
const depth = (unit: Offer) => unit.path.split('/').length;

function NoUnit() {
  return <>{useText()('app.unit.none')}</>;
}

function Field({ params, label, required, error, helperText, bare }: Common & { params: object }) {
  const t = useText();
  return (
    <TextField
      {...params}
      label={label}
      required={required}
      error={Boolean(error)}
      helperText={error ?? helperText}
      variant={bare ? 'standard' : 'outlined'}
      placeholder={t('app.unit.pick')}
    />
  );
}
