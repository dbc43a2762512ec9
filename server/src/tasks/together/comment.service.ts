import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock.js';
import { prepared } from '../../platform/database/prepared.js';
import { History } from '../../platform/history.js';
import { claimKey } from '../../platform/idempotency.js';
import { OutboxService } from '../../platform/outbox.service.js';
import { denied, invalid, notFound, refused } from '../../platform/problems.js';
import { type Actor, scopeOf } from '../../rules/actor.js';
import { lockTask, type TaskRecord } from '../task.lock.js';
import { visibleTo } from '../visible.js';
import { ONLOOKERS, seenBy } from './onlookers.js';
import type { CommentView, Onlooker, WriteComment } from './together.dto.js';

interface StoredComment extends Omit<CommentView, 'at' | 'withdrawnAt' | 'mayWithdraw'> {
  authorId: number;
  at: Date;
  withdrawnAt: Date | null;
}

/** Comments on a task: seen by whoever sees the task, addressed to nobody else, never changed, taken back by their author only. */
@Injectable()
export class CommentService {
  constructor(
    private readonly source: DataSource,
    private readonly history: History,
    private readonly outbox: OutboxService,
    private readonly clock: Clock,
  ) {}

  /** Who can be addressed in a comment on the task: whoever sees it now, but for the one who asks. Throws 404 outside the actor's scope. */
  async onlookers(taskId: number, actor: Actor): Promise<Onlooker[]> {
    const [task] = await this.source.query(`SELECT t.id FROM task t WHERE t.id = $1 AND ${visibleTo('t', '$2')}`, [
      taskId,
      scopeOf(actor).units,
    ]);
    if (!task) throw notFound('task', '项任务');
    const people: (Onlooker & { path: string })[] = await this.source.query(ONLOOKERS, [taskId]);
    return people.filter(({ id }) => id !== actor.accountId).map(({ path: _, ...person }) => person);
  }

  /** Writes a comment; who is addressed in it gets a message. Throws 404 outside the scope, 400 where somebody addressed does not see the task. */
  async write(taskId: number, { text, mentionIds }: WriteComment, actor: Actor, key?: string): Promise<void> {
    await this.source.transaction(async manager => {
      const task = await lockTask(manager, taskId, scopeOf(actor));
      if (!task) throw notFound('task', '项任务');
      const repeat = await claimKey(manager, actor.accountId, key, ['comment', taskId, text, mentionIds]);
      if (repeat.repeated) return;
      const mentioned = [...new Set(mentionIds)].filter(id => id !== actor.accountId);
      await refuseBlind(manager, taskId, mentioned);
      const [{ id }] = await manager.query(
        'INSERT INTO task_comment (task_id, author_id, text, mentioned_ids, at) VALUES ($1, $2, $3, $4, $5) RETURNING id',
        [taskId, actor.accountId, text, mentioned, this.clock.now()],
      );
      const historyId = await this.tell(manager, task, id, 'write', actor);
      if (mentioned.length > 0) await this.outbox.add(manager, 'message.send', { notice: 'mentioned', taskId, historyId });
    });
  }

  /** Takes one's own comment back: its words are shown no more, that it was there is. Answers the task's id. */
  async withdraw(id: number, actor: Actor): Promise<number> {
    return this.source.transaction(async manager => {
      const [comment] = await manager.query('SELECT task_id AS "taskId", author_id AS "authorId" FROM task_comment WHERE id = $1', [id]);
      const task = comment && (await lockTask(manager, comment.taskId, scopeOf(actor)));
      if (!task) throw notFound('comment', '条评论');
      if (comment.authorId !== actor.accountId) throw denied('只有写评论的人可以撤回它。');
      const [, changed] = await manager.query('UPDATE task_comment SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL', [
        id,
        this.clock.now(),
      ]);
      if (changed === 0) throw refused('撤回评论', ['这条评论已经撤回。']);
      await this.tell(manager, task, id, 'withdraw', actor);
      return comment.taskId;
    });
  }

  private tell(manager: EntityManager, task: TaskRecord, id: number, act: string, actor: Actor): Promise<number> {
    const row = { id, taskId: task.id, state: task.state, version: 0 };
    return this.history.tell(manager, { kind: 'comment', act, row, actor, input: {} });
  }
}

/** Nobody is addressed who does not see the task: he would learn of it. Who it was is not said, for the same reason. */
async function refuseBlind(manager: EntityManager, taskId: number, ids: number[]): Promise<void> {
  const [{ seeing }] = await manager.query(
    `SELECT count(*) AS seeing FROM account a JOIN task t ON t.id = $1 WHERE a.id = ANY($2) AND ${seenBy('t', 'a.id')}`,
    [taskId, ids],
  );
  if (seeing < ids.length) throw invalid('提到的人中有人看不到这项任务，请从列表中重新选择。', { mentionIds: '有人看不到这项任务' });
}

/** The comments of a task, the oldest first, as they are read. The words of one that was taken back are gone. */
export async function commentsOf(manager: EntityManager, taskId: number, actor: Actor): Promise<CommentView[]> {
  const rows = await prepared<StoredComment>(
    manager,
    `SELECT c.id, c.author_id AS "authorId", h.actor_name AS "authorName", h.actor_post AS "authorPost", h.unit_name AS "unitName", c.at,
            c.withdrawn_at AS "withdrawnAt", CASE WHEN c.withdrawn_at IS NULL THEN c.text END AS text,
            ARRAY(SELECT a.name FROM account a WHERE a.id = ANY(c.mentioned_ids) AND c.withdrawn_at IS NULL ORDER BY a.id) AS "mentionedNames"
       FROM task_comment c JOIN process_history h ON h.process = 'comment' AND h.record_id = c.id AND h.act = 'write'
      WHERE c.task_id = $1 ORDER BY c.id`,
    [taskId],
  );
  return rows.map(({ authorId, ...row }) => ({
    ...row,
    at: row.at.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    mayWithdraw: row.withdrawnAt === null && authorId === actor.accountId,
  }));
}
