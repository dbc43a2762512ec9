import { Column, Entity, Index, ManyToOne, type Relation, Unique } from 'typeorm';
import { Numbered } from '../platform/database/base.js';
import type { Op } from '../reading/index.js';
import { Document, IntakeRecord } from './document.entity.js';
import { Plan } from './plan.entity.js';

/** A measure of a confirmed plan: what is supervised. It keeps the place of its sentence for ever. */
@Entity()
@Unique('measure_no', ['planId', 'no'])
@Index('measure_record', ['recordId'])
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
}

export type IndicatorRole = 'measure' | 'target' | 'baseline';

/** A level to be reached (target, or a measure's own figure) or one reported as reached (baseline). */
@Entity()
@Index('indicator_plan', ['planId', 'role'])
@Index('indicator_measure', ['measureId'])
@Index('indicator_record', ['recordId'])
export class Indicator extends Numbered {
  @ManyToOne(() => Plan, { nullable: false })
  plan: Relation<Plan>;

  @Column('integer')
  planId: number;

  @ManyToOne(() => Measure)
  measure: Relation<Measure>;

  @Column('integer', { nullable: true })
  measureId: number | null;

  @ManyToOne(() => IntakeRecord, { nullable: false })
  record: Relation<IntakeRecord>;

  @Column('integer')
  recordId: number;

  @Column('text')
  role: IndicatorRole;

  @Column('text')
  name: string;

  @Column('text')
  op: Op;

  /** null only with a defect: a number lost in the source is never filled in. */
  @Column('numeric', { nullable: true })
  value: number | null;

  /** Upper end of a range (`between`). */
  @Column('numeric', { nullable: true })
  value2: number | null;

  @Column('text')
  unit: string;

  /** The words of the plan. */
  @Column('text')
  raw: string;

  @Column('date', { nullable: true })
  dueDate: string | null;

  @Column('text', { nullable: true })
  defect: string | null;
}
