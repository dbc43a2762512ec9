import TextField from '@mui/material/TextField';

interface Props {
  label: string;
  value: string;
  onChange: (words: string) => void;
}

/** Why it is done, in a dialog that asks for nothing else first. */
export function ReasonField({ label, value, onChange }: Props) {
  return (
    <TextField label={label} value={value} onChange={event => onChange(event.target.value)} multiline minRows={2} required autoFocus />
  );
}
