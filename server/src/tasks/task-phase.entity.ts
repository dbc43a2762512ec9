import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Numbered } from '../platform/database/base.js';
import { Task } from './task.entity.js';

/** What one phase asks of a task (2024 重点攻坚 …): its own due day and target, and later the recorded verdict. */
@Entity()
@Index('task_phase_year', ['taskId', 'year'], { unique: true })
@Index('task_phase_counted', { synchronize: false })
export class TaskPhase extends Numbered {
  @ManyToOne(() => Task, { nullable: false })
  task: Relation<Task>;
  @Column('integer')
  taskId: number;

  @Column('integer')
  year: number;

  @Column('text')
  kind: string;

  @Column('text')
  name: string;

  @Column('date')
  dueDate: string;

  @Column('text', { nullable: true })
  target: string | null;

  @Column('text', { nullable: true })
  verdict: 'reached' | 'behind' | 'unknown' | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('timestamptz', { nullable: true })
  recordedAt: Date | null;

  @Column('integer', { nullable: true })
  recordedBy: number | null;
}
