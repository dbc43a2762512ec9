import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Versioned } from '../platform/database/base.js';
import type { ApplicationState } from '../rules/application.process.js';
import type { ApplicationKind } from '../rules/application.words.js';
import { Task } from './task.entity.js';

/** An application to extend, amend, suspend or terminate a task. It changes nothing before it is granted, and is kept whatever became of it. */
@Entity()
@Index('application_task', ['taskId', 'id'])
@Index('application_open', ['state', 'taskId'], { where: "state IN ('applied', 'endorsed', 'reviewed')" })
export class Application extends Versioned {
  @ManyToOne(() => Task, { nullable: false })
  task: Relation<Task>;
  @Column('integer')
  taskId: number;

  @Column('text')
  kind: ApplicationKind;

  @Column('text')
  state: ApplicationState;

  @Column('text', { nullable: true })
  reasonKind: string | null;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('text', { nullable: true })
  basis: string | null;

  /** extension: the date asked for; suspension: the day on which work is to go on. */
  @Column('date', { nullable: true })
  askedDate: string | null;

  /** extension: the date granted, which need not be the one asked for. */
  @Column('date', { nullable: true })
  grantedDate: string | null;

  /** amendment: what each field said and is to say. */
  @Column('jsonb', { nullable: true })
  changes: Record<string, { from: string | null; to: string }> | null;

  /** Asked for after the deadline: granted or not, the old date goes on counting (G7). */
  @Column('boolean', { default: false })
  late: boolean;

  @ManyToOne(() => Account, { nullable: false })
  applicant: Relation<Account>;
  @Column('integer')
  applicantId: number;

  @Column('timestamptz')
  appliedAt: Date;
}
