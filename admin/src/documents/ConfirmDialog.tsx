import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { client } from '../api/client.js';
import { ApiError } from '../api/http.js';
import type { IntakeRecord, Plan, PlanConfirmation } from '../api/types.js';
import { type TextKey, useText } from '../i18n/index.js';
import { dropDraft, keepDraft, readDraft } from '../parts/drafts.js';
import { ProblemNote, useAttempt } from '../parts/index.js';
import { PhasesInput } from './PhasesInput.js';
import { isDecided, openNames, quotedIn } from './records.js';

interface Props {
  plan: Plan;
  records: IntakeRecord[];
  onClose: () => void;
  /** Leads to a record, or (null) to everything that still waits. */
  onGo: (recordId: number | null) => void;
  /** Leads to the names of units that nobody knows. */
  onNames: () => void;
}

type Form = Omit<PlanConfirmation, 'version'>;

const KINDS = ['five_year', 'action_3y', 'annual_points', 'project', 'meeting'] as const;

/** Confirms the plan with its name, its years and its phases, as proposed from the text and corrected here. */
export function ConfirmDialog({ plan, records, onClose, onGo, onNames }: Props) {
  const t = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const draft = `plan.${plan.id}.confirmation`;
  const [form, setForm] = useState<Form>(() => readDraft<Form>(draft) ?? formOf(plan));
  const { attempt, problem, setProblem, busy } = useAttempt();
  const errors = ((problem instanceof ApiError && problem.body.errors) || {}) as Record<string, string>;
  const pending = records.filter(record => !isDecided(record)).length;
  const unnamed = openNames(records).length;
  const accepted = records.filter(({ kind, decision }) => kind === 'measure' && decision === 'accepted').length;

  const type = (change: Partial<Form>) => {
    const next = { ...form, ...change };
    keepDraft(draft, next);
    setForm(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await client.confirmPlan(plan.id, { ...form, version: plan.version });
      dropDraft(draft);
      for (const key of ['plans', 'documents', 'dashboard']) void queries.invalidateQueries({ queryKey: [key] });
      notify(t('documents.confirm.done', { title: form.title }), { type: 'success' });
      navigate(`/plans/${plan.id}`);
    });
  };
  const field = (name: 'title' | 'docNumber' | 'startYear' | 'endYear') => ({
    label: t(`documents.confirm.${name}`),
    error: Boolean(errors[name]),
    helperText: errors[name],
  });
  const year = (name: 'startYear' | 'endYear') => (
    <TextField
      {...field(name)}
      required
      type="number"
      value={form[name] || ''}
      onChange={event => type({ [name]: Number(event.target.value) })}
      sx={{ width: 120 }}
    />
  );

  return (
    <Dialog open onClose={(_event, reason) => reason === 'escapeKeyDown' && !busy && onClose()} maxWidth="md" fullWidth>
      <form onSubmit={submit} noValidate>
        <DialogTitle>{t('documents.confirm.open')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ fontSize: 13, color: 'text.secondary' }}>
            {t('documents.confirm.note', { count: accepted })}
            {pending > 0 && (
              <Button onClick={() => onGo(null)} color="warning" sx={{ ml: 1, py: 0 }}>
                {t('documents.confirm.pending', { count: pending })}
              </Button>
            )}
            {unnamed > 0 && (
              <Button onClick={onNames} color="warning" sx={{ ml: 1, py: 0 }}>
                {t('documents.confirm.unnamed', { count: unnamed })}
              </Button>
            )}
          </Box>
          <ProblemNote
            problem={problem}
            onReload={() => queries.invalidateQueries({ queryKey: ['plans', 'getOne'] }).then(() => setProblem(null))}
          />
          <Places problem={problem} records={records} onGo={onGo} />
          <TextField {...field('title')} required value={form.title} onChange={event => type({ title: event.target.value })} />
          <Box sx={{ display: 'flex', gap: 1.5 }}>
            <TextField
              select
              label={t('documents.confirm.kind')}
              value={form.kind}
              onChange={event => type({ kind: event.target.value as PlanConfirmation['kind'] })}
              sx={{ width: 160 }}
            >
              {KINDS.map(kind => (
                <MenuItem key={kind} value={kind}>
                  {t(`plans.kind.${kind}` as TextKey)}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              {...field('docNumber')}
              value={form.docNumber ?? ''}
              onChange={event => type({ docNumber: event.target.value || null })}
              placeholder={t('documents.confirm.docNumberHelp')}
              sx={{ flex: 1 }}
            />
            {year('startYear')}
            {year('endYear')}
          </Box>
          <PhasesInput value={form.phases} onChange={phases => type({ phases })} errors={errors} endYear={form.endYear} />
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose} disabled={busy}>
            {t('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={busy}>
            {t('documents.confirm.open')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function formOf({ title, kind, docNumber, startYear, endYear, phases }: Plan): Form {
  return { title, kind, docNumber, startYear: startYear ?? 0, endYear: endYear ?? 0, phases: phases.map(({ id: _id, ...phase }) => phase) };
}

/** The places in the document that a refusal speaks of. */
function Places({ problem, records, onGo }: { problem: unknown; records: IntakeRecord[]; onGo: Props['onGo'] }) {
  const t = useText();
  const reasons = (problem instanceof ApiError && problem.body.reasons) || [];
  const places = reasons.flatMap(reason => quotedIn(reason, records));
  if (places.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center', fontSize: 13 }}>
      {t('documents.confirm.places')}
      {places.map(record => (
        <Button
          key={record.id}
          variant="outlined"
          onClick={() => onGo(record.id)}
          sx={{ maxWidth: 260, display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
        >
          {record.words}
        </Button>
      ))}
    </Box>
  );
}
