/** The record of a task that an act is on: the task itself, the share of the person's own unit in it, or what that unit has reported and its head has not seen. */
export type BulkRecord = 'task' | 'assignment' | 'cycle_return';

/** What can be done to many tasks at once, and on which record of each. */
export const BULK_ACTS = {
  urge: 'task',
  apply_extension: 'task',
  delist: 'task',
  archive: 'task',
  receive: 'assignment',
  hand_over: 'assignment',
  report_unchanged: 'assignment',
  endorse: 'cycle_return',
} as const satisfies Record<string, BulkRecord>;
export type BulkAct = keyof typeof BULK_ACTS;

/** So many records are taken at once: what a person can look over before he agrees. */
export const BULK_MOST = 200;
