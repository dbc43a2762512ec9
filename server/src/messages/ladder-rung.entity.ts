import { Column, Entity } from 'typeorm';
import { Versioned } from '../platform/database/base.js';
import type { Role } from '../rules/actor.js';
import type { Rung, RungKind, Signer } from '../rules/ladder.js';
import type { DayUnit } from '../rules/schemes.js';

/** A rung of the office's ladder, in order. */
@Entity()
export class LadderRung extends Versioned implements Rung {
  @Column('text', { unique: true })
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
