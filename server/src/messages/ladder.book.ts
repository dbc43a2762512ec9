import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { prepared } from '../platform/database/prepared.js';
import { sendOff } from '../platform/database/transaction.js';
import type { Actor } from '../rules/actor.js';
import { LADDER, type LadderOf, type Rung } from '../rules/ladder.js';

const COLUMNS = `code, name, kind, offset_days AS "offsetDays", unit, automatic, active, signer, copy_to AS "copyTo", reply_days AS "replyDays", demand`;

/** Rungs `r` of the ladder that a task goes by: its plan's own, or else the office's. */
export const onLadderOf = (task: string) =>
  `r.plan_id IS NOT DISTINCT FROM (SELECT max(own.plan_id) FROM ladder_rung own WHERE own.plan_id = ${task}.plan_id)`;

const STEPS = `FROM task t JOIN ladder_rung r ON ${onLadderOf('t')} WHERE t.id = $1 AND r.active AND r.kind <> 'reminder'`;

const TAKEN = `
  WITH step AS (SELECT r.code, r.kind, r.position ${STEPS}),
    passed AS (SELECT code, kind = $2 AS reached FROM step WHERE position <= (SELECT min(position) FROM step WHERE kind = $2)),
    fired AS (
      INSERT INTO rung_firing (task_id, rung, due_date, round, needs_decision, reason, fired_at)
      SELECT t.id, p.code, coalesce(t.next_due, $3::date), t.ladder_round, true, '', $4 FROM task t CROSS JOIN passed p WHERE t.id = $1
      ON CONFLICT DO NOTHING RETURNING id, rung),
    firing AS (
      SELECT id, rung FROM fired
      UNION ALL SELECT f.id, f.rung FROM rung_firing f JOIN task t ON t.id = f.task_id AND t.ladder_round = f.round WHERE f.task_id = $1)
  INSERT INTO rung_decision (firing_id, decision, reason, actor_name, at)
  SELECT f.id, CASE WHEN p.reached THEN 'confirmed' ELSE 'skipped' END, CASE WHEN p.reached THEN NULL ELSE $5 END, $6, $4
    FROM passed p JOIN firing f ON f.rung = p.code ON CONFLICT DO NOTHING`;

/** The ladder as the office has set it, and the book of what has become of its rungs. */
@Injectable()
export class LadderBook implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A new house begins with the usual ladder. */
  async onModuleInit(): Promise<void> {
    await this.source.query(
      `INSERT INTO ladder_rung (code, position, name, kind, offset_days, unit, automatic, active, signer, copy_to, reply_days, demand)
       SELECT code, position, name, kind, "offsetDays", unit, automatic, active, signer, "copyTo", "replyDays", demand
         FROM jsonb_to_recordset($1::jsonb) AS r(code text, position int, name text, kind text, "offsetDays" int, unit text, automatic boolean,
              active boolean, signer text, "copyTo" jsonb, "replyDays" int, demand text)
        WHERE NOT EXISTS (SELECT 1 FROM ladder_rung) ON CONFLICT DO NOTHING`,
      [JSON.stringify(LADDER.map((rung, index) => ({ ...rung, position: index + 1 })))],
    );
  }

  /** The office's ladder (null) or a plan's own; all rungs in order, those that are switched off too. Empty: the plan has none of its own. */
  rungs(planId: number | null = null, manager: EntityManager = this.source.manager): Promise<Rung[]> {
    return manager.query(`SELECT ${COLUMNS} FROM ladder_rung WHERE plan_id IS NOT DISTINCT FROM $1::int ORDER BY position`, [planId]);
  }

  /** Every ladder there is, the office's first. */
  async ladders(manager: EntityManager = this.source.manager): Promise<LadderOf[]> {
    const rows: (Rung & { planId: number | null })[] = await manager.query(
      `SELECT ${COLUMNS}, plan_id AS "planId" FROM ladder_rung ORDER BY plan_id NULLS FIRST, position`,
    );
    const ladders = new Map<number | null, Rung[]>();
    for (const { planId, ...rung } of rows) ladders.set(planId, [...(ladders.get(planId) ?? []), rung]);
    return [...ladders].map(([planId, rungs]) => ({ planId, rungs }));
  }

  /** The steps of a task's ladder that a person signs or that go out in the office's name, without the reminders; only those in use. */
  steps(manager: EntityManager, taskId: number): Promise<Rung[]> {
    return prepared<Rung>(manager, `SELECT ${COLUMNS} ${STEPS} ORDER BY r.position`, [taskId]);
  }

  /**
   * Notes that the step of a kind was taken by an act, from the list or by hand: it does not come again in this round, and what
   * was still open below it counts as skipped, for the reason that the act carries.
   */
  async taken(manager: EntityManager, taskId: number, kind: string, actor: Actor, reason: string): Promise<void> {
    await sendOff(manager, TAKEN, [taskId, kind, this.clock.today(), this.clock.now(), reason, actor.name]);
  }

  /** Proposes the step above the highest one that has come, whatever its day: the answer to a notice was not accepted. */
  async proposeNext(manager: EntityManager, taskId: number, reason: string): Promise<void> {
    const steps = await this.steps(manager, taskId);
    const fired: { rung: string }[] = await manager.query(
      'SELECT f.rung FROM rung_firing f JOIN task t ON t.id = f.task_id AND t.ladder_round = f.round WHERE f.task_id = $1',
      [taskId],
    );
    const highest = steps.findLastIndex(step => fired.some(({ rung }) => rung === step.code));
    const next = steps[highest + 1];
    if (next) await this.claim(manager, taskId, next.code, reason);
  }

  /** What was decided about a step that had come; a second decision changes nothing. */
  async decide(
    manager: EntityManager,
    firingId: number,
    decision: 'confirmed' | 'skipped',
    actor: Actor,
    reason: string | null,
  ): Promise<void> {
    await prepared(
      manager,
      'INSERT INTO rung_decision (firing_id, decision, reason, actor_name, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
      [firingId, decision, reason, actor.name, this.clock.now()],
    );
  }

  /** Notes that a rung has come in the task's present round, once. */
  private async claim(manager: EntityManager, taskId: number, rung: string, reason: string): Promise<void> {
    await prepared(
      manager,
      `INSERT INTO rung_firing (task_id, rung, due_date, round, needs_decision, reason, fired_at)
       SELECT id, $2, coalesce(next_due, $4::date), ladder_round, true, $3, $5 FROM task WHERE id = $1 ON CONFLICT DO NOTHING`,
      [taskId, rung, reason, this.clock.today(), this.clock.now()],
    );
  }
}
