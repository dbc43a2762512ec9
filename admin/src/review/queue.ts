import { BULK_ACTS, BULK_MOST, type TaskProcessName } from '../api/rules.js';
import type { Acting, BulkAct, ReviewItem, TaskDetail } from '../api/types.js';

export type Kind = ReviewItem['kind'];
export const KINDS: readonly Kind[] = [
  'close_requested',
  'escalation_answered',
  'report',
  'application',
  'instruction',
  'dispute',
  'sign_off',
];

/** One name for an item of the queue, also used in the address. */
export const nameOf = ({ kind, recordId }: Pick<ReviewItem, 'kind' | 'recordId'>): string => `${kind}-${recordId}`;

/** The item of that name; where it has left the queue, the one that now stands in its place (`place`), or the last. */
export function itemAt(queue: ReviewItem[], name: string | null, place: number): ReviewItem | undefined {
  return queue.find(item => nameOf(item) === name) ?? queue[Math.min(place, queue.length - 1)];
}

/** The item `step` places further on; the ends hold. */
export function moved(queue: ReviewItem[], from: ReviewItem, step: 1 | -1): ReviewItem {
  const place = queue.findIndex(item => nameOf(item) === nameOf(from));
  return queue[Math.max(0, Math.min(place + step, queue.length - 1))] ?? from;
}

/** How many items of each kind wait, kinds without any left out. */
export function kindsIn(queue: ReviewItem[]): { kind: Kind; label: string; count: number }[] {
  return KINDS.flatMap(kind => {
    const items = queue.filter(item => item.kind === kind);
    return items[0] ? [{ kind, label: items[0].kindLabel, count: items.length }] : [];
  });
}

/** The acts for which more than one of the items waits and that can be done to many at once, with the tasks, the first of them as many as are taken at once. */
export function bulkOf(items: readonly ReviewItem[]): { act: BulkAct; taskIds: number[] }[] {
  return (Object.keys(BULK_ACTS) as BulkAct[]).flatMap(act => {
    const waiting = items.filter(item => item.act === act && item.process === BULK_ACTS[act]);
    const taskIds = [...new Set(waiting.map(({ taskId }) => taskId))].slice(0, BULK_MOST);
    return taskIds.length > 1 ? [{ act, taskIds }] : [];
  });
}

/** An act of the desk with its key; `settles`: the item is dealt with afterwards. */
export interface DeskAct {
  code: string;
  letter: string;
  process: TaskProcessName;
  act: string;
  settles: boolean;
}

const deskAct = (letter: string, process: TaskProcessName, act: string, settles: boolean): DeskAct => ({
  code: `Key${letter}`,
  letter,
  process,
  act,
  settles,
});
const PRESSING = [deskAct('U', 'task', 'urge', false), deskAct('E', 'task', 'escalate', false)];

/** A says yes, R says no, U and E press on; which act that is depends on what waits. */
const ACTS: Record<Kind, DeskAct[]> = {
  close_requested: [
    deskAct('A', 'task', 'complete', true),
    deskAct('R', 'task', 'return', true),
    deskAct('V', 'task', 'verify', false),
    deskAct('A', 'task', 'confirm_verified', true),
    deskAct('R', 'task', 'refute', true),
    ...PRESSING,
  ],
  escalation_answered: [deskAct('A', 'escalation', 'accept', true), deskAct('R', 'escalation', 'reject', true), ...PRESSING],
  application: [
    deskAct('A', 'application', 'endorse', true),
    deskAct('R', 'application', 'hold_back', true),
    deskAct('A', 'application', 'review', true),
    deskAct('A', 'application', 'grant', true),
    deskAct('R', 'application', 'refuse', true),
  ],
  report: [
    deskAct('A', 'cycle_return', 'endorse', true),
    deskAct('R', 'cycle_return', 'hold_back', true),
    deskAct('A', 'cycle_return', 'approve', true),
    deskAct('R', 'cycle_return', 'return', true),
    ...PRESSING,
  ],
  instruction: [deskAct('A', 'instruction', 'accept', true), deskAct('R', 'instruction', 'reject', true), ...PRESSING],
  dispute: [deskAct('A', 'assignment', 'uphold', true), deskAct('R', 'assignment', 'reassign', true)],
  sign_off: [deskAct('A', 'task', 'sign_off', true), deskAct('R', 'task', 'send_back', true)],
};

export interface OpenDeskAct extends DeskAct {
  record: Acting;
  /** Why it is refused for now; undefined where it is permitted. */
  reasons?: string[];
}

/** The desk's acts on an item as the server has them: permitted ones, and blocked ones with every reason. */
export function deskActs(item: ReviewItem, task: TaskDetail): OpenDeskAct[] {
  return ACTS[item.kind].flatMap(each => {
    const record = recordOf(item, each.process, task);
    if (!record) return [];
    if (record.permittedActs.includes(each.act)) return [{ ...each, record }];
    const blocked = record.blockedActs?.find(({ act }) => act === each.act);
    return blocked ? [{ ...each, record, reasons: blocked.reasons }] : [];
  });
}

/** The record that waits: the task itself, or what hangs on it. */
function recordOf({ recordId }: ReviewItem, process: TaskProcessName, task: TaskDetail): Acting | undefined {
  if (process === 'task') return task;
  const among = {
    assignment: task.assignments,
    cycle_return: task.reports,
    escalation: task.escalations,
    application: task.applications,
    instruction: task.instructions,
  };
  return among[process].find(({ id }) => id === recordId);
}
