import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../../people/account.entity.js';
import { Unit } from '../../people/unit.entity.js';
import { Numbered, Versioned } from '../../platform/database/base.js';
import type { PaperState } from '../../rules/paper.process.js';
import type { CheckState, PaperKind } from '../../rules/paper.words.js';
import type { BulletinText } from './bulletin.js';
import type { PaperFactsheet } from './factsheet.js';

/** A paper (公文). Its facts are stored when it is drawn up and never read again; the sheet is printed from them and the text alone. */
@Entity()
@Index('paper_office', ['officeUnitId', 'id'])
@Index('paper_task', ['taskId', 'id'])
export class Paper extends Versioned {
  @Column('text')
  kind: PaperKind;

  @Column('text')
  state: PaperState;

  /** 督通〔2026〕1号; a bulletin gets it when it is issued. */
  @Column('text', { nullable: true, unique: true })
  number: string | null;

  /** The office that draws it up. */
  @ManyToOne(() => Unit, { nullable: false })
  officeUnit: Relation<Unit>;
  @Column('integer')
  officeUnitId: number;

  /** The task of a notice; bulletins have none. */
  @Column('integer', { nullable: true })
  taskId: number | null;

  /** What a notice follows from, `escalation:12`: drawn up once. */
  @Column('text', { nullable: true, unique: true })
  cause: string | null;

  @Column('jsonb')
  facts: PaperFactsheet;

  /** What people write in a bulletin; notices have no text of their own. */
  @Column('jsonb', { nullable: true })
  text: BulletinText | null;

  @ManyToOne(() => Account)
  drafter: Relation<Account>;
  @Column('integer', { nullable: true })
  drafterId: number | null;

  @Column('text', { nullable: true })
  signerName: string | null;

  @Column('date', { nullable: true })
  checkBy: string | null;

  @Column('date', { nullable: true })
  issuedOn: string | null;

  /** Of the sheet as it was issued. */
  @Column('text', { nullable: true })
  sha256: string | null;

  /** The PDF: asked for, there (by its content), or why not. */
  @Column('boolean', { default: false })
  pdfAsked: boolean;

  @Column('text', { nullable: true })
  pdfSha256: string | null;

  @Column('text', { nullable: true })
  pdfTrouble: string | null;
}

/** A named unit's word on the facts about it, before a bulletin is signed. */
@Entity()
@Index('paper_check_once', ['paperId', 'unitId'], { unique: true })
@Index('paper_check_unit', ['unitId', 'paperId'])
export class PaperCheck extends Numbered {
  @ManyToOne(() => Paper, { nullable: false })
  paper: Relation<Paper>;
  @Column('integer')
  paperId: number;

  @ManyToOne(() => Unit, { nullable: false })
  unit: Relation<Unit>;
  @Column('integer')
  unitId: number;

  @Column('text')
  state: CheckState;

  @Column('text', { nullable: true })
  text: string | null;

  @Column('text', { nullable: true })
  byName: string | null;

  @Column('timestamptz', { nullable: true })
  at: Date | null;
}
