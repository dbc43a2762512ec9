import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../../people/account.entity.js';
import { Versioned } from '../../platform/database/base.js';
import type { InstructionDemand, InstructionState } from '../../rules/instruction.words.js';
import { Task } from '../task.entity.js';

/** A leader's instruction on a task (领导批示), by himself or recorded by the office. Only the roles of rules/instruction.process.ts read it. */
@Entity()
@Index('instruction_task', ['taskId', 'id'])
@Index('instruction_open', ['state', 'taskId'], { where: "state IN ('issued', 'answered')" })
export class Instruction extends Versioned {
  @ManyToOne(() => Task, { nullable: false })
  task: Relation<Task>;
  @Column('integer')
  taskId: number;

  @Column('text')
  state: InstructionState;

  /** Who gave it: need not have an account. */
  @Column('text')
  leaderName: string;

  @Column('text')
  text: string;

  @Column('text')
  demand: InstructionDemand;

  @Column('date')
  replyBy: string;

  /** Who wrote it down. */
  @ManyToOne(() => Account, { nullable: false })
  recorder: Relation<Account>;
  @Column('integer')
  recorderId: number;

  @Column('timestamptz')
  at: Date;
}
