import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Numbered } from '../platform/database/base.js';
import { Document, IntakeRecord } from './document.entity.js';
import { Measure } from './measure.entity.js';

export const DIFFERENCES = { same: '没有变化', moved: '移动', changed: '改动', new: '新增', gone: '删去' } as const;
export type DifferenceKind = keyof typeof DIFFERENCES;

export const VERSION_DECISIONS = { pending: '待定', taken: '采用新版', kept: '保持原样' } as const;
export type VersionDecision = keyof typeof VERSION_DECISIONS;

/** One unit of a plan's document against the version before: what became of it, and what somebody decided about that. */
@Entity()
@Index('version_difference_document', ['documentId', 'seq'])
@Index('version_difference_old', ['oldRecordId'])
@Index('version_difference_new', ['newRecordId'])
export class VersionDifference extends Numbered {
  /** The new version. */
  @ManyToOne(() => Document, { nullable: false })
  document: Relation<Document>;

  @Column('integer')
  documentId: number;

  /** Order in the new version; what is gone stands where it stood. */
  @Column('integer')
  seq: number;

  @Column('text')
  kind: DifferenceKind;

  /** Changed or not, it stands elsewhere. */
  @Column('boolean', { default: false })
  moved: boolean;

  @ManyToOne(() => IntakeRecord)
  oldRecord: Relation<IntakeRecord>;

  @Column('integer', { nullable: true })
  oldRecordId: number | null;

  @ManyToOne(() => IntakeRecord)
  newRecord: Relation<IntakeRecord>;

  @Column('integer', { nullable: true })
  newRecordId: number | null;

  /** The item of the new record's list that is meant, with its headings; null: all of it. */
  @Column('jsonb', { nullable: true })
  newItem: { start: number; end: number; section: string[] } | null;

  /** null where nothing is to be decided */
  @Column('text', { nullable: true })
  decision: VersionDecision | null;

  @ManyToOne(() => Account)
  decider: Relation<Account>;

  @Column('integer', { nullable: true })
  deciderId: number | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;

  @Column('text', { nullable: true })
  note: string | null;

  /** The measure that it is about, or that was made of it. */
  @ManyToOne(() => Measure)
  measure: Relation<Measure>;

  @Column('integer', { nullable: true })
  measureId: number | null;
}
