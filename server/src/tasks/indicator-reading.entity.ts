import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Unit } from '../people/unit.entity.js';
import { Numbered } from '../platform/database/base.js';
import { CycleReturn } from './cycle-return.entity.js';

/** One figure of an indicator as a unit entered it with a report: once, for ledger, report and plan alike. It stands as long as its report does. */
@Entity()
@Index('indicator_reading_indicator', ['indicatorId', 'day'])
@Index('indicator_reading_return', ['returnId', 'indicatorId'], { unique: true })
export class IndicatorReading extends Numbered {
  /** Plans stand a floor above: only the database knows the link as a key. */
  @ManyToOne('Indicator', { nullable: false })
  indicator: Relation<object>;
  @Column('integer')
  indicatorId: number;

  @ManyToOne(() => Unit, { nullable: false })
  unit: Relation<Unit>;
  @Column('integer')
  unitId: number;

  /** The day it was entered, Asia/Shanghai. */
  @Column('date')
  day: string;

  @Column('numeric')
  value: number;

  /** Where it was taken from, in the unit's words. */
  @Column('text', { nullable: true })
  source: string | null;

  @ManyToOne(() => Account, { nullable: false })
  @JoinColumn({ name: 'entered_by' })
  enterer: Relation<Account>;
  @Column('integer')
  enteredBy: number;

  @ManyToOne(() => CycleReturn, { nullable: false })
  @JoinColumn({ name: 'return_id' })
  cycleReturn: Relation<CycleReturn>;
  @Column('integer')
  returnId: number;
}
