import type { components } from '../generated/api.js';
import {
  type CADENCES,
  type COLOURS,
  type CURVES,
  type LIGHTS,
  type PHASE_KINDS,
  PROCESSES,
  type ROBOT_KINDS,
  type SCHEME_KINDS,
  type WAITING_KINDS,
} from '../generated/processes.js';

export * from '../generated/processes.js';

export type WaitingKind = keyof typeof WAITING_KINDS;
export type ProcessName = keyof typeof PROCESSES;
/** The processes of a task and what hangs on it. */
export type TaskProcessName = Exclude<ProcessName, 'paper' | 'object_item'>;
export type TaskState = keyof (typeof PROCESSES)['task']['states'];
export type Light = keyof typeof LIGHTS;
export type Colour = keyof typeof COLOURS;
export type SchemeKind = keyof typeof SCHEME_KINDS;
export type Curve = keyof typeof CURVES;
export type RobotKind = keyof typeof ROBOT_KINDS;
export type Permission = components['schemas']['Session']['permissions'][number];
export type Cadence = keyof typeof CADENCES;
export type PhaseKind = keyof typeof PHASE_KINDS;
export type Tone = 'primary' | 'plain' | 'danger';

/** One thing that an act must or may carry, as the process table names it; the dialog makes an input of each. */
export interface ActField {
  name: string;
  label: string;
  kind: 'text' | 'date' | 'percent' | 'choice' | 'account' | 'phase' | 'unit' | 'period' | 'readings';
  required: boolean;
  max?: number;
  choices?: Readonly<Record<string, string>>;
}

/** An act of a process table: its verb, the noun under the record, its look and what it carries. */
export interface ActDefinition {
  label: string;
  noun: string;
  tone: Tone;
  carries: readonly ActField[];
  /** The act that takes this one back while nobody has acted on it. */
  undoneBy?: string;
}

/** The act of a process by name; undefined for a name that this build does not know (the server is newer). */
export function actOf(process: ProcessName, act: string): ActDefinition | undefined {
  return (PROCESSES[process].acts as Record<string, ActDefinition>)[act];
}

/** The path segment of a process's records: task → tasks. */
export function collectionOf(process: ProcessName): string {
  return PROCESSES[process].collection;
}

/** The acts of a process in the order of its table; buttons stand in this order. */
export function actOrder(process: ProcessName): string[] {
  return Object.keys(PROCESSES[process].acts);
}
