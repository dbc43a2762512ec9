import TextField from '@mui/material/TextField';
import { lazy, Suspense } from 'react';

export interface DateFieldProps {
  label?: string;
  /** 'YYYY-MM-DD' or null. */
  value: string | null;
  onChange: (date: string | null) => void;
  required?: boolean;
  disabled?: boolean;
  error?: string;
  helperText?: string;
  autoFocus?: boolean;
}

const DatePicker = lazy(() => import('./DatePicker.js'));

/** A day to type (年月日 section by section) or to pick from a Chinese calendar, whatever language the browser speaks. */
export function DateField(props: DateFieldProps) {
  return (
    <Suspense fallback={<TextField label={props.label} disabled helperText={props.helperText} />}>
      <DatePicker {...props} />
    </Suspense>
  );
}
