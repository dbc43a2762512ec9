import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { type FormEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/http.js';
import type { IntakeKind, IntakeRecord } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { dropDraft, keepDraft, readDraft } from '../parts/drafts.js';
import { DateField, ProblemNote, useAttempt } from '../parts/index.js';
import { IndicatorsInput } from './IndicatorsInput.js';
import { KIND_NAMES, KINDS } from './kinds.js';
import { NamesInput } from './NamesInput.js';
import type { Desk, RecordChange } from './useDesk.js';
import { otherWords, yearsOf, yearsText } from './words.js';

interface Props {
  record: IntakeRecord;
  desk: Desk;
  onClose: () => void;
}

/** Corrects a record in its place. Only what was touched is sent, so that another's correction of something else stays; what was typed survives every failure. */
export function RecordEditor({ record, desk, onClose }: Props) {
  const t = useText();
  const name = `record.${record.id}`;
  const [draft, setDraft] = useState<RecordChange>(() => readDraft<RecordChange>(name) ?? {});
  const [years, setYears] = useState(() => yearsText(draft.phases ?? record.phases));
  const { attempt, problem, busy } = useAttempt();
  const [opened] = useState(record);
  /** As the person saw the record when the form was opened, or after somebody else was faster. */
  const [version, setVersion] = useState(record.version);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const now = { ...record, ...draft };
  const errors = (problem instanceof ApiError && problem.body.errors) || {};
  const errorOf = (field: string) =>
    Object.entries(errors).find(([name]) => name === field || name.startsWith(`${field}.`))?.[1] as string | undefined;

  const type = (change: RecordChange) => {
    const next = { ...draft, ...change };
    keepDraft(name, next);
    setDraft(next);
  };
  const drop = () => {
    dropDraft(name);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      if (Object.keys(draft).length > 0) await desk.change(record.id, draft, version).catch(seeWhatIsThere);
      drop();
    });
  };
  /** Leaving a field takes what is typed there and may make the form higher: only once the button has been pressed, else it would slip from under the pointer. */
  const send = (event: MouseEvent) => {
    event.preventDefault();
    (document.activeElement as HTMLElement | null)?.blur();
    setTimeout(() => form.current?.requestSubmit());
  };
  /** Whoever was slower is shown what stands there now; who saves again means it. */
  const seeWhatIsThere = async (refusal: unknown) => {
    if (refusal instanceof ApiError && refusal.status === 409) {
      await desk.reload();
      setVersion(refusal.body.current?.version ?? version);
    }
    throw refusal;
  };

  return (
    <Box
      component="form"
      ref={form}
      noValidate
      onSubmit={submit}
      onKeyDown={event => event.key === 'Escape' && !event.defaultPrevented && onClose()}
      sx={sheet}
    >
      <ProblemNote problem={problem} />
      <Meanwhile opened={opened} record={record} draft={draft} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '110px 1fr', gap: 1 }}>
        <TextField
          select
          autoFocus
          label={t('documents.kindLabel')}
          value={now.kind}
          onChange={event => type({ kind: event.target.value as IntakeKind })}
          error={Boolean(errorOf('kind'))}
        >
          {KIND_NAMES.map(kind => (
            <MenuItem key={kind} value={kind}>
              {t(KINDS[kind].label)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label={t('documents.titleLabel')}
          value={now.title ?? ''}
          onChange={event => type({ title: event.target.value || null })}
          error={Boolean(errorOf('title'))}
          helperText={errorOf('title')}
          placeholder={t('documents.titleHelp')}
        />
      </Box>
      <NamesInput label={t('documents.lead')} value={now.lead} onChange={lead => type({ lead })} error={errorOf('lead')} />
      <NamesInput label={t('documents.support')} value={now.support} onChange={support => type({ support })} error={errorOf('support')} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '212px 1fr 110px', gap: 1 }}>
        <DateField
          label={t('documents.deadline')}
          value={now.deadline?.date ?? null}
          onChange={date => type({ deadline: date ? { raw: now.deadline?.raw ?? '', date } : null })}
          error={errorOf('deadline')}
        />
        <TextField
          label={t('documents.deadlineRaw')}
          value={now.deadline?.raw ?? ''}
          disabled={!now.deadline}
          onChange={event => now.deadline && type({ deadline: { ...now.deadline, raw: event.target.value } })}
        />
        <TextField
          label={t('documents.phases')}
          value={years}
          onChange={event => {
            setYears(event.target.value);
            type({ phases: yearsOf(event.target.value) });
          }}
          placeholder={t('documents.phasesHelp')}
          error={Boolean(errorOf('phases'))}
          helperText={errorOf('phases')}
        />
      </Box>
      <IndicatorsInput value={now.indicators} onChange={indicators => type({ indicators })} errors={errors as Record<string, string>} />
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }} onMouseDown={event => event.preventDefault()}>
        <Button color="inherit" onClick={drop} disabled={busy}>
          {t('documents.dropDraft')}
        </Button>
        <Button type="submit" variant="contained" loading={busy} onClick={send}>
          {t('ra.action.save')}
        </Button>
      </Box>
    </Box>
  );
}

/** What somebody else has set meanwhile where this person has typed something too: saving would set it back. */
function Meanwhile({ opened, record, draft }: { opened: IntakeRecord; record: IntakeRecord; draft: RecordChange }) {
  const t = useText();
  const said = otherWords(opened, record, draft, t);
  return said.length > 0 && <Alert severity="info">{t('documents.meanwhile', { what: said.join('；') })}</Alert>;
}

const sheet = {
  mt: 1,
  p: 1.25,
  display: 'grid',
  gap: 1.25,
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'primary.main',
  borderRadius: 1,
  cursor: 'default',
} as const;
