import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One line of the audit log. The database itself numbers and chains it and refuses to change or delete it (trigger `audit_log_chain`).
 */
@Entity()
@Index('audit_log_at', ['at'])
export class AuditLog {
  @PrimaryColumn('bigint')
  id: number;

  @Column('timestamptz')
  at: Date;

  @Column('integer', { nullable: true })
  accountId: number | null;

  @Column('text')
  actorName: string;

  @Column('text', { nullable: true })
  ip: string | null;

  /** `task.complete`, `session.open`, `audit.read` … */
  @Column('text')
  act: string;

  @Column('text')
  objectType: string;

  @Column('text', { nullable: true })
  objectId: string | null;

  @Column('boolean')
  success: boolean;

  /** Never a password, a token or a whole text: what a reader of the log needs. */
  @Column('jsonb')
  detail: Record<string, unknown>;

  @Column('bytea')
  hash: Buffer;
}
