import type { Process } from './process.js';
import { CLOSING, type ClosingAct } from './task.closing.js';
import { NOTING, type NotingAct } from './task.noting.js';
import { PREPARING, type PreparingAct } from './task.preparing.js';
import type { TaskFacts, TaskRelation, TaskState } from './task.words.js';
import { WORKING, type WorkingAct } from './task.working.js';

export * from './task.words.js';

export type TaskAct = PreparingAct | WorkingAct | ClosingAct | NotingAct;

/** The life of a task. */
export const TASK_PROCESS: Process<TaskState, TaskRelation, TaskFacts, TaskAct> = {
  name: 'task',
  collection: 'tasks',
  label: '任务',
  classifier: '项',
  states: {
    draft: { label: '拟办' },
    discarded: { label: '已作废', final: true },
    pending_issue: { label: '立项待审' },
    issued: { label: '已交办' },
    in_progress: { label: '办理中' },
    close_requested: { label: '办结待审' },
    under_verification: { label: '核查中' },
    returned: { label: '退回补办' },
    completed: { label: '已办结' },
    delisted: { label: '已销号' },
    archived: { label: '已归档', final: true },
    suspended: { label: '中止' },
    terminated: { label: '终止', final: true },
    carried_over: { label: '结转', final: true },
  },
  initial: 'draft',
  relations: {
    owner: { label: '方案主办单位', reach: 'subtree' },
    supervising: { label: '督查单位', reach: 'subtree' },
    lead: { label: '牵头单位', reach: 'own' },
    assigner: { label: '分解任务的单位', reach: 'own' },
  },
  acts: { ...PREPARING, ...WORKING, ...CLOSING, ...NOTING },
};
