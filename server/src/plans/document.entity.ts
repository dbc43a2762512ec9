import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Unit } from '../people/unit.entity.js';
import { Numbered } from '../platform/database/base.js';
import type { Deadline, Kind, Indicator as ReadIndicator, Reason, Span } from '../reading/index.js';
import { Plan } from './plan.entity.js';

/** A plan's document as it was uploaded; the bytes themselves lie in the blob store under `sha256`. */
@Entity()
@Index('document_once_per_unit', ['ownerUnitId', 'sha256'], { unique: true, where: 'withdrawn_at IS NULL' })
@Index('document_plan', ['planId'])
export class Document extends Numbered {
  @ManyToOne(() => Plan, { nullable: false })
  plan: Relation<Plan>;

  @Column('integer')
  planId: number;

  @Column('text')
  title: string;

  @Column('text')
  fileName: string;

  /** One of the formats of the reading room: 'txt', 'docx', 'pdf' … */
  @Column('text')
  format: string;

  @Column('text')
  mediaType: string;

  @Column('text')
  sha256: string;

  @Column('integer')
  size: number;

  /** Of a text file or page; '' for formats that carry their own. */
  @Column('text')
  encoding: string;

  /** How the text came about, for the person who goes over it: what was left out, what to compare. */
  @Column('jsonb', { default: [] })
  notes: string[];

  /** The decoded text: offsets of everything read from it count its Unicode code points, and never change. */
  @Column('text', { select: false })
  text: string;

  @Column('integer')
  chars: number;

  @ManyToOne(() => Unit, { nullable: false })
  ownerUnit: Relation<Unit>;

  @Column('integer')
  ownerUnitId: number;

  /** null: loaded at first start */
  @ManyToOne(() => Account)
  uploader: Relation<Account>;

  @Column('integer', { nullable: true })
  uploaderId: number | null;

  @Column('timestamptz')
  uploadedAt: Date;

  /** Of the plan's document: 1 as first issued, 2 as issued again … */
  @Column('integer', { default: 1 })
  versionNo: number;

  /** A version that was uploaded by mistake: it stays, and counts for nothing. */
  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;
}

export const DECISIONS = { pending: '待定', accepted: '采纳', discarded: '舍弃' } as const;
export type Decision = keyof typeof DECISIONS;

/** What a person may correct in a reading. */
export interface RecordContent {
  kind: Kind;
  lead: string[];
  support: string[];
  deadline: Deadline | null;
  phases: number[];
  indicators: ReadIndicator[];
}

/** One unit of the text as the reader took it and a person left it. */
@Entity()
@Index('intake_record_seq', ['documentId', 'seq'])
@Index('intake_record_place', ['documentId', 'startAt'])
@Index('intake_record_parent', ['parentId'])
export class IntakeRecord extends Numbered implements RecordContent {
  @ManyToOne(() => Document, { nullable: false })
  document: Relation<Document>;

  @Column('integer')
  documentId: number;

  /** Order in the document, as read; what a unit is split into keeps its number, and stands in the order of the text. */
  @Column('integer')
  seq: number;

  /** Code point offsets into the document's text, `endAt` exclusive. */
  @Column('integer')
  startAt: number;

  @Column('integer')
  endAt: number;

  @Column('text')
  kind: Kind;

  /** A short name given by a person; the breakdown proposes it as the task's title. */
  @Column('text', { nullable: true })
  title: string | null;

  /** The chain of headings above, outermost first. */
  @Column('jsonb', { default: [] })
  section: string[];

  @Column('jsonb', { default: [] })
  lead: string[];

  @Column('jsonb', { default: [] })
  support: string[];

  @Column('jsonb', { nullable: true })
  deadline: Deadline | null;

  @Column('jsonb', { default: [] })
  phases: number[];

  @Column('jsonb', { default: [] })
  indicators: ReadIndicator[];

  /** The parts of a unit in list form, each of which can become a measure of its own. */
  @Column('jsonb', { default: [] })
  items: Span[];

  /** It began as a row of a breakdown table, which counts as one. */
  @Column('boolean', { default: false })
  isRow: boolean;

  @Column('real')
  confidence: number;

  @Column('jsonb', { default: [] })
  defects: string[];

  @Column('jsonb', { default: [] })
  why: Reason[];

  /** What the reader said, before anybody corrected it. */
  @Column('jsonb')
  asRead: RecordContent;

  /** The list that this part was taken out of. */
  @ManyToOne(() => IntakeRecord)
  parent: Relation<IntakeRecord>;

  @Column('integer', { nullable: true })
  parentId: number | null;

  @Column('text', { default: 'pending' })
  decision: Decision;

  @ManyToOne(() => Account)
  decider: Relation<Account>;

  @Column('integer', { nullable: true })
  deciderId: number | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;

  @Column('integer', { default: 1 })
  version: number;

  /** The step at the desk that made it what it is; null: as read. */
  @Column('integer', { nullable: true })
  stepId: number | null;
}
