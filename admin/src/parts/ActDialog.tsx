import type { ReactNode } from 'react';
import { client } from '../api/client.js';
import { type ActField, actOf, type ProcessName } from '../api/rules.js';
import { useEscalationForm, useReportForm } from '../api/task.js';
import type { ActInput, Acting, Application, Escalation } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { FormDialog, type FormDialogProps } from './FormDialog.js';
import { undoOffer } from './UndoButton.js';

interface Props extends Pick<FormDialogProps, 'about' | 'onClose' | 'onDone' | 'onReload' | 'onConflict'> {
  process: ProcessName;
  act: string;
  record: Acting;
  /** Said when it went through, instead of the act's own words. */
  doneText?: string;
  /** What the form is filled with where nothing unsent was kept. */
  start?: ActInput;
  follow?: FormDialogProps['follow'];
  /** The choices of fields that this person has, by the field; absent: all. */
  choices?: Record<string, readonly string[]>;
}

/** The form of an act, made from the fields of the process table; a report starts from what was said last, a notice from what the ladder says. */
export function ActDialog(props: Props) {
  const Form = FORMS[`${props.process}.${props.act}`] ?? PlainDialog;
  return <Form {...props} />;
}

const FORMS: Record<string, (props: Props) => ReactNode> = {
  'assignment.report': ReportDialog,
  'assignment.report_unchanged': ReportDialog,
  'task.escalate': EscalateDialog,
  'escalation.reject': RejectDialog,
};

/** The level fills in the day of the answer and what the notice says, as long as nobody has written others. */
function EscalateDialog(props: Props) {
  const { data: form, isFetching } = useEscalationForm(props.record.id);
  if (isFetching) return null;
  const usual = (level: ActInput[string] | undefined): ActInput => {
    const { replyBy = null, text = '' } = form?.levels.find(each => each.level === level) ?? {};
    return { replyBy, reason: text };
  };
  const follow: Props['follow'] = (input, name, value) => {
    if (name !== 'level') return {};
    const before = usual(input.level);
    const untouched = ([key]: [string, unknown]) => !input[key] || input[key] === before[key];
    return Object.fromEntries(Object.entries(usual(value)).filter(untouched));
  };
  return <PlainDialog {...props} follow={follow} choices={form && { level: form.signs }} />;
}

function RejectDialog(props: Props) {
  const { taskId, level } = props.record as Escalation;
  const { data: form, isFetching } = useEscalationForm(taskId);
  if (isFetching) return null;
  return <PlainDialog {...props} start={{ replyBy: form?.levels.find(each => each.level === level)?.replyBy ?? null }} />;
}

function ReportDialog(props: Props) {
  const { data: form, isFetching } = useReportForm(props.record.id);
  if (!form || isFetching) return null;
  const period = form.period?.key ?? null;
  const start = props.act === 'report' ? { ...form.last, period } : { period };
  return <PlainDialog {...props} start={start} />;
}

function PlainDialog({ process, act, record, doneText, choices = {}, ...rest }: Props) {
  const t = useText();
  const { label, tone } = actOf(process, act)!;
  const carries = fieldsOf(process, act, record).map(field => limited(field, choices[field.name]));
  return (
    <FormDialog
      {...rest}
      title={carries.length > 0 ? label : t('app.acts.confirm', { act: label })}
      fields={carries}
      tone={tone}
      submitLabel={t('app.acts.submit', { act: label })}
      doneText={doneText ?? t('app.acts.done', { act: label })}
      offer={detail => undoOffer(process, act, record.id, detail)}
      draft={`${process}.${record.id}.${act}`}
      recordId={record.id}
      send={input => client.perform(process, record.id, act, record.version, input)}
    />
  );
}

function limited(field: ActField, choices: readonly string[] | undefined): ActField {
  if (!choices || !field.choices) return field;
  return { ...field, choices: Object.fromEntries(Object.entries(field.choices).filter(([name]) => choices.includes(name))) };
}

/** The fields of the act. One process stands for four kinds of application: a date is granted where more time was asked for, and only there. */
function fieldsOf(process: ProcessName, act: string, record: Acting): readonly ActField[] {
  const { carries } = actOf(process, act)!;
  if (process !== 'application' || act !== 'grant') return carries;
  const extension = (record as Application).kind === 'extension';
  return carries.flatMap(field => (field.name !== 'grantedDate' ? field : extension ? { ...field, required: true } : []));
}
