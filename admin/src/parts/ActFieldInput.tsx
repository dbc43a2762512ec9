import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/client.js';
import type { ActField } from '../api/rules.js';
import { useReportForm, useTask } from '../api/task.js';
import type { ActInput } from '../api/types.js';
import { text, useText } from '../i18n/index.js';
import { DateField } from './DateField.js';
import { formatDate } from './format.js';
import { ReadingsInput } from './ReadingsInput.js';
import { UnitPicker } from './UnitPicker.js';

export type FieldValue = ActInput[string];

interface Props {
  field: ActField;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  error?: string;
  /** The record acted on: for an `account` field the assignment whose unit's people may be chosen, for a `phase` field the task. */
  recordId: number;
  autoFocus?: boolean;
}

const MAX_TEXT = 2000;

/** What is wrong with a value before it is sent, in words; the server checks the same again. */
export function inputFault(field: ActField, value: FieldValue): string | undefined {
  if (value === null || value === '') return field.required ? text('ra.validation.required') : undefined;
  if (field.kind === 'percent' && !(Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100))
    return text('app.acts.percentHelp');
  const max = field.max ?? MAX_TEXT;
  const over = field.kind === 'text' ? [...String(value)].length - max : 0;
  return over > 0 ? text('app.acts.tooLong', { over, max }) : undefined;
}

/** The input for one field of an act, by its kind. */
export function ActFieldInput(props: Props) {
  switch (props.field.kind) {
    case 'text':
      return <TextInput {...props} />;
    case 'percent':
      return <PercentInput {...props} />;
    case 'date':
      return <DayInput {...props} />;
    case 'choice':
      return <ChoiceInput {...props} />;
    case 'account':
      return <PersonInput {...props} />;
    case 'phase':
      return <PhaseInput {...props} />;
    case 'unit':
      return <UnitInput {...props} />;
    case 'readings':
      return <ReadingsInput assignmentId={props.recordId} value={props.value} onChange={props.onChange} error={props.error} />;
    case 'period':
      return <PeriodLine assignmentId={props.recordId} />;
  }
}

function common({ field, error, autoFocus }: Props, helper?: string) {
  return { label: field.label, required: field.required, error: Boolean(error), helperText: error ?? helper, autoFocus };
}

function TextInput(props: Props) {
  const t = useText();
  const { field, value, onChange } = props;
  const left = (field.max ?? MAX_TEXT) - [...String(value ?? '')].length;
  const helper = [field.required ? '' : t('app.acts.optional'), left < 200 ? t('app.acts.left', { left: Math.max(left, 0) }) : ''];
  return (
    <TextField
      {...common(props, helper.filter(Boolean).join(' · ') || undefined)}
      multiline
      minRows={field.required ? 3 : 2}
      maxRows={10}
      value={value ?? ''}
      onChange={event => onChange(event.target.value)}
    />
  );
}

function PercentInput(props: Props) {
  const t = useText();
  return (
    <TextField
      {...common(props, t('app.acts.percentHelp'))}
      type="number"
      sx={{ maxWidth: 220 }}
      value={props.value ?? ''}
      onChange={event => props.onChange(event.target.value === '' ? null : Number(event.target.value))}
      slotProps={{ htmlInput: { min: 0, max: 100, step: 5, inputMode: 'numeric' } }}
    />
  );
}

function DayInput({ field, value, onChange, error, autoFocus }: Props) {
  const t = useText();
  return (
    <DateField
      label={field.label}
      required={field.required}
      value={value as string | null}
      onChange={onChange}
      error={error}
      autoFocus={autoFocus}
      helperText={field.required ? undefined : t('app.acts.optional')}
    />
  );
}

function ChoiceInput({ field, value, onChange, error, autoFocus }: Props) {
  return (
    <FormControl error={Boolean(error)} required={field.required}>
      <FormLabel sx={{ fontSize: 13 }}>{field.label}</FormLabel>
      <RadioGroup row value={value ?? ''} onChange={event => onChange(event.target.value)}>
        {Object.entries(field.choices ?? {}).map(([choice, label], index) => (
          <FormControlLabel
            key={choice}
            value={choice}
            control={<Radio size="small" autoFocus={autoFocus && index === 0} />}
            label={label}
            slotProps={{ typography: { variant: 'body2' } }}
          />
        ))}
      </RadioGroup>
      {error && <FormHelperText>{error}</FormHelperText>}
    </FormControl>
  );
}

function PersonInput(props: Props) {
  const t = useText();
  const { data } = useQuery({ queryKey: ['assignments', 'handlers', props.recordId], queryFn: () => client.handlers(props.recordId) });
  const people = data?.data;
  return (
    <TextField
      {...common(props, people?.length === 0 ? t('app.acts.noHandlers') : undefined)}
      select
      value={people ? (props.value ?? '') : ''}
      onChange={event => props.onChange(Number(event.target.value))}
    >
      {people?.map(person => (
        <MenuItem key={person.id} value={person.id}>
          {person.name}（{person.postName}）
        </MenuItem>
      ))}
    </TextField>
  );
}

function UnitInput({ field, value, onChange, error }: Props) {
  const t = useText();
  return (
    <UnitPicker
      label={field.label}
      required={field.required}
      value={typeof value === 'number' ? value : null}
      onChange={onChange}
      error={error}
      helperText={field.required ? undefined : t('app.acts.optional')}
    />
  );
}

/** Which period a report answers, and what has been let pass before it: told, not asked. */
function PeriodLine({ assignmentId }: { assignmentId: number }) {
  const t = useText();
  const { data: form } = useReportForm(assignmentId);
  if (!form) return null;
  const { period, corrects, missed } = form;
  const earlier = missed.filter(({ key }) => key !== period?.key);
  return (
    <Typography variant="body2" component="div">
      {period ? t('taskPage.reports.forPeriod', { period: period.label, due: formatDate(period.due) }) : t('taskPage.reports.inBetween')}
      {period?.locks && t('taskPage.reports.locks', { date: formatDate(period.locks) })}
      {corrects && (
        <Typography variant="caption" color="warning" component="div">
          {t('taskPage.reports.corrects')}
        </Typography>
      )}
      {earlier.length > 0 && (
        <Typography variant="caption" color="error" component="div">
          {t('taskPage.reports.missed', { count: earlier.length, periods: earlier.map(({ label }) => label).join('、') })}
        </Typography>
      )}
    </Typography>
  );
}

/** One of the task's own phases, with its due day and what is recorded of it so far. */
function PhaseInput(props: Props) {
  const t = useText();
  const { data } = useTask(props.recordId);
  const phases = data?.phases ?? [];
  return (
    <TextField
      {...common(props)}
      select
      value={phases.some(({ id }) => id === props.value) ? props.value : ''}
      onChange={event => props.onChange(Number(event.target.value))}
    >
      {phases.map(({ id, year, name, dueDate, verdict }) => (
        <MenuItem key={id} value={id}>
          {year} {name}（{formatDate(dueDate)}，{t(`taskPage.phases.${verdict ?? 'open'}`)}）
        </MenuItem>
      ))}
    </TextField>
  );
}
