import { Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Numbered } from '../platform/database/base.js';

/** A rung that a task has come to, claimed once per task and round of the ladder (G12); a round begins only by an act. Append-only. */
@Entity()
@Index('rung_firing_once', ['taskId', 'rung', 'round'], { unique: true })
export class RungFiring extends Numbered {
  @Column('integer')
  taskId: number;

  @Column('text')
  rung: string;

  @Column('date')
  dueDate: string;

  @Column('integer', { default: 1 })
  round: number;

  /** A person confirms or skips it. */
  @Column('boolean', { default: false })
  needsDecision: boolean;

  /** Why it came, in words. */
  @Column('text', { default: '' })
  reason: string;

  @Column('timestamptz')
  firedAt: Date;
}

/** What a person did with a rung: let it go out, or skipped it for a reason. Append-only; without one the rung still waits. */
@Entity()
export class RungDecision {
  @PrimaryColumn('integer')
  firingId: number;

  @ManyToOne(() => RungFiring, { nullable: false })
  firing: Relation<RungFiring>;

  @Column('text')
  decision: 'confirmed' | 'skipped';

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('text')
  actorName: string;

  @Column('timestamptz')
  at: Date;
}
