import { Column, Entity, Index, ManyToOne, type Relation, Unique } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Numbered } from '../platform/database/base.js';
import { Document } from './document.entity.js';

/** What a person does at the intake desk, each one step that can be taken back. */
export const STEP_ACTS = {
  decide: '处理',
  kind: '改类别',
  correct: '修改',
  take_apart: '拆分列举',
  split: '拆分',
  merge: '合并',
  name: '对应单位',
  undo: '撤销',
} as const;
export type StepAct = keyof typeof STEP_ACTS;

/** One step at the desk with everything that it changed as it was before: the way back, and what others who look at the document have yet to see. */
@Entity()
@Index('intake_step_document', ['documentId', 'id'])
export class IntakeStep extends Numbered {
  @ManyToOne(() => Document, { nullable: false })
  document: Relation<Document>;

  @Column('integer')
  documentId: number;

  @ManyToOne(() => Account)
  account: Relation<Account>;

  /** null: the seeds' first start */
  @Column('integer', { nullable: true })
  accountId: number | null;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  act: StepAct;

  /** What was said: the decision, the kind, the name and its unit. */
  @Column('jsonb', { default: {} })
  detail: Record<string, unknown>;

  /** Rows of `intake_record` as they were, by column. */
  @Column('jsonb', { default: [] })
  before: Record<string, unknown>[];

  /** Records that it changed or made, and those that it did away with. */
  @Column('integer', { array: true, default: [] })
  touched: number[];

  @Column('integer', { array: true, default: [] })
  removed: number[];

  /** The step that took this one back. */
  @ManyToOne(() => IntakeStep)
  undoneBy: Relation<IntakeStep>;

  @Column('integer', { nullable: true })
  undoneById: number | null;
}

/** A unit's name as one document writes it, and what a person at the desk said it means there. */
@Entity()
@Unique('document_name_once', ['documentId', 'name'])
export class DocumentName extends Numbered {
  @ManyToOne(() => Document, { nullable: false })
  document: Relation<Document>;

  @Column('integer')
  documentId: number;

  @Column('text')
  name: string;

  /** One or, of a group (各有关单位), several; empty: no unit is meant, the name stays words. */
  @Column('integer', { array: true })
  unitIds: number[];

  /** The step that said so. */
  @ManyToOne(() => IntakeStep, { nullable: false })
  step: Relation<IntakeStep>;

  @Column('integer')
  stepId: number;
}
