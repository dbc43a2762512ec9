import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Unit } from '../people/unit.entity.js';
import { Numbered } from '../platform/database/base.js';
import type { ReturnReason } from '../rules/task.process.js';
import { Task } from './task.entity.js';

/** A problem that a review or an inspection has found (发现问题), with the unit that led the task then: what comes again at a unit shows here (G9). */
@Entity()
@Index('finding_task', ['taskId'])
@Index('finding_unit', ['unitId', 'kind', 'foundOn'])
export class Finding extends Numbered {
  @ManyToOne(() => Task, { nullable: false })
  task: Relation<Task>;
  @Column('integer')
  taskId: number;

  @ManyToOne(() => Unit, { nullable: false })
  unit: Relation<Unit>;
  @Column('integer')
  unitId: number;

  @Column('text')
  kind: ReturnReason;

  @Column('date')
  foundOn: string;
}
