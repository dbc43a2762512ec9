import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnreadCounter } from '../people/unread.js';
import { Clock } from '../platform/clock.js';
import type { ListQuery, Page } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { MESSAGE_KINDS, type MessageKind } from '../rules/messages.js';
import { LINE, sharesLine, titleOfMany } from './lines.js';
import type { MessageFilter, MessageView, ReadMessages } from './message.dto.js';

interface StoredMessage {
  id: number;
  kind: MessageKind;
  title: string;
  body: string;
  taskId: number | null;
  paperId: number | null;
  tasks: number;
  at: Date;
  readAt: Date | null;
}

/** Messages of the person $1: all, the unread or the read ones ($2), of a kind ($3). */
const asked = (m: string) =>
  `${m}.recipient_id = $1 AND ($2::boolean IS NULL OR (${m}.read_at IS NULL) = $2) AND ($3::text IS NULL OR ${m}.kind = $3)`;

/** A page of lines, each by its newest message: looked for from the end of the inbox on, so that a page costs no more in a long one. */
const PAGE = (order: 'ASC' | 'DESC') => `
  SELECT m.id, m.kind, m.together, m.at FROM message m
   WHERE ${asked('m')} AND NOT EXISTS (SELECT FROM message n WHERE ${asked('n')} AND ${sharesLine('n', 'm')} AND (n.at, n.id) > (m.at, m.id))
   ORDER BY m.at ${order}, m.id ${order} LIMIT $4 OFFSET $5`;

/** What a line holds: the task that presses most stands in front; it is read once all of it is. */
const CONTENT = `
  SELECT (array_agg(m.id ORDER BY m.read_at IS NOT NULL, t.next_due, m.id))[1] AS front, count(*) AS tasks,
         CASE WHEN bool_and(m.read_at IS NOT NULL) THEN max(m.read_at) END AS "readAt"
    FROM message m LEFT JOIN task t ON t.id = m.task_id WHERE ${asked('m')} AND (m.id = line.id OR ${sharesLine('m', 'line')})`;

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
  async list(actor: Actor, { filter, sort, offset, limit }: ListQuery<MessageFilter>): Promise<Page<MessageView>> {
    const chosen = [actor.accountId, filter.unread ?? null, filter.kind ?? null];
    const order = sort?.order ?? 'DESC';
    const rows: StoredMessage[] = await this.source.query(
      `SELECT m.id, m.kind, m.title, m.body, m.task_id AS "taskId", m.paper_id AS "paperId", content.tasks, line.at, content."readAt"
         FROM (${PAGE(order)}) line, LATERAL (${CONTENT}) content JOIN message m ON m.id = content.front ORDER BY line.at ${order}, line.id ${order}`,
      [...chosen, limit, offset],
    );
    const [{ total }] = await this.source.query(`SELECT count(DISTINCT ${LINE}) AS total FROM message m WHERE ${asked('m')}`, chosen);
    return { data: rows.map(present), total };
  }

  /** Marks the actor's own messages as read, with all that stand in one line with them; the ids of others change nothing. Answers how many are left unread. */
  async read(actor: Actor, { ids }: ReadMessages): Promise<number> {
    await this.source.query(
      `UPDATE message m SET read_at = $2 WHERE m.recipient_id = $1 AND m.read_at IS NULL
          AND ($3::int[] IS NULL OR ${LINE} IN (SELECT ${LINE} FROM message m WHERE m.recipient_id = $1 AND m.id = ANY($3)))`,
      [actor.accountId, this.clock.now(), ids === 'all' ? null : ids],
    );
    return this.unread(actor.accountId);
  }

  /** How many lines of the inbox are unread, as the bell counts them. */
  async unread(accountId: number | null): Promise<number> {
    const [{ unread }] = await this.source.query(
      `SELECT count(DISTINCT ${LINE}) AS unread FROM message m WHERE m.recipient_id = $1 AND m.read_at IS NULL`,
      [accountId],
    );
    return unread;
  }
}

function present({ title, body, ...row }: StoredMessage): MessageView {
  return {
    ...row,
    title: titleOfMany(title, row.tasks),
    body: row.tasks > 1 ? `${body}\n共 ${row.tasks} 项任务，点开看清单。` : body,
    kindLabel: MESSAGE_KINDS[row.kind],
    at: row.at.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  };
}
