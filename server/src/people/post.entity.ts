import { Check, Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Numbered, Versioned } from '../platform/database/base.js';
import type { Role } from '../rules/actor.js';
import { Account } from './account.entity.js';
import { Unit } from './unit.entity.js';

/** A post of a unit. Duty and rights belong to it, so that whoever takes it over inherits them (G14). */
@Entity()
@Index('post_unit', ['unitId'])
export class Post extends Versioned {
  @Column('integer')
  unitId: number;

  @ManyToOne(() => Unit)
  unit: Relation<Unit>;

  @Column('text')
  name: string;

  @Column('text')
  role: Role;

  @Column('boolean', { default: true })
  active: boolean;
}

export const CAPACITIES = { holder: '任职', deputy: '代理' } as const;
export type Capacity = keyof typeof CAPACITIES;

/** Who holds a post, since when; ended holdings stay as history. At most one holder and one deputy at a time. */
@Entity()
@Check('post_holding_capacity', `"capacity" IN ('holder', 'deputy')`)
@Index('post_holding_open', ['postId', 'capacity'], { unique: true, where: '"until" IS NULL' })
@Index('post_holding_account', ['accountId'], { where: '"until" IS NULL' })
export class PostHolding extends Numbered {
  @Column('integer')
  postId: number;

  @ManyToOne(() => Post)
  post: Relation<Post>;

  @Column('integer')
  accountId: number;

  @ManyToOne(() => Account)
  account: Relation<Account>;

  @Column('text')
  capacity: Capacity;

  @Column('timestamptz')
  since: Date;

  @Column('timestamptz', { nullable: true })
  until: Date | null;
}
