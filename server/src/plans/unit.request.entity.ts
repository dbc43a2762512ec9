import { Column, Entity, ManyToOne, type Relation, Unique } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Numbered } from '../platform/database/base.js';
import { Document } from './document.entity.js';

/** A unit that a document names and the register lacks, which somebody at the desk asks the system administrator to put there. */
@Entity()
@Unique('unit_request_once', ['documentId', 'name'])
export class UnitRequest extends Numbered {
  @ManyToOne(() => Document, { nullable: false })
  document: Relation<Document>;

  @Column('integer')
  documentId: number;

  /** As the document writes it. */
  @Column('text')
  name: string;

  /** The first sentence that names it. */
  @Column('text')
  sentence: string;

  @ManyToOne(() => Account, { nullable: false })
  account: Relation<Account>;

  @Column('integer')
  accountId: number;

  @Column('timestamptz')
  at: Date;

  /** Why it is not put there; null: it waits, or the name is known by now. */
  @Column('text', { nullable: true })
  answer: string | null;
}
