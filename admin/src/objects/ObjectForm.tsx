import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import { ApiError } from '../api/http.js';
import { OBJECT_KINDS } from '../api/rules.js';
import type { ObjectDetail, ObjectRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { DateField, ProblemNote, UnitPicker, useAttempt } from '../parts/index.js';

type Entry = Pick<ObjectRow, 'institution' | 'institutionCode' | 'kind' | 'specialty' | 'buildYear' | 'guidanceUnit' | 'note'>;

interface Props {
  planId: number;
  /** The institution to correct; absent: a new one. */
  object?: ObjectDetail;
  onSaved: () => void;
  onClose: () => void;
}

/** Enters an institution, or corrects what the register says of one; county and planned day of one that is entered move elsewhere. */
export function ObjectForm({ planId, object, onSaved, onClose }: Props) {
  const t = useText();
  const notify = useNotify();
  const [entry, setEntry] = useState<Entry>(() => startOf(object));
  const [countyUnitId, setCounty] = useState<number | null>(null);
  const [plannedReview, setPlanned] = useState<string | null>(null);
  const { attempt, problem, busy } = useAttempt();
  const errors = problem instanceof ApiError ? problem.body.errors : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      if (object) await client.changeObject(object.id, { ...entry, version: object.version });
      else await client.enterObject({ ...entry, planId, countyUnitId: countyUnitId as number, plannedReview: plannedReview as string });
      notify(t('objects.form.saved'), { type: 'success' });
      onSaved();
      onClose();
    });
  };
  const text = (name: 'institution' | 'institutionCode' | 'specialty' | 'guidanceUnit' | 'note', label: string, required = false) => (
    <TextField
      label={label}
      required={required}
      value={entry[name] ?? ''}
      onChange={event => setEntry({ ...entry, [name]: event.target.value })}
      error={Boolean(errors?.[name])}
      helperText={errors?.[name]}
    />
  );
  return (
    <Dialog open onClose={(_event, reason) => reason === 'escapeKeyDown' && !busy && onClose()} maxWidth="sm" fullWidth>
      <form onSubmit={submit} noValidate>
        <DialogTitle>{t(object ? 'objects.form.changeTitle' : 'objects.form.addTitle')}</DialogTitle>
        <DialogContent>
          <ProblemNote problem={problem} />
          <Stack spacing={1.75} sx={{ pt: 0.75 }}>
            {!object && (
              <UnitPicker
                label={t('objects.county')}
                required
                value={countyUnitId}
                onChange={setCounty}
                error={errors?.countyUnitId}
                among={unit => unit.kind === 'county_bureau'}
              />
            )}
            {text('institution', t('objects.form.institution'), true)}
            <TextField
              select
              required
              label={t('objects.kind')}
              value={entry.kind}
              onChange={event => setEntry({ ...entry, kind: event.target.value as Entry['kind'] })}
            >
              {Object.entries(OBJECT_KINDS).map(([kind, { label }]) => (
                <MenuItem key={kind} value={kind}>
                  {label}
                </MenuItem>
              ))}
            </TextField>
            {OBJECT_KINDS[entry.kind].specialty && text('specialty', t('objects.form.specialty'), true)}
            {!object && (
              <DateField
                label={t('objects.form.plannedReview')}
                required
                value={plannedReview}
                onChange={setPlanned}
                error={errors?.plannedReview}
              />
            )}
            <TextField
              label={t('objects.form.buildYear')}
              type="number"
              value={entry.buildYear ?? ''}
              onChange={event => setEntry({ ...entry, buildYear: event.target.value === '' ? null : Number(event.target.value) })}
              error={Boolean(errors?.buildYear)}
              helperText={errors?.buildYear}
            />
            {text('institutionCode', t('objects.form.code'))}
            {text('guidanceUnit', t('objects.form.guidance'))}
            {text('note', t('objects.form.note'))}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={busy} color="inherit">
            {t('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={busy}>
            {t('objects.form.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function startOf(object?: ObjectDetail): Entry {
  const {
    institution = '',
    institutionCode = null,
    kind = 'sub_centre',
    specialty = '',
    buildYear = null,
    guidanceUnit = null,
    note = null,
  } = object ?? {};
  return { institution, institutionCode, kind, specialty, buildYear, guidanceUnit, note };
}
