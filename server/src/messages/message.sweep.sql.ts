import { quoted } from '../platform/database/quoted.js';
import { TASK_PROCESS } from '../rules/task.process.js';

/**
 * A step comes one at a time: the day after the step below it was decided, and not while a notice waits for its answer or for
 * its judgement, nor after an answer was accepted.
 */
const ONE_AT_A_TIME = `
  (r.below IS NULL OR EXISTS (
    SELECT 1 FROM rung_firing f LEFT JOIN rung_decision d ON d.firing_id = f.id
     WHERE f.task_id = t.id AND f.rung = r.below AND f.round = t.ladder_round
       AND coalesce(d.at, CASE WHEN f.needs_decision THEN NULL ELSE f.fired_at END) < ($5 || ' 00:00+08')::timestamptz))
  AND NOT EXISTS (SELECT 1 FROM escalation x WHERE x.task_id = t.id AND x.round = t.ladder_round
       AND (x.state IN ('answered', 'closed') OR (x.state = 'issued' AND x.reply_by >= $5::date)))`;

/**
 * Claims what has come among some tasks. `$3` the coming rungs (rules/ladder.ts `ComingRung`), `$4` plans with a ladder of their own, `$5` today,
 * `$6` the instant, `$7` why a step comes. Reminded are those that may be urged: what waits for a supervisor is not the unit's delay.
 * In the order of tasks, so that two sweeps queue.
 */
const claimOf = (which: string) => `
  WITH rung AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($3::jsonb) AS r("planId" int, code text, notice text, below text, automatic boolean, "from" date, "to" date)
  ), late AS MATERIALIZED (
    SELECT t.id, t.next_due, t.ladder_round, CASE WHEN t.plan_id = ANY($4::int[]) THEN t.plan_id END AS ladder FROM task t
     WHERE ${which} AND t.state IN (${quoted(TASK_PROCESS.acts.urge.from)}) AND t.next_due <= (SELECT max("to") FROM rung)
  ), due AS (
    SELECT t.id, t.next_due, t.ladder_round, r.code, r.notice, r.automatic
      FROM late t JOIN rung r ON r."planId" IS NOT DISTINCT FROM t.ladder AND t.next_due <= r."to" AND (r."from" IS NULL OR t.next_due >= r."from")
     WHERE NOT EXISTS (SELECT 1 FROM rung_firing f WHERE f.task_id = t.id AND f.rung = r.code AND f.round = t.ladder_round)
       AND (r.notice IS NOT NULL OR (${ONE_AT_A_TIME}))
  ), claimed AS (
    INSERT INTO rung_firing (task_id, rung, due_date, round, needs_decision, reason, fired_at)
    SELECT id, code, next_due, ladder_round, notice IS NULL AND NOT automatic, CASE WHEN notice IS NULL THEN $7 ELSE '' END, $6
      FROM due ORDER BY id, code ON CONFLICT DO NOTHING RETURNING id, task_id, rung
  )
  SELECT c.id AS "firingId", c.task_id AS "taskId", d.notice, d.notice IS NULL AND d.automatic AS takes
    FROM claimed c JOIN due d ON d.id = c.task_id AND d.code = c.rung ORDER BY c.id`;

/** Tasks with numbers after `$1` up to `$2`. */
export const CLAIM_IN = claimOf('t.id > $1 AND t.id <= $2');

/** Some tasks; `$2` is not used. */
export const CLAIM_OF = claimOf('t.id = ANY($1::int[]) AND $2::int IS NULL');
