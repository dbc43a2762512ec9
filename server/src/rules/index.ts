import { APPLICATION_PROCESS } from './application.process.js';
import { ASSIGNMENT_PROCESS } from './assignment.process.js';
import { ESCALATION_PROCESS } from './escalation.process.js';
import { INSTRUCTION_PROCESS } from './instruction.process.js';
import { OBJECT_PROCESS } from './object.process.js';
import { PAPER_PROCESS } from './paper.process.js';
import type { AnyProcess } from './process.js';
import { RETURN_PROCESS } from './return.process.js';
import { TASK_PROCESS } from './task.process.js';

/** The processes of a task and what hangs on it: the model-based test walks this list. */
export const TASK_PROCESSES: readonly AnyProcess[] = [
  TASK_PROCESS,
  ASSIGNMENT_PROCESS,
  RETURN_PROCESS,
  APPLICATION_PROCESS,
  ESCALATION_PROCESS,
  INSTRUCTION_PROCESS,
];

/** Every process of the house; start-up, the generated client and the diagrams take this list. */
export const PROCESSES: readonly AnyProcess[] = [...TASK_PROCESSES, PAPER_PROCESS, OBJECT_PROCESS];
