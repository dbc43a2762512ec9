import { actsOf } from '../people/acts.js';
import { TASK_PROCESSES } from '../rules/index.js';
import { TaskDetails } from './task.details.js';

/** One controller for each process whose records hang on a task; each answers the task as it then stands. */
export const ACTS_CONTROLLERS = TASK_PROCESSES.map(process =>
  actsOf(process, 'task.read', TaskDetails, (details, { taskId }, actor) => details.of(taskId, actor)),
);
