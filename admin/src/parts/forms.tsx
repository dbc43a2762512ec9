import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import {
  CreateBase,
  EditBase,
  FieldTitle,
  type RaRecord,
  SaveButton,
  SimpleForm,
  type TransformData,
  useEditContext,
  useInput,
  useResourceContext,
  useSaveContext,
  type Validator,
} from 'react-admin';
import { Link } from 'react-router-dom';
import { useText } from '../i18n/index.js';
import { PageHead, Panel } from './Page.js';
import { ProblemNote } from './ProblemNote.js';
import { UnitPicker } from './UnitPicker.js';

/** The button that leads to the page for a new record. */
export function CreateButton({ to, label }: { to: string; label: string }) {
  return (
    <Button variant="contained" component={Link} to={to} startIcon={<Add />}>
      {label}
    </Button>
  );
}

interface FormPage {
  title: string;
  transform?: TransformData;
  note?: ReactNode;
  children: ReactNode;
}

/** A page with the form of a new record; afterwards `onCreated` or the list. */
export function CreatePage({ title, transform, note, children, onCreated }: FormPage & { onCreated?: (record: RaRecord) => void }) {
  return (
    <CreateBase redirect="list" transform={transform} mutationOptions={onCreated && { onSuccess: onCreated }}>
      <FormFrame title={title} note={note}>
        {children}
      </FormFrame>
    </CreateBase>
  );
}

/**
 * A page with the form of a record that exists; the version goes along, so that two people cannot overwrite each other.
 * `prepare` turns the record as read into what the form shows.
 */
// biome-ignore lint/suspicious/noExplicitAny: a record of whatever resource
export function EditPage({ title, transform, note, children, prepare }: FormPage & { prepare?: (record: any) => object }) {
  return (
    <EditBase
      redirect="list"
      transform={transform}
      mutationMode="pessimistic"
      queryOptions={prepare && { select: prepare as (record: RaRecord) => RaRecord }}
    >
      <EditBody title={title} note={note}>
        {children}
      </EditBody>
    </EditBase>
  );
}

function EditBody({ title, note, children }: FormPage) {
  const { error, record, refetch } = useEditContext();
  if (error) return <ProblemNote problem={error} onRetry={() => refetch()} />;
  if (!record) return null;
  return (
    <FormFrame title={title} note={note}>
      {children}
    </FormFrame>
  );
}

function FormFrame({ title, note, children }: FormPage) {
  const resource = useResourceContext();
  const t = useText();
  const { saving } = useSaveContext();
  return (
    <Box sx={{ maxWidth: 640 }}>
      <PageHead title={title} note={note} />
      <Panel flush>
        <SimpleForm
          warnWhenUnsavedChanges
          toolbar={
            <Box sx={{ display: 'flex', gap: 1, px: 2, pb: 2 }}>
              <SaveButton alwaysEnable={!saving} icon={false} />
              <Button component={Link} to={`/${resource}`} color="inherit">
                {t('ra.action.cancel')}
              </Button>
            </Box>
          }
        >
          {children}
        </SimpleForm>
      </Panel>
    </Box>
  );
}

/** A unit as a form's field. */
export function UnitInput({ source, validate, helperText }: { source: string; validate?: Validator | Validator[]; helperText?: string }) {
  const { field, fieldState, isRequired } = useInput({ source, validate });
  const resource = useResourceContext();
  const t = useText();
  const message = fieldState.error?.message?.replace(/^@@react-admin@@/, '').replace(/^"|"$/g, '');
  return (
    <Box sx={{ width: '100%', my: 0.5 }}>
      <UnitPicker
        label={<FieldTitle source={source} resource={resource} isRequired={isRequired} />}
        value={field.value || null}
        onChange={field.onChange}
        error={message && (message === 'ra.validation.required' ? t('ra.validation.required') : message)}
        helperText={helperText}
      />
    </Box>
  );
}
