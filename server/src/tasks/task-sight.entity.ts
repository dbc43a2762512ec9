import { Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Task } from './task.entity.js';

/**
 * Who sees which task: a row for each unit that the task touches and each unit above it, with what lists sort and count by. Derived from task, share and
 * tree of units by the database itself, in the statement that changes one of them (`task_sight_settle` in the migration Sight): nothing else writes here.
 */
@Entity()
@Index('task_sight_deadline', { synchronize: false })
@Index('task_sight_urgency', { synchronize: false })
export class TaskSight {
  @ManyToOne(() => Task, { nullable: false, onDelete: 'CASCADE' })
  task: Relation<Task>;
  @PrimaryColumn('integer')
  taskId: number;

  @PrimaryColumn('integer')
  unitId: number;

  /** The unit or one below it owns the plan, supervises, or has a share in what has been issued. Drafts are seen by those who plan, not by those who will get them. */
  @Column('boolean')
  visible: boolean;

  /** The unit or one below it has a share, be it issued or not. */
  @Column('boolean')
  shares: boolean;

  @Column('text')
  state: string;

  @Column('date', { nullable: true })
  deadline: string | null;

  @Column('date', { nullable: true })
  nextDue: string | null;
}
