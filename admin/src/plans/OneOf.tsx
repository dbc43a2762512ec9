import Button from '@mui/material/Button';

interface Props<Name extends string> {
  names: readonly Name[];
  chosen: Name;
  label: (name: Name) => string;
  onChoose: (name: Name) => void;
}

/** Buttons of which one is down: which rows are shown, each with how many there are. */
export function OneOf<Name extends string>({ names, chosen, label, onChoose }: Props<Name>) {
  return names.map(name => (
    <Button
      key={name}
      variant={name === chosen ? 'contained' : 'outlined'}
      color="secondary"
      aria-pressed={name === chosen}
      onClick={() => onChoose(name)}
    >
      {label(name)}
    </Button>
  ));
}
