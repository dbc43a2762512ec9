import { APPLICATION_PROCESS } from './application.process.js';
import { ASSIGNMENT_PROCESS } from './assignment.process.js';
import { ESCALATION_PROCESS } from './escalation.process.js';
import type { AnyProcess } from './process.js';
import { TASK_PROCESS } from './task.process.js';

/** Every process of the house; start-up, the generated client, the diagrams and the model-based test walk this list. */
export const PROCESSES: readonly AnyProcess[] = [TASK_PROCESS, ASSIGNMENT_PROCESS, APPLICATION_PROCESS, ESCALATION_PROCESS];
