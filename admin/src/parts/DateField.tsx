import TextField from '@mui/material/TextField';
import { lazy, Suspense } from 'react';
import type { DateFieldProps } from './DatePicker.js';

const DatePicker = lazy(() => import('./DatePicker.js'));

/** A day to type (年月日 section by section) or to pick from a Chinese calendar, whatever language the browser speaks. */
export function DateField(props: DateFieldProps) {
  return (
    <Suspense fallback={<TextField label={props.label} disabled helperText={props.helperText} />}>
      <DatePicker {...props} />
    </Suspense>
  );
}
