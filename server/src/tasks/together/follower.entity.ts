import { Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Account } from '../../people/account.entity.js';
import { Task } from '../task.entity.js';

/** A person who wants to hear of a task (关注). It gives no sight of it: who may no longer see the task hears nothing more. */
@Entity()
@Index('task_follower_account', ['accountId', 'taskId'])
export class TaskFollower {
  @PrimaryColumn('integer')
  taskId: number;

  @ManyToOne(() => Task, { nullable: false })
  task: Relation<Task>;

  @PrimaryColumn('integer')
  accountId: number;

  @ManyToOne(() => Account, { nullable: false })
  account: Relation<Account>;

  /** The last line of the task's history that the person was told of, or found when beginning to follow. */
  @Column('integer')
  toldId: number;

  /** The day on which the person was last told: once a day. */
  @Column('date', { nullable: true })
  toldOn: string | null;
}
