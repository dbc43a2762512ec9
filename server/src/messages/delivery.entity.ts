import { Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Unit } from '../people/unit.entity.js';
import { Numbered, Versioned } from '../platform/database/base.js';
import type { RobotKind } from '../rules/robots.js';

/** A group robot of a unit: it hears of that unit's tasks and of no others. */
@Entity()
export class GroupRobot extends Versioned {
  @ManyToOne(() => Unit, { nullable: false })
  unit: Relation<Unit>;
  @Column('integer')
  unitId: number;

  @Column('text')
  name: string;

  @Column('text')
  kind: RobotKind;

  /** Carries the robot's key: sealed (platform/vault.ts), and never shown again. */
  @Column('text')
  url: string;

  /** Sealed too. */
  @Column('text', { nullable: true })
  secret: string | null;

  @Column('boolean', { default: true })
  active: boolean;
}

/** Where a person wants the daily digest by mail; without a row there is none. */
@Entity()
export class MailAddress {
  @PrimaryColumn('integer')
  accountId: number;

  @ManyToOne(() => Account, { nullable: false })
  account: Relation<Account>;

  @Column('text')
  address: string;
}

/** One digest to one person or group on one day: claimed when it is due, once. What it says is found when it is sent. */
@Entity()
@Index('delivery_person', ['day', 'accountId'], { unique: true, where: 'account_id IS NOT NULL' })
@Index('delivery_group', ['day', 'robotId'], { unique: true, where: 'robot_id IS NOT NULL' })
export class Delivery extends Numbered {
  @Column('date')
  day: string;

  @Column('integer', { nullable: true })
  accountId: number | null;

  @Column('integer', { nullable: true })
  robotId: number | null;

  /** The inbox's lines that it may tell of: after the first, up to the second. */
  @Column('integer', { default: 0 })
  afterId: number;
  @Column('integer', { default: 0 })
  uptoId: number;

  /** Set before the message leaves, cleared when it is known not to have arrived: set and not sent means nobody knows. */
  @Column('timestamptz', { nullable: true })
  attemptedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  sentAt: Date | null;

  /** How many items it told of; 0: nothing was left to tell. */
  @Column('integer', { nullable: true })
  items: number | null;
}

/** How messages leave the house; one row. */
@Entity()
export class MessageSetting extends Versioned {
  @Column('text')
  digestAt: string;

  @Column('text')
  quietFrom: string;

  @Column('text')
  quietTo: string;

  @Column('text')
  subject: string;

  @Column('text')
  body: string;

  @Column('text')
  robot: string;
}
