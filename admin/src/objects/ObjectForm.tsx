import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import { OBJECT_KINDS } from '../api/rules.js';
import type { ObjectDetail, ObjectRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { DateField, SendDialog, UnitPicker } from '../parts/index.js';

type Entry = Pick<ObjectRow, 'institution' | 'institutionCode' | 'kind' | 'specialty' | 'buildYear' | 'guidanceUnit' | 'note'>;

type TextName = Exclude<keyof Entry, 'kind' | 'buildYear'>;

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
  const send = async () => {
    if (object) await client.changeObject(object.id, { ...entry, version: object.version });
    else await client.enterObject({ ...entry, planId, countyUnitId: countyUnitId as number, plannedReview: plannedReview as string });
    notify(t('objects.form.saved'), { type: 'success' });
    onSaved();
    onClose();
  };
  return (
    <SendDialog
      title={t(object ? 'objects.form.changeTitle' : 'objects.form.addTitle')}
      submitLabel={t('objects.form.save')}
      send={send}
      onClose={onClose}
    >
      {faults => {
        const text = (name: TextName, label: string, required = false) => (
          <TextField
            label={label}
            required={required}
            value={entry[name] ?? ''}
            onChange={event => setEntry({ ...entry, [name]: event.target.value })}
            error={Boolean(faults[name])}
            helperText={faults[name]}
          />
        );
        return (
          <>
            {!object && (
              <UnitPicker
                label={t('objects.county')}
                required
                value={countyUnitId}
                onChange={setCounty}
                error={faults.countyUnitId}
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
                error={faults.plannedReview}
              />
            )}
            <TextField
              label={t('objects.form.buildYear')}
              type="number"
              value={entry.buildYear ?? ''}
              onChange={event => setEntry({ ...entry, buildYear: event.target.value === '' ? null : Number(event.target.value) })}
              error={Boolean(faults.buildYear)}
              helperText={faults.buildYear}
            />
            {text('institutionCode', t('objects.form.code'))}
            {text('guidanceUnit', t('objects.form.guidance'))}
            {text('note', t('objects.form.note'))}
          </>
        );
      }}
    </SendDialog>
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
