import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type NotificationOptions, useNotify } from 'react-admin';
import { ApiError } from '../api/http.js';
import type { ActField, Tone } from '../api/rules.js';
import type { ActInput, TaskDetail } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ActFieldInput, inputFault } from './ActFieldInput.js';
import { DialogFrame } from './DialogFrame.js';
import { dropDraft, keepDraft, readDraft } from './drafts.js';
import { useActed } from './useActed.js';
import { useAttempt } from './useAttempt.js';

export interface FormDialogProps {
  title: string;
  about?: string;
  fields: readonly ActField[];
  tone: Tone;
  submitLabel: string;
  /** Said when it went through. */
  doneText: string;
  /** What the note that it went through offers beside, e.g. to take it back. */
  offer?: (detail: TaskDetail) => NotificationOptions;
  /** Under which name unsent text is kept on this machine, e.g. 'assignment.12.report'. */
  draft: string;
  /** The record acted on, for fields that ask the server for choices. */
  recordId: number;
  /** What the form is filled with where nothing unsent was kept. */
  start?: ActInput;
  /** What a choice fills in beside itself, where nothing else stands there. */
  follow?: (input: ActInput, name: string, value: ActInput[string]) => ActInput;
  send: (input: ActInput) => Promise<TaskDetail>;
  onClose: () => void;
  onDone?: (detail: TaskDetail) => void;
  /** Fetches the record anew after somebody else was faster; without it every task query is fetched again. */
  onReload?: () => void;
  /** Takes over when somebody else was faster; the dialog is closed and what was typed is dropped. */
  onConflict?: (error: ApiError) => void;
}

/** A form that sends something about a task and puts the fresh task where the screens read it. Nothing typed is lost until it was accepted. */
export function FormDialog(props: FormDialogProps) {
  const { title, about, fields, tone, submitLabel, recordId, onClose } = props;
  const t = useText();
  const { input, type, restored, discard, submit, busy, problem, reload, faultOf } = useForm(props);
  const focused = fields.findIndex(field => field.required);
  return (
    <DialogFrame
      title={title}
      note={about}
      submitLabel={submitLabel}
      danger={tone === 'danger'}
      plain={focused < 0}
      hint={fields.length > 0 && t('app.acts.keptHint')}
      problem={problem}
      busy={busy}
      onSubmit={submit}
      onReload={reload}
      onClose={onClose}
    >
      {restored && (
        <Typography variant="body2" role="status" sx={{ color: 'primary.main' }}>
          {t('app.acts.restored')}
          <Button size="small" onClick={discard} sx={{ ml: 1, py: 0 }}>
            {t('app.acts.discardDraft')}
          </Button>
        </Typography>
      )}
      {fields.map((field, index) => (
        <ActFieldInput
          key={field.name}
          field={field}
          value={input[field.name] ?? null}
          error={faultOf(field)}
          onChange={value => type(field.name, value)}
          recordId={recordId}
          autoFocus={index === focused}
        />
      ))}
    </DialogFrame>
  );
}

function useForm({ fields, draft, start = {}, follow, doneText, offer, send, onClose, onDone, onReload, onConflict }: FormDialogProps) {
  const notify = useNotify();
  const acted = useActed();
  const queries = useQueryClient();
  const [input, setInput] = useState<ActInput>(() => ({ ...start, ...readDraft(draft) }));
  const [restored, setRestored] = useState(() => readDraft(draft) !== null);
  const [tried, setTried] = useState(false);
  const { attempt, problem, setProblem, busy, faults: refused } = useAttempt();
  const faults = fields.map(field => inputFault(field, input[field.name] ?? null));

  const type = (name: string, value: ActInput[string]) => {
    const next = { ...input, ...follow?.(input, name, value), [name]: value };
    keepDraft(draft, next);
    setInput(next);
  };
  const discard = () => {
    dropDraft(draft);
    setInput(start);
    setRestored(false);
  };
  const settle = (detail: TaskDetail) => {
    dropDraft(draft);
    acted(detail);
    notify(doneText, { type: 'success', ...offer?.(detail) });
    onDone?.(detail);
    onClose();
  };
  const fail = (error: unknown) => {
    if (!onConflict || !(error instanceof ApiError) || error.body.code !== 'act.conflict') throw error;
    dropDraft(draft);
    onClose();
    onConflict(error);
  };
  const submit = () => {
    setTried(true);
    if (!faults.some(Boolean)) void attempt(() => send(input).then(settle, fail));
  };
  const reload = () => {
    setProblem(null);
    if (onReload) onReload();
    else void queries.invalidateQueries({ queryKey: ['tasks'] });
  };
  const faultOf = (field: ActField) => refused[field.name] ?? (tried ? faults[fields.indexOf(field)] : undefined);
  return { input, type, restored, discard, submit, busy, problem, reload, faultOf };
}
