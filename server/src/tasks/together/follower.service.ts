import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../../platform/problems.js';
import { type Actor, scopeOf } from '../../rules/actor.js';
import { visibleTo } from '../visible.js';

/** Who follows a task (关注). It is a person's own mark and changes nothing about the task: no line of its story tells of it. */
@Injectable()
export class Followers {
  constructor(private readonly source: DataSource) {}

  /** Begins to follow a task that the actor sees; what happened before is not told any more. Twice is once. Throws 404. */
  async follow(taskId: number, actor: Actor): Promise<void> {
    const [task] = await this.source.query(
      `SELECT t.id, (SELECT coalesce(max(h.id), 0) FROM process_history h WHERE h.task_id = t.id) AS last FROM task t
        WHERE t.id = $1 AND ${visibleTo('t', '$2')}`,
      [taskId, scopeOf(actor).units],
    );
    if (!task) throw notFound('task', '项任务');
    await this.source.query('INSERT INTO task_follower (task_id, account_id, told_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      taskId,
      actor.accountId,
      task.last,
    ]);
  }

  /** Follows a task no longer; also one that the actor does not see any more. */
  async unfollow(taskId: number, actor: Actor): Promise<void> {
    await this.source.query('DELETE FROM task_follower WHERE task_id = $1 AND account_id = $2', [taskId, actor.accountId]);
  }
}
