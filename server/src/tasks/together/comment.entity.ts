import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../../people/account.entity.js';
import { Numbered } from '../../platform/database/base.js';
import { Task } from '../task.entity.js';

/** What somebody says about a task (评论). It is never changed; its author may take it back, and that it was there stays visible. */
@Entity()
@Index('task_comment_task', ['taskId', 'id'])
export class TaskComment extends Numbered {
  @ManyToOne(() => Task, { nullable: false })
  task: Relation<Task>;
  @Column('integer')
  taskId: number;

  @ManyToOne(() => Account, { nullable: false })
  author: Relation<Account>;
  @Column('integer')
  authorId: number;

  @Column('text')
  text: string;

  /** Accounts that it addresses (@). */
  @Column('integer', { array: true })
  mentionedIds: number[];

  @Column('timestamptz')
  at: Date;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;
}
