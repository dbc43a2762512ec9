import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { DayKind } from '../rules/working-days.js';

/** A year whose list of days off is loaded, and where the list comes from. */
@Entity()
export class CalendarYear {
  @PrimaryColumn('integer')
  year: number;

  @Column('text')
  source: string;

  @Column('timestamptz')
  loadedAt: Date;

  /** Who loaded it; null: it came with the program. */
  @Column('text', { nullable: true })
  loadedByName: string | null;

  /** Rises each time the year is loaded anew. */
  @Column('integer', { default: 1 })
  revision: number;
}

/** A day that departs from its weekday: off for a holiday, or worked in exchange (调休). */
@Entity()
export class CalendarDay {
  @PrimaryColumn('date')
  date: string;

  @ManyToOne(() => CalendarYear, { nullable: false })
  @JoinColumn({ name: 'year' })
  list: Relation<CalendarYear>;
  @Column('integer')
  year: number;

  @Column('text')
  kind: DayKind;

  /** The holiday's name; empty for a day that is worked in exchange. */
  @Column('text')
  name: string;
}
