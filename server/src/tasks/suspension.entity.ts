import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Numbered } from '../platform/database/base.js';
import { Task } from './task.entity.js';

/** The ledger of a task's pauses (中止): the deadline stays as it is, and the days that were lost are added when the next due day is worked out. */
@Entity()
@Index('suspension_task', ['taskId'])
export class Suspension extends Numbered {
  @ManyToOne(() => Task, { nullable: false })
  task: Relation<Task>;
  @Column('integer')
  taskId: number;

  @Column('date')
  fromDay: string;

  /** When work is expected to go on. */
  @Column('date')
  untilDay: string;

  /** When it was last looked at and left standing. */
  @Column('date')
  confirmedOn: string;

  /** When it did; null while the pause lasts. */
  @Column('date', { nullable: true })
  endedOn: string | null;
}
