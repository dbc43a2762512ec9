import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Unit } from '../../people/unit.entity.js';
import { Versioned } from '../../platform/database/base.js';
import type { ObjectKind, ObjectState } from '../../rules/object.words.js';
import { Plan } from '../plan.entity.js';

/** An institution that a plan builds up (重点建设单位一览表), with how far it has come. */
@Entity()
@Index('object_item_plan', ['planId', 'kind', 'plannedReview'])
@Index('object_item_county', ['countyUnitId', 'state'])
@Index('object_item_once', ['planId', 'kind', 'countyUnitId', 'institution', 'specialty'], { unique: true, where: "state <> 'removed'" })
export class ObjectItem extends Versioned {
  @ManyToOne(() => Plan, { nullable: false })
  plan: Relation<Plan>;
  @Column('integer')
  planId: number;

  /** The county (县、市、区) that it lies in: that unit declares and assesses it. */
  @ManyToOne(() => Unit, { nullable: false })
  countyUnit: Relation<Unit>;
  @Column('integer')
  countyUnitId: number;

  /** Need not be in the register of units. */
  @Column('text')
  institution: string;

  @Column('text', { nullable: true })
  institutionCode: string | null;

  @Column('text')
  kind: ObjectKind;

  /** '' for kinds without one, so that the unique key holds. */
  @Column('text', { default: '' })
  specialty: string;

  /** The year (phase) in which it is to be built up. */
  @Column('integer', { nullable: true })
  buildYear: number | null;

  /** 拟评审时间; a quarter or a month means its last day. It is no deadline of a task. */
  @Column('date')
  plannedReview: string;

  @Column('text', { nullable: true })
  guidanceUnit: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text')
  state: ObjectState;

  @Column('date', { nullable: true })
  declaredOn: string | null;

  @Column('date', { nullable: true })
  selfAssessedOn: string | null;

  @Column('text', { nullable: true })
  selfScore: string | null;

  @Column('date', { nullable: true })
  preReviewedOn: string | null;

  @Column('text', { nullable: true })
  preReview: string | null;

  @Column('date', { nullable: true })
  siteReviewedOn: string | null;

  @Column('text', { nullable: true })
  experts: string | null;

  @Column('date', { nullable: true })
  recognisedOn: string | null;

  @Column('text', { nullable: true })
  docNumber: string | null;

  @Column('date', { nullable: true })
  rectifyBy: string | null;

  @Column('date', { nullable: true })
  reReviewedOn: string | null;
}
