import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Unit } from '../people/unit.entity.js';
import { Versioned } from '../platform/database/base.js';
import type { Risk } from '../rules/return.words.js';
import type { RecheckResult, TaskState } from '../rules/task.process.js';

/** A measure of a plan once it is to be done by somebody by a day (督办事项). Late, light and pace are derived, never stored. */
@Entity()
@Index('task_plan', ['planId', 'state'])
@Index('task_measure', ['measureId'])
@Index('task_next_due', ['nextDue', 'id'])
@Index('task_warn_from', ['warnFrom', 'id'])
@Index('task_critical_from', ['criticalFrom', 'id'])
@Index('task_supervising', ['supervisingUnitId', 'state'])
@Index('task_owner', ['ownerUnitId', 'state'])
@Index('task_lead', ['leadUnitId', 'state'])
@Index('task_parent', ['parentId'])
@Index('task_predecessor', ['predecessorId'])
@Index('task_state_due', ['state', 'nextDue', 'id'])
@Index('task_title_trigram', { synchronize: false })
@Index('task_urgency', { synchronize: false })
@Index('task_title_spread', { synchronize: false })
@Index('task_counted', { synchronize: false })
export class Task extends Versioned {
  /** 督办〔2026〕12号, given at issue and kept for ever. */
  @Column('text', { nullable: true, unique: true })
  no: string | null;

  @Column('text')
  state: TaskState;

  /** Plans stand a floor above: only the database knows the link as a key. */
  @ManyToOne('Plan', { nullable: false })
  plan: Relation<object>;
  @Column('integer')
  planId: number;

  /** The measure, and through it the sentence, that made the task: kept for ever. */
  @ManyToOne('Measure')
  measure: Relation<object>;
  @Column('integer', { nullable: true })
  measureId: number | null;

  /** The task of which this is a part, handed on by the unit that leads it (分解子任务). */
  @ManyToOne(() => Task)
  @JoinColumn({ name: 'parent_id' })
  parent: Relation<Task>;
  @Column('integer', { nullable: true })
  parentId: number | null;

  /** The task that this one takes further after a carry-over or a relapse (结转、重新立项). */
  @ManyToOne(() => Task)
  @JoinColumn({ name: 'predecessor_id' })
  predecessor: Relation<Task>;
  @Column('integer', { nullable: true })
  predecessorId: number | null;

  @Column('text')
  title: string;

  /** What is asked for, in the plan's words. */
  @Column('text')
  requirement: string;

  @Column('text', { nullable: true })
  doneCriterion: string | null;

  @Column('text', { nullable: true })
  evidenceRequired: string | null;

  @ManyToOne(() => Unit)
  @JoinColumn({ name: 'lead_unit_id' })
  leadUnit: Relation<Unit>;
  @Column('integer', { nullable: true })
  leadUnitId: number | null;

  @ManyToOne(() => Unit, { nullable: false })
  @JoinColumn({ name: 'owner_unit_id' })
  ownerUnit: Relation<Unit>;
  @Column('integer')
  ownerUnitId: number;

  @ManyToOne(() => Unit, { nullable: false })
  @JoinColumn({ name: 'supervising_unit_id' })
  supervisingUnit: Relation<Unit>;
  @Column('integer')
  supervisingUnitId: number;

  @Column('date', { nullable: true })
  startDate: string | null;

  /** Set at issue and never changed (G6). */
  @Column('date', { nullable: true })
  originalDeadline: string | null;

  @Column('date', { nullable: true })
  deadline: string | null;

  /** For tasks without an end (长期推进): how often to report. */
  @Column('text', { nullable: true })
  cadence: string | null;

  /** The day judged next (rules/lights.ts nextDueOf), kept beside its sources so that lists can sort and filter by an index. */
  @Column('date', { nullable: true })
  nextDue: string | null;

  /** From this day on the first warning is lit (rules/light-days.ts), kept for the same reason; null: the scheme has none before the due day. */
  @Column('date', { nullable: true })
  warnFrom: string | null;

  /** From this day on the graver warning is lit. */
  @Column('date', { nullable: true })
  criticalFrom: string | null;

  /** There is nothing yet by which its pace could be judged. */
  @Column('boolean', { default: false })
  noData: boolean;

  /** Which round of the ladder it is on: each rung comes once in a round. */
  @Column('integer', { default: 1 })
  ladderRound: number;

  /** Percent of the lead unit's last report that has not been sent back, and the risk that it sees itself. */
  @Column('integer', { nullable: true })
  percent: number | null;

  @Column('text', { nullable: true })
  risk: Risk | null;

  @Column('timestamptz', { nullable: true })
  issuedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  completedAt: Date | null;

  /** By when what was sent back has to be made good (补办时限); counts as long as the task is sent back. Null before the first time, or where no day can be told. */
  @Column('date', { nullable: true })
  resubmitBy: string | null;

  /** The higher authority that has raised it (上级交办) and its number; null for what is the office's own. */
  @Column('text', { nullable: true })
  higherAuthority: string | null;

  @Column('text', { nullable: true })
  higherReference: string | null;

  /** The day set for the look back (回头看) when the task was closed, and what it found. */
  @Column('date', { nullable: true })
  recheckOn: string | null;

  @Column('text', { nullable: true })
  recheckResult: RecheckResult | null;
}
