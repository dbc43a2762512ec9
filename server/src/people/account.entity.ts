import { Check, Column, Entity } from 'typeorm';
import { Versioned } from '../platform/database/base.js';

/** One person's account. What it may do comes from the posts it holds; never deleted, only disabled. */
@Entity()
@Check('account_login_lower', `"login" = lower("login")`)
export class Account extends Versioned {
  @Column('text', { unique: true })
  login: string;

  @Column('text')
  name: string;

  @Column('text')
  passwordHash: string;

  /** The password was given by somebody else: nothing but changing it is allowed. */
  @Column('boolean', { default: true })
  mustChangePassword: boolean;

  @Column('timestamptz', { nullable: true })
  disabledAt: Date | null;

  /** Failed sign-ins in a row. */
  @Column('integer', { default: 0 })
  failedCount: number;

  @Column('timestamptz', { nullable: true })
  lockedUntil: Date | null;

  @Column('timestamptz', { nullable: true })
  lastLoginAt: Date | null;
}
