import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Versioned } from '../platform/database/base.js';
import type { Role } from '../rules/actor.js';
import type { Rung, RungKind, Signer } from '../rules/ladder.js';
import type { DayUnit } from '../rules/schemes.js';

/** A rung of a ladder, in order: of the office's, or of a plan that has its own. */
@Entity()
@Index('ladder_rung_office', ['code'], { unique: true, where: 'plan_id IS NULL' })
@Index('ladder_rung_plan', ['planId', 'code'], { unique: true, where: 'plan_id IS NOT NULL' })
export class LadderRung extends Versioned implements Rung {
  /** Null: the office's. Plans stand a floor above. */
  @ManyToOne('Plan', { nullable: true })
  plan: Relation<object> | null;
  @Column('integer', { nullable: true })
  planId: number | null;

  @Column('text')
  code: string;

  @Column('integer')
  position: number;

  @Column('text')
  name: string;

  @Column('text')
  kind: RungKind;

  @Column('integer')
  offsetDays: number;

  @Column('text')
  unit: DayUnit;

  @Column('boolean')
  automatic: boolean;

  @Column('boolean')
  active: boolean;

  @Column('text')
  signer: Signer;

  @Column('jsonb')
  copyTo: Role[];

  @Column('integer', { nullable: true })
  replyDays: number | null;

  @Column('text')
  demand: string;
}
