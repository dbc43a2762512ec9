import { Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Numbered } from '../platform/database/base.js';
import { Account } from './account.entity.js';

/** A signed-in browser. The cookie's token is kept as its SHA-256 only: who reads the table cannot sign in with it. */
@Entity()
@Index('session_account', ['accountId'])
export class Session extends Numbered {
  @Column('bytea', { unique: true })
  tokenHash: Buffer;

  @Column('integer')
  accountId: number;

  @ManyToOne(() => Account)
  account: Relation<Account>;

  @Column('text')
  csrfToken: string;

  @Column('timestamptz')
  createdAt: Date;

  /** Raised at most once a minute. */
  @Column('timestamptz')
  lastSeenAt: Date;

  /** The end in any case. */
  @Column('timestamptz')
  expiresAt: Date;

  @Column('text', { nullable: true })
  ip: string | null;

  @Column('text', { nullable: true })
  agent: string | null;
}

/** Sign-ins from one address that have not succeeded, counted in the database because several web processes may serve. */
@Entity()
export class SignInThrottle {
  @PrimaryColumn('text')
  ip: string;

  @Column('timestamptz')
  windowStart: Date;

  @Column('integer')
  attempts: number;
}
