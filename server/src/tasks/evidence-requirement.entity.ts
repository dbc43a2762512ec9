import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Numbered } from '../platform/database/base.js';
import type { EvidenceKind } from '../rules/evidence.js';
import { Task } from './task.entity.js';

/** One thing that a task's proof must contain (佐证材料要求): closing is refused while fewer than `minimum` papers stand for it. */
@Entity()
@Index('evidence_requirement_name', ['taskId', 'name'], { unique: true })
export class EvidenceRequirement extends Numbered {
  @ManyToOne(() => Task, { nullable: false })
  task: Relation<Task>;
  @Column('integer')
  taskId: number;

  /** Order on the screen, from 0. */
  @Column('integer')
  position: number;

  @Column('text')
  kind: EvidenceKind;

  @Column('text')
  name: string;

  @Column('integer')
  minimum: number;
}
