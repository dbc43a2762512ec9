import type { MigrationInterface, QueryRunner } from 'typeorm';

/** States in which the units have not heard of a task yet (rules/task.process.ts UNISSUED_STATES); a spec compares what follows from it. */
const UNISSUED = `('draft', 'pending_issue', 'discarded')`;

/** Whoever settles does so beside others, but not while a unit moves: neither would see what the other has not committed yet. */
const LOCK = 731_004;

/** Puts right what the given tasks (null: all) are seen from; what is right already is not touched. Whoever changes a task or its shares holds the task's row. */
const SETTLE = `
CREATE FUNCTION task_sight_settle(ids int[]) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock_shared(${LOCK});
  WITH touched AS (
    SELECT t.id, t.owner_unit_id AS unit_id, true AS visible, false AS shares FROM task t WHERE ids IS NULL OR t.id = ANY(ids)
    UNION ALL SELECT t.id, t.supervising_unit_id, true, false FROM task t WHERE ids IS NULL OR t.id = ANY(ids)
    UNION ALL SELECT t.id, a.unit_id, t.state NOT IN ${UNISSUED}, true FROM task t JOIN assignment a ON a.task_id = t.id
               WHERE (ids IS NULL OR t.id = ANY(ids)) AND a.state <> 'replaced'
  ), sight AS (
    SELECT d.id AS task_id, above.id AS unit_id, bool_or(d.visible) AS visible, bool_or(d.shares) AS shares
      FROM touched d JOIN unit u ON u.id = d.unit_id CROSS JOIN LATERAL unnest(string_to_array(trim(BOTH '/' FROM u.path), '/')::int[]) AS above(id) GROUP BY 1, 2
  ), gone AS (
    DELETE FROM task_sight s WHERE (ids IS NULL OR s.task_id = ANY(ids))
       AND NOT EXISTS (SELECT 1 FROM sight n WHERE n.task_id = s.task_id AND n.unit_id = s.unit_id)
  )
  INSERT INTO task_sight AS kept (task_id, unit_id, visible, shares, state, deadline, next_due)
  SELECT n.task_id, n.unit_id, n.visible, n.shares, t.state, t.deadline, t.next_due FROM sight n JOIN task t ON t.id = n.task_id
  ON CONFLICT (task_id, unit_id) DO UPDATE
    SET visible = excluded.visible, shares = excluded.shares, state = excluded.state, deadline = excluded.deadline, next_due = excluded.next_due
    WHERE (kept.visible, kept.shares, kept.state, kept.deadline, kept.next_due)
      IS DISTINCT FROM (excluded.visible, excluded.shares, excluded.state, excluded.deadline, excluded.next_due)
$$`;

/** A statement that changes what the sight follows from settles the tasks that it has changed. */
const follows = (name: string, changed: string) => `
CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids int[];
BEGIN
  ${changed}
  IF ids IS NOT NULL THEN PERFORM task_sight_settle(ids); END IF;
  RETURN NULL;
END $$`;

const FOLLOWERS = [
  follows('task_sight_added', 'SELECT array_agg(n.id) INTO ids FROM new_rows n;'),
  follows(
    'task_sight_changed',
    `SELECT array_agg(n.id) INTO ids FROM new_rows n JOIN old_rows o ON o.id = n.id
      WHERE (n.owner_unit_id, n.supervising_unit_id, n.state, n.deadline, n.next_due) IS DISTINCT FROM (o.owner_unit_id, o.supervising_unit_id, o.state, o.deadline, o.next_due);`,
  ),
  follows('task_sight_shared', 'SELECT array_agg(DISTINCT n.task_id) INTO ids FROM new_rows n;'),
  follows('task_sight_unshared', 'SELECT array_agg(DISTINCT o.task_id) INTO ids FROM old_rows o;'),
  follows(
    'task_sight_share_changed',
    `SELECT array_agg(DISTINCT n.task_id) INTO ids FROM new_rows n JOIN old_rows o ON o.id = n.id
      WHERE n.unit_id <> o.unit_id OR (n.state = 'replaced') <> (o.state = 'replaced');`,
  ),
  // A unit that moves takes everything below it along: their paths change in the same statement or the next.
  follows(
    'task_sight_moved',
    `IF EXISTS (SELECT 1 FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE n.path <> o.path) THEN
       PERFORM pg_advisory_xact_lock(${LOCK});
       SELECT array_agg(DISTINCT s.task_id) INTO ids FROM new_rows n JOIN old_rows o ON o.id = n.id JOIN task_sight s ON s.unit_id = n.id WHERE n.path <> o.path;
     END IF;`,
  ),
];

const TRIGGERS = [
  ['task', 'INSERT', 'task_sight_added', 'NEW TABLE AS new_rows'],
  ['task', 'UPDATE', 'task_sight_changed', 'OLD TABLE AS old_rows NEW TABLE AS new_rows'],
  ['assignment', 'INSERT', 'task_sight_shared', 'NEW TABLE AS new_rows'],
  ['assignment', 'UPDATE', 'task_sight_share_changed', 'OLD TABLE AS old_rows NEW TABLE AS new_rows'],
  ['assignment', 'DELETE', 'task_sight_unshared', 'OLD TABLE AS old_rows'],
  ['unit', 'UPDATE', 'task_sight_moved', 'OLD TABLE AS old_rows NEW TABLE AS new_rows'],
].map(
  ([table, event, name, tables]) =>
    `CREATE TRIGGER ${name} AFTER ${event} ON ${table} REFERENCING ${tables} FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`,
);

/** The ledger's usual order, as in `task_urgency`; the other columns spare the look at the row. */
const INDEXES = [
  `CREATE INDEX "task_sight_deadline" ON "task_sight" ("unit_id", "state", "deadline", "task_id") INCLUDE ("visible", "shares", "next_due")`,
  `CREATE INDEX "task_sight_urgency" ON "task_sight" ("unit_id", (CASE WHEN state IN ('completed', 'delisted', 'archived', 'terminated', 'carried_over', 'discarded') THEN 2 WHEN state IN ('draft', 'pending_issue', 'discarded') THEN 1 ELSE 0 END), "next_due", "task_id") INCLUDE ("visible", "shares", "state", "deadline")`,
];

export class Sight1795355010000 implements MigrationInterface {
  name = 'Sight1795355010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "task_sight" ("task_id" integer NOT NULL, "unit_id" integer NOT NULL, "visible" boolean NOT NULL, "shares" boolean NOT NULL, "state" text NOT NULL, "deadline" date, "next_due" date, CONSTRAINT "PK_ca2ff0a85d63c9634c82d5a14a6" PRIMARY KEY ("task_id", "unit_id"))`,
    );
    await runner.query(SETTLE);
    await runner.query('SELECT task_sight_settle(NULL)');
    await runner.query(
      `ALTER TABLE "task_sight" ADD CONSTRAINT "FK_ba3a140c4b1e08c006089b99c3f" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    for (const statement of [...INDEXES, ...FOLLOWERS, ...TRIGGERS]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
