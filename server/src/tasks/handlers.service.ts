import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PeopleOf } from '../people/people-of.js';
import { Succession } from '../people/succession.js';
import { quoted } from '../platform/database/quoted.js';
import { History } from '../platform/history.js';
import { notFound } from '../platform/problems.js';
import { type Actor, ownUnits, SYSTEM } from '../rules/actor.js';
import { CLOSED_STATES } from '../rules/task.process.js';

/** Who in a unit handles its share: whom the work can be passed to, and what becomes of it when that person leaves. */
@Injectable()
export class HandlersService implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly people: PeopleOf,
    private readonly succession: Succession,
    private readonly history: History,
  ) {}

  onModuleInit(): void {
    this.succession.follow((manager, unitId, successorId) => this.passOn(manager, unitId, successorId));
  }

  /** The people of a share's unit to whom its head may pass the work; only for people of that unit. */
  async of(assignmentId: number, actor: Actor): Promise<{ id: number; name: string; postName: string }[]> {
    const [share] = await this.source.query('SELECT unit_id FROM assignment WHERE id = $1 AND unit_id = ANY($2)', [
      assignmentId,
      ownUnits(actor),
    ]);
    if (!share) throw notFound('assignment', '项任务');
    const holders = await this.people.holders([share.unit_id]);
    return holders.map(({ accountId, name, postName }) => ({ id: accountId, name, postName }));
  }

  /** The duty is bound to the post (G14): open shares of whoever holds no post of the unit any more go to the successor, or back to the unit. */
  private async passOn(manager: EntityManager, unitId: number, successorId: number | null): Promise<void> {
    const left: { id: number; taskId: number; state: string; version: number; from: string; to: string | null }[] = await manager.query(
      `SELECT a.id, a.task_id AS "taskId", a.state, a.version, was.name AS "from", next.name AS "to"
         FROM assignment a JOIN task t ON t.id = a.task_id JOIN account was ON was.id = a.handler_id LEFT JOIN account next ON next.id = $2
        WHERE a.unit_id = $1 AND t.state NOT IN (${quoted(CLOSED_STATES)}) AND a.state <> 'replaced'
          AND NOT EXISTS (SELECT 1 FROM post_holding h JOIN post p ON p.id = h.post_id
             WHERE h.account_id = a.handler_id AND h.until IS NULL AND p.active AND p.unit_id = $1)
        ORDER BY t.id, a.id FOR UPDATE OF t, a`,
      [unitId, successorId],
    );
    for (const { from, to, ...share } of left) {
      await manager.query('UPDATE assignment SET handler_id = $2, version = version + 1 WHERE id = $1', [share.id, successorId]);
      const input = { from, to: to ?? '（空缺，由单位负责人另行分派）' };
      await this.history.tell(manager, { kind: 'assignment', act: 'succeed', row: share, actor: SYSTEM, input });
    }
  }
}
