import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A key that a client has already used: the same request again changes nothing. Kept for a day. */
@Entity()
@Index('idempotency_key_used_at', ['usedAt'])
export class IdempotencyKey {
  @PrimaryColumn('integer')
  accountId: number;

  @PrimaryColumn('text')
  key: string;

  @Column('bytea')
  fingerprint: Buffer;

  /** What the first request made, so that a repeat can answer with it. */
  @Column('integer', { nullable: true })
  recordId: number | null;

  @Column('timestamptz', { default: () => 'now()' })
  usedAt: Date;
}
