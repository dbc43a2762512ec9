import type { TaskProcessName } from '../../api/rules.js';
import type { Acting, Assignment, TaskDetail } from '../../api/types.js';

export type StepName = 'receive' | 'report' | 'upload' | 'submit' | 'close';

/** One step of a unit's way through a task. */
export interface Step {
  name: StepName;
  state: 'done' | 'now' | 'later';
  /** Nothing is waited for at this moment: what was due has been reported, and the next period has not begun. */
  rests: boolean;
  /** The act that takes the step, where the server permits it now. */
  act: { process: TaskProcessName; record: Acting; act: string } | null;
  /** What is still missing, in the server's words, where the act is blocked. */
  missing: string[];
}

const ACT: Record<StepName, { process: TaskProcessName; act: string } | null> = {
  receive: { process: 'assignment', act: 'receive' },
  report: { process: 'assignment', act: 'report' },
  upload: null,
  submit: { process: 'assignment', act: 'submit_branch' },
  close: { process: 'task', act: 'request_completion' },
};

/** What may be done instead of the step itself: sign for it or object, report something new or nothing. */
export const INSTEAD: Partial<Record<StepName, readonly string[]>> = {
  receive: ['dispute', 'withdraw_dispute'],
  report: ['report_unchanged'],
};

/** The acts that the steps offer, so that no other bar shows them twice. */
export const STEP_ACTS: Record<TaskProcessName, readonly string[]> = {
  task: ['request_completion'],
  assignment: ['receive', 'dispute', 'withdraw_dispute', 'report', 'report_unchanged', 'submit_branch'],
  cycle_return: [],
  application: [],
  escalation: [],
  instruction: [],
};

const ASKED: readonly string[] = ['close_requested', 'under_verification', 'completed', 'delisted', 'archived'];
const HANDED_IN: readonly string[] = ['branch_submitted', 'branch_confirmed'];

/** The way of one unit's share: sign for it, report, upload proof, and (the lead unit) ask for closing. The first step not done is `now`. */
export function stepsOf(task: TaskDetail, share: Assignment, today: string): Step[] {
  const proof = task.evidence.filter(file => !file.withdrawnAt && (share.role === 'lead' || file.assignmentId === share.id));
  const done: Record<StepName, boolean> = {
    receive: share.state !== 'pending_receipt' && share.state !== 'receipt_disputed',
    submit: HANDED_IN.includes(share.state),
    report: (share.lastPercent ?? 0) >= 100,
    upload: proof.length > 0,
    close: ASKED.includes(task.state),
  };
  const names: StepName[] = share.role === 'lead' ? ['receive', 'report', 'upload', 'close'] : ['receive', 'report', 'upload', 'submit'];
  const now = names.find(name => !done[name]);
  const opens = share.owed?.opens;
  const rests = share.lastPercent !== null && share.missed.length === 0 && opens !== undefined && opens > today;
  return names.map(name => ({
    name,
    state: done[name] ? 'done' : name === now ? 'now' : 'later',
    rests: name === 'report' && rests,
    ...actOn(name, task, share),
  }));
}

function actOn(name: StepName, task: TaskDetail, share: Assignment): Pick<Step, 'act' | 'missing'> {
  const step = ACT[name];
  if (!step) return { act: null, missing: [] };
  const record = step.process === 'task' ? task : share;
  const missing = record.blockedActs?.find(({ act }) => act === step.act)?.reasons ?? [];
  return { act: record.permittedActs.includes(step.act) ? { ...step, record } : null, missing };
}
