import { APPLICATION_PROCESS, wakeOf } from '../../server/src/rules/application.process.js';
import type { ApplicationKind } from '../../server/src/rules/application.words.js';
import { ASSIGNMENT_PROCESS } from '../../server/src/rules/assignment.process.js';
import type { EscalationFacts } from '../../server/src/rules/escalation.process.js';
import { TASK_PROCESSES } from '../../server/src/rules/index.js';
import type { ActInput } from '../../server/src/rules/process.js';
import { RETURN_PROCESS } from '../../server/src/rules/return.process.js';
import { actOf } from '../support/bodies.js';
import type { ModelRecord } from './known.js';
import type { Model } from './model.js';
import { type Attempt, linesOf } from './verdict.js';

/**
 * Guards that no sequence of acts can come up against, because an earlier one already stands in the way. They stay as a second line;
 * their own specs try them. When one of them turns up in a walk, the tables have changed.
 */
export const SECOND_LINE = [
  'task.begin: guard leadHasReceived',
  'task.request_completion: guard leadHasReceived',
  'task.sign_off: guard draftIsComplete',
  'task.complete: guard evidenceIsThere',
  'task.confirm_verified: guard evidenceIsThere',
  // Whoever heads the unit reports past this step.
  'cycle_return.endorse: guard reviewerIsNotReporter',
  'cycle_return.hold_back: guard reviewerIsNotReporter',
  // Whoever may decompose does not see the task before it is issued.
  ...['draft', 'pending_issue', 'discarded'].map(state => `task.decompose: refused in ${state}`),
  // The head of a unit whose share went to another does not see the task any more.
  ...['hand_over', 'take_back'].map(act => `assignment.${act}: refused in replaced`),
  // Only one unit beside the lead has a share here.
  'assignment.arrange: guard weightsAddUp',
  // Who decides is neither of the unit nor of the supervision here.
  'application.grant: guard notTheApplicant',
  'application.refuse: guard notTheApplicant',
];

const INTERVIEW = ['done from issued', 'done from answered', 'refused in closed', 'refused in withdrawn'].map(
  line => `escalation.record_interview: ${line}`,
);

export const LINES = linesOf(TASK_PROCESSES);

const HARD_TO_REACH = [...SECOND_LINE, ...INTERVIEW];

/** The lines of the tables that no walk has come to yet. */
export const missingLines = (visited: ReadonlySet<string>) => LINES.filter(line => !visited.has(line));

/** Of so many chances one is taken: these acts lead away from the end of the road. */
const RARELY: Record<string, number> = {
  discard: 7,
  note_higher: 8,
  escalate: 6,
  instruct: 6,
  send_back: 2,
  carry_over: 13,
  dispute: 6,
  decompose: 11,
  apply_extension: 6,
  apply_amendment: 6,
  apply_suspension: 6,
  apply_termination: 9,
  refuse: 3,
  hold_back: 3,
  withdraw: 5,
};

/** What becomes of a report moves the report only, and may as well be left to chance. */
export const chanceOf = ({ record, act }: Attempt<ModelRecord>) => (record.process === RETURN_PROCESS ? 3 : (RARELY[act] ?? 1));

/** Acts that undo another: done once from each of their states, and now and then by chance; a walk that keeps turning back comes to no end. */
const TURNS_BACK = [
  ...['recall_registration', 'recall_issue', 'recall_completion'].map(act => `task.${act}`),
  ...['withdraw_dispute', 'recall_branch'].map(act => `assignment.${act}`),
  'cycle_return.withdraw',
];

/** Leads to another state, opens a notice, an instruction or an application, or reports the work as done: what a walk needs to come to its end. */
export function goesAhead(model: Model, { verdict, record, act, input }: Attempt<ModelRecord>): boolean {
  if (verdict.status !== 200 || TURNS_BACK.includes(`${record.process.name}.${act}`)) return false;
  if (act === 'report') return input.percent === 100 && stillOwesReport(model, record.id);
  return actOf(record.process, act).to !== 'same' || act === 'escalate' || act === 'instruct' || act.startsWith('apply_');
}

/** The share's last report is missing, not yet 100 %, or was sent back. */
function stillOwesReport(model: Model, shareId: number): boolean {
  const last = model.lastReport(shareId);
  return !last || last.percent < 100 || last.state === 'returned';
}

/** Its own line of the tables is new, or that of what the system does once the application is granted, or one that it is the way to. */
export function leadsToNew(visited: ReadonlySet<string>, model: Model, { verdict, record, act, input }: Attempt<ModelRecord>): boolean {
  const lines = [verdict.line, ...refusedAfter(record, act), ...wakesOf(model, record, act), ...(OPENS[act]?.(record, input) ?? [])];
  return lines.some(line => !visited.has(line));
}

/** Lines that nobody comes to but after these acts, and then only for a while: chance alone passes them by. */
const OPENS: Record<string, (record: ModelRecord, input: ActInput) => string[]> = {
  hand_over: ({ state }) => [`assignment.take_back: done from ${state}`],
  escalate: (_task, { level }) => (level === 'interview' ? INTERVIEW : []),
  answer: ({ facts }) => linesOfInterview(facts, 'done from answered', 'refused in closed'),
  accept: ({ facts }) => linesOfInterview(facts, 'refused in closed'),
  withdraw: ({ facts }) => linesOfInterview(facts, 'refused in withdrawn'),
  decompose: () => ['task.request_completion: guard subtasksAreClosed'],
  note_higher: ({ state }) => (state === 'completed' ? ['task.delist: guard higherAuthorityAgrees'] : []),
};

/** Only the notice of an interview leads to its minutes. */
function linesOfInterview(facts: object, ...lines: string[]): string[] {
  return (facts as Partial<EscalationFacts>).level === 'interview' ? lines.map(line => `escalation.record_interview: ${line}`) : [];
}

/** What is refused in the state that an act leads to is seen only by a walk that goes on from there. */
function refusedAfter({ process }: ModelRecord, act: string): string[] {
  const refused = `: refused in ${actOf(process, act).to}`;
  return LINES.filter(line => line.startsWith(`${process.name}.`) && line.endsWith(refused) && !HARD_TO_REACH.includes(line));
}

/** Lines of what the system would do: at a report in the place of another, and in the end of an application, when it is handed in and on each step of its way. */
function wakesOf(model: Model, { process, id }: ModelRecord, act: string): string[] {
  if (process === ASSIGNMENT_PROCESS && act === 'report')
    return model.replacedBy(id).map(state => `cycle_return.replace: done from ${state}`);
  const granted = process === APPLICATION_PROCESS && ['endorse', 'review', 'grant'].includes(act) ? model.wakeOf(id) : null;
  const wake = act.startsWith('apply_') ? wakeOf({ kind: act.slice(6) as ApplicationKind, late: false }) : granted;
  return wake === null ? [] : [`task.${wake}: done from ${model.state}`];
}
