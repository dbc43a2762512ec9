/** What can be done to many tasks at once, and on which record of each: the task itself, or the share of the person's own unit in it. */
export const BULK_ACTS = {
  urge: 'task',
  apply_extension: 'task',
  delist: 'task',
  archive: 'task',
  receive: 'assignment',
  hand_over: 'assignment',
} as const satisfies Record<string, 'task' | 'assignment'>;
export type BulkAct = keyof typeof BULK_ACTS;

/** So many records are taken at once: what a person can look over before he agrees. */
export const BULK_MOST = 200;
