import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lines of the audit log are kept with their change, and chained by whoever commits while nobody else is at it: to wait for one's turn there would
 * let one change after the other through, each as long as the disk takes. What is left waiting is chained by the next commit, and before anybody reads.
 */
export class AuditWaits1795341305000 implements MigrationInterface {
  name = 'AuditWaits1795341305000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}

const COLUMNS = 'at, account_id, actor_name, ip, act, object_type, object_id, success, detail';

const STATEMENTS = [
  // Its caller holds the chain's lock. The mark tells the guard below who takes lines out.
  `CREATE FUNCTION audit_chain_waiting(most integer) RETURNS integer LANGUAGE plpgsql AS $$
   DECLARE
     taken bigint[] := ARRAY(SELECT id FROM audit_entry ORDER BY id LIMIT most);
   BEGIN
     INSERT INTO audit_log (${COLUMNS}) SELECT ${COLUMNS} FROM audit_entry WHERE id = ANY(taken) ORDER BY id;
     PERFORM set_config('dudao.chaining', 'on', true);
     DELETE FROM audit_entry WHERE id = ANY(taken);
     PERFORM set_config('dudao.chaining', '', true);
     RETURN cardinality(taken);
   END $$`,
  `CREATE OR REPLACE FUNCTION audit_entry_chain() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF pg_try_advisory_xact_lock(731002) THEN
       PERFORM audit_chain_waiting(100);
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE FUNCTION audit_entry_waits() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' AND current_setting('dudao.chaining', true) = 'on' THEN
       RETURN OLD;
     END IF;
     RAISE EXCEPTION '% is only ever added to: % is refused', TG_TABLE_NAME, TG_OP;
   END $$`,
  `CREATE TRIGGER audit_entry_waits BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_waits()`,
  `CREATE TRIGGER audit_entry_never_emptied BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()`,
  // Every line passes through: its pages are to be used again at once.
  `ALTER TABLE audit_entry SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)`,
];
