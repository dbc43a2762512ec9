import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnreadCounter } from '../people/unread.js';
import { Clock } from '../platform/clock.js';
import type { ListQuery } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { MESSAGE_KINDS, type MessageKind } from '../rules/messages.js';
import type { MessageFilter, MessageView, ReadMessages } from './message.dto.js';

interface StoredMessage {
  id: number;
  kind: MessageKind;
  title: string;
  body: string;
  taskId: number | null;
  paperId: number | null;
  at: Date;
  readAt: Date | null;
}

const MINE = 'recipient_id = $1 AND ($2::boolean IS NULL OR (read_at IS NULL) = $2) AND ($3::text IS NULL OR kind = $3)';

/** A person's inbox: nobody reads another's. */
@Injectable()
export class MessageService implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly unreadCounter: UnreadCounter,
  ) {}

  onModuleInit(): void {
    this.unreadCounter.countBy(accountId => this.unread(accountId));
  }

  /** The actor's messages, the newest first. */
  async list(actor: Actor, { filter, sort, offset, limit }: ListQuery<MessageFilter>): Promise<{ data: MessageView[]; total: number }> {
    const chosen = [actor.accountId, filter.unread ?? null, filter.kind ?? null];
    const order = sort?.order ?? 'DESC';
    const rows: StoredMessage[] = await this.source.query(
      `SELECT id, kind, title, body, task_id AS "taskId", paper_id AS "paperId", at, read_at AS "readAt" FROM message
        WHERE ${MINE} ORDER BY at ${order}, id ${order} LIMIT $4 OFFSET $5`,
      [...chosen, limit, offset],
    );
    const [{ total }] = await this.source.query(`SELECT count(*) AS total FROM message WHERE ${MINE}`, chosen);
    return { data: rows.map(present), total };
  }

  /** Marks the actor's own messages as read; the ids of others change nothing. Answers how many are left unread. */
  async read(actor: Actor, { ids }: ReadMessages): Promise<number> {
    await this.source.query(
      'UPDATE message SET read_at = $2 WHERE recipient_id = $1 AND read_at IS NULL AND ($3::int[] IS NULL OR id = ANY($3))',
      [actor.accountId, this.clock.now(), ids === 'all' ? null : ids],
    );
    return this.unread(actor.accountId);
  }

  async unread(accountId: number | null): Promise<number> {
    const [{ unread }] = await this.source.query('SELECT count(*) AS unread FROM message WHERE recipient_id = $1 AND read_at IS NULL', [
      accountId,
    ]);
    return unread;
  }
}

function present(row: StoredMessage): MessageView {
  return { ...row, kindLabel: MESSAGE_KINDS[row.kind], at: row.at.toISOString(), readAt: row.readAt?.toISOString() ?? null };
}
