import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Numbered } from '../platform/database/base.js';
import { Assignment } from './assignment.entity.js';
import { EvidenceRequirement } from './evidence-requirement.entity.js';

/** A piece of proof (佐证材料). The bytes lie in the blob store under their hash; the row is made after they are safely there. */
@Entity()
@Index('evidence_task', ['taskId'])
@Index('evidence_content', ['sha256'])
@Index('evidence_stands_for', ['requirementId'])
@Index('evidence_first', ['firstId'])
@Index('evidence_upload', ['uploadId'], { unique: true })
export class Evidence extends Numbered {
  @Column('integer')
  taskId: number;

  @ManyToOne(() => Assignment, { nullable: false })
  assignment: Relation<Assignment>;
  @Column('integer')
  assignmentId: number;

  /** What it stands for; null: something else. All versions of a paper stand for the same. */
  @ManyToOne(() => EvidenceRequirement, { onDelete: 'SET NULL' })
  requirement: Relation<EvidenceRequirement>;
  @Column('integer', { nullable: true })
  requirementId: number | null;

  /** The first version of the paper that this is a newer version of; null: this is the first. */
  @ManyToOne(() => Evidence)
  first: Relation<Evidence>;
  @Column('integer', { nullable: true })
  firstId: number | null;

  /** The upload that brought it: an upload that ends twice (the answer was lost) makes one row. */
  @Column('text', { nullable: true })
  uploadId: string | null;

  @Column('text')
  fileName: string;

  /** As sniffed from the content, never as the client says. */
  @Column('text')
  mediaType: string;

  @Column('text')
  sha256: string;

  @Column('bigint')
  size: number;

  @ManyToOne(() => Account, { nullable: false })
  uploader: Relation<Account>;
  @Column('integer')
  uploaderId: number;

  @Column('timestamptz')
  uploadedAt: Date;

  /** Part of a submission: from then on it can be withdrawn with a reason, but not removed. */
  @Column('timestamptz', { nullable: true })
  frozenAt: Date | null;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;

  @Column('text', { nullable: true })
  withdrawnReason: string | null;
}
