import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { client } from '../api/client.js';
import { ApiError } from '../api/http.js';
import type { IntakeRecord, Plan, PlanConfirmation } from '../api/types.js';
import { type TextKey, useText } from '../i18n/index.js';
import { dropDraft, keepDraft, readDraft } from '../parts/drafts.js';
import { DialogFrame, useAttempt } from '../parts/index.js';
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
  const { form, type, submit, problem, busy, faults, reload } = useConfirmation(plan);
  const field = (name: 'title' | 'docNumber' | 'startYear' | 'endYear') => ({
    label: t(`documents.confirm.${name}`),
    error: Boolean(faults[name]),
    helperText: faults[name],
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
    <DialogFrame
      title={t('documents.confirm.open')}
      note={<Left records={records} onGo={onGo} onNames={onNames} />}
      submitLabel={t('documents.confirm.open')}
      width="md"
      problem={problem}
      busy={busy}
      onSubmit={submit}
      onReload={reload}
      onClose={onClose}
    >
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
      <PhasesInput value={form.phases} onChange={phases => type({ phases })} errors={faults} endYear={form.endYear} />
    </DialogFrame>
  );
}

/** What is filled in, kept on this machine until the plan is confirmed. */
function useConfirmation(plan: Plan) {
  const t = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const draft = `plan.${plan.id}.confirmation`;
  const [form, setForm] = useState<Form>(() => readDraft<Form>(draft) ?? formOf(plan));
  const { attempt, problem, setProblem, busy, faults } = useAttempt();
  const type = (change: Partial<Form>) => {
    const next = { ...form, ...change };
    keepDraft(draft, next);
    setForm(next);
  };
  const submit = () =>
    void attempt(async () => {
      await client.confirmPlan(plan.id, { ...form, version: plan.version });
      dropDraft(draft);
      for (const key of ['plans', 'documents', 'dashboard']) void queries.invalidateQueries({ queryKey: [key] });
      notify(t('documents.confirm.done', { title: form.title }), { type: 'success' });
      navigate(`/plans/${plan.id}`);
    });
  const reload = () => void queries.invalidateQueries({ queryKey: ['plans', 'getOne'] }).then(() => setProblem(null));
  return { form, type, submit, problem, busy, faults, reload };
}

/** How much there is to confirm, and what still waits, with the ways there. */
function Left({ records, onGo, onNames }: Pick<Props, 'records' | 'onGo' | 'onNames'>) {
  const t = useText();
  const pending = records.filter(record => !isDecided(record)).length;
  const unnamed = openNames(records).length;
  const accepted = records.filter(({ kind, decision }) => kind === 'measure' && decision === 'accepted').length;
  return (
    <>
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
    </>
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
