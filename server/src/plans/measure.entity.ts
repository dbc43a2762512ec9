import { Column, Entity, Index, ManyToOne, type Relation, Unique } from 'typeorm';
import { Numbered } from '../platform/database/base.js';
import type { Op } from '../reading/index.js';
import type { RollUp } from '../rules/readings.js';
import { Document, IntakeRecord } from './document.entity.js';
import { Plan } from './plan.entity.js';

/** A measure of a confirmed plan: what is supervised. It keeps the place of its sentence for ever. */
@Entity()
@Unique('measure_no', ['planId', 'no'])
@Index('measure_record', ['recordId'])
@Index('measure_sketch', ['sketch'], { type: 'gin' })
export class Measure extends Numbered {
  @ManyToOne(() => Plan, { nullable: false })
  plan: Relation<Plan>;

  @Column('integer')
  planId: number;

  @ManyToOne(() => IntakeRecord, { nullable: false })
  record: Relation<IntakeRecord>;

  @Column('integer')
  recordId: number;

  @ManyToOne(() => Document, { nullable: false })
  document: Relation<Document>;

  @Column('integer')
  documentId: number;

  /** The list (方面,主要是…) that it was taken out of. */
  @ManyToOne(() => IntakeRecord)
  parentRecord: Relation<IntakeRecord>;

  @Column('integer', { nullable: true })
  parentRecordId: number | null;

  /** By outline: 1.2 is the second measure under the first heading. */
  @Column('text')
  no: string;

  /** Order in the plan, from 1. */
  @Column('integer')
  position: number;

  @Column('text', { nullable: true })
  title: string | null;

  @Column('jsonb')
  section: string[];

  /** Verbatim from the plan, line breaks of the print joined. */
  @Column('text')
  text: string;

  @Column('date', { nullable: true })
  deadline: string | null;

  @Column('text', { nullable: true })
  deadlineRaw: string | null;

  @Column('jsonb')
  phases: number[];

  @Column('jsonb')
  leadNames: string[];

  @Column('jsonb')
  supportNames: string[];

  @Column('integer')
  startAt: number;

  @Column('integer')
  endAt: number;

  /** The version of the document that no longer has it, where somebody decided that it falls away. */
  @ManyToOne(() => Document)
  goneDocument: Relation<Document>;

  @Column('integer', { nullable: true })
  goneDocumentId: number | null;

  /** What its words look like (likeness.ts): alike measures have a number in common. null: not made yet. */
  @Column('integer', { array: true, nullable: true, select: false })
  sketch: number[] | null;
}

/** What a plan's figures are about: 县域就诊率, %. Where it stands today, and (IndicatorTarget) where it is to be, year by year. */
@Entity()
@Index('indicator_plan', ['planId'])
@Index('indicator_measure', ['measureId'])
@Index('indicator_record', ['recordId'])
export class Indicator extends Numbered {
  @ManyToOne(() => Plan, { nullable: false })
  plan: Relation<Plan>;

  @Column('integer')
  planId: number;

  /** The measure that is to bring it about; null: the plan as a whole. */
  @ManyToOne(() => Measure)
  measure: Relation<Measure>;

  @Column('integer', { nullable: true })
  measureId: number | null;

  /** Where the plan names it first. */
  @ManyToOne(() => IntakeRecord, { nullable: false })
  record: Relation<IntakeRecord>;

  @Column('integer')
  recordId: number;

  @Column('text')
  name: string;

  /** How its targets are compared; the last one's where they differ. */
  @Column('text')
  op: Op;

  @Column('text')
  unit: string;

  /** How the figures of several units become one. */
  @Column('text', { default: 'entered' })
  rollUp: RollUp;

  /** What the plan reports as reached (成效). */
  @Column('numeric', { nullable: true })
  baselineValue: number | null;

  /** The day that the baseline speaks of; null: the plan does not say. */
  @Column('date', { nullable: true })
  baselineDate: string | null;

  /** The words of the plan. */
  @Column('text', { nullable: true })
  baselineRaw: string | null;
}

/** A level that an indicator is to reach: by a day, or in a year of the plan (one point a phase), or at all. */
@Entity()
@Index('indicator_target_indicator', ['indicatorId'])
@Index('indicator_target_record', ['recordId'])
export class IndicatorTarget extends Numbered {
  @ManyToOne(() => Indicator, { nullable: false, onDelete: 'CASCADE' })
  indicator: Relation<Indicator>;

  @Column('integer')
  indicatorId: number;

  @ManyToOne(() => IntakeRecord, { nullable: false })
  record: Relation<IntakeRecord>;

  /** The sentence that sets it. */
  @Column('integer')
  recordId: number;

  /** The phase that it belongs to, by its year. */
  @Column('integer', { nullable: true })
  year: number | null;

  @Column('date', { nullable: true })
  dueDate: string | null;

  @Column('text')
  op: Op;

  /** null only with a defect: a number lost in the source is never filled in. */
  @Column('numeric', { nullable: true })
  value: number | null;

  /** Upper end of a range (`between`). */
  @Column('numeric', { nullable: true })
  value2: number | null;

  /** The words of the plan. */
  @Column('text')
  raw: string;

  @Column('text', { nullable: true })
  defect: string | null;

  /** The version of the document that says otherwise, where somebody adopted that; null: it holds. */
  @ManyToOne(() => Document)
  replacedDocument: Relation<Document>;

  @Column('integer', { nullable: true })
  replacedDocumentId: number | null;
}
