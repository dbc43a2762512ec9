import { PROCESSES } from '../api/rules.js';

/** The states of a task to choose from, in the order of the process table. */
export const STATE_CHOICES = Object.entries(PROCESSES.task.states).map(([id, name]) => ({ id, name }));
