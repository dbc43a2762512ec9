import { Column, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { Account } from '../people/account.entity.js';
import { Numbered } from '../platform/database/base.js';
import type { MessageKind } from '../rules/messages.js';

/** A line in a person's inbox. `cause` names what it tells of, so that a repeated handler writes it once. */
@Entity()
@Index('message_inbox', ['recipientId', 'at', 'id'])
@Index('message_line', ['recipientId', 'kind', 'together', 'at', 'id'], { where: 'together IS NOT NULL' })
@Index('message_unread', ['recipientId'], { where: 'read_at IS NULL' })
@Index('message_once', ['recipientId', 'cause'], { unique: true })
export class Message extends Numbered {
  @ManyToOne(() => Account, { nullable: false })
  recipient: Relation<Account>;
  @Column('integer')
  recipientId: number;

  @Column('text')
  kind: MessageKind;

  @Column('text')
  title: string;

  @Column('text')
  body: string;

  /** What it leads to: a task or a paper (公文). */
  @Column('integer', { nullable: true })
  taskId: number | null;

  @Column('integer', { nullable: true })
  paperId: number | null;

  @Column('text')
  cause: string;

  /** Messages of one person and kind that bear the same are one line of the inbox; null: a line of its own. */
  @Column('text', { nullable: true })
  together: string | null;

  @Column('timestamptz')
  at: Date;

  @Column('timestamptz', { nullable: true })
  readAt: Date | null;
}
