import { Column, Entity, Index, ManyToOne, type Relation, Unique } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Unit } from '../people/unit.entity.js';
import { Numbered, Versioned } from '../platform/database/base.js';
import type { PhaseKind } from '../rules/cadences.js';
import { LightScheme } from '../tasks/light-scheme.entity.js';

export const PLAN_KINDS = {
  five_year: '五年规划',
  action_3y: '三年行动方案',
  annual_points: '年度工作要点',
  project: '项目方案',
  meeting: '会议部署',
} as const;
export type PlanKind = keyof typeof PLAN_KINDS;

export const PLAN_STATES = { intake: '待确认', confirmed: '已确认', withdrawn: '已撤回' } as const;
export type PlanState = keyof typeof PLAN_STATES;

/** What a name means may still be said of a confirmed plan: it changes no record, only what is proposed for measures that have no task yet. */
export const NAMEABLE: readonly PlanState[] = ['intake', 'confirmed'];

/** An issued document with a number that binds units (规划、行动方案、实施方案、工作要点). */
@Entity()
@Index('plan_owner_unit', ['ownerUnitId'])
export class Plan extends Versioned {
  @Column('text')
  title: string;

  @Column('text')
  kind: PlanKind;

  /** 文号 */
  @Column('text', { nullable: true })
  docNumber: string | null;

  @ManyToOne(() => Unit, { nullable: false })
  ownerUnit: Relation<Unit>;

  @Column('integer')
  ownerUnitId: number;

  @Column('text', { default: 'intake' })
  state: PlanState;

  @Column('integer')
  startYear: number;

  @Column('integer')
  endYear: number;

  /** By which the lights of its tasks are judged; null: by the default scheme. */
  @ManyToOne(() => LightScheme)
  lightScheme: Relation<LightScheme>;

  @Column('integer', { nullable: true })
  lightSchemeId: number | null;

  @ManyToOne(() => Account)
  confirmer: Relation<Account>;

  @Column('integer', { nullable: true })
  confirmerId: number | null;

  @Column('timestamptz', { nullable: true })
  confirmedAt: Date | null;
}

/** A stage of the plan with its own due day, at most one a year. */
@Entity()
@Unique('plan_phase_year', ['planId', 'year'])
export class PlanPhase extends Numbered {
  @ManyToOne(() => Plan, { nullable: false })
  plan: Relation<Plan>;

  @Column('integer')
  planId: number;

  @Column('integer')
  year: number;

  @Column('text')
  kind: PhaseKind;

  @Column('text')
  name: string;

  @Column('date')
  dueDate: string;
}
