import { Application } from './application.entity.js';
import { Assignment } from './assignment.entity.js';
import { CycleReturn } from './cycle-return.entity.js';
import { Evidence } from './evidence.entity.js';
import { EvidenceRequirement } from './evidence-requirement.entity.js';
import { Finding } from './finding.entity.js';
import { IndicatorReading } from './indicator-reading.entity.js';
import { LightScheme } from './light-scheme.entity.js';
import { Suspension } from './suspension.entity.js';
import { Task } from './task.entity.js';
import { TaskPhase } from './task-phase.entity.js';
import { TaskSight } from './task-sight.entity.js';
import { TaskComment } from './together/comment.entity.js';
import { TaskFollower } from './together/follower.entity.js';
import { Instruction } from './together/instruction.entity.js';

export const TASKS_ENTITIES = [
  LightScheme,
  Task,
  TaskPhase,
  TaskSight,
  Assignment,
  CycleReturn,
  IndicatorReading,
  EvidenceRequirement,
  Evidence,
  Application,
  Finding,
  Suspension,
  Instruction,
  TaskComment,
  TaskFollower,
];
