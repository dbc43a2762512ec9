import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the database itself watches over: the audit log's chain, records that are only ever added to, and the search in titles. */
export class Guards1795300000001 implements MigrationInterface {
  name = 'Guards1795300000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}

const STATEMENTS = [
  `CREATE EXTENSION IF NOT EXISTS pg_trgm`,
  `CREATE INDEX task_title_trigram ON task USING gin (title gin_trgm_ops)`,

  // The text that the hash covers. jsonb sorts its keys, so that the same line always gives the same text.
  `CREATE FUNCTION audit_canonical(line audit_log) RETURNS text LANGUAGE sql IMMUTABLE AS $$
     SELECT jsonb_build_array(line.id, (extract(epoch FROM line.at) * 1000000)::bigint, line.account_id, line.actor_name, line.ip, line.act,
                              line.object_type, line.object_id, line.success, line.detail)::text
   $$`,

  // Lines are numbered without gaps and each hash covers the one before: a line that was changed, taken out or slipped in breaks the chain.
  // The lock makes writers queue until they commit; the number is taken under it, so numbers and chain have one order.
  `CREATE FUNCTION audit_log_chain() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE last record;
   BEGIN
     PERFORM pg_advisory_xact_lock(731002);
     SELECT id, hash INTO last FROM audit_log ORDER BY id DESC LIMIT 1;
     NEW.id := COALESCE(last.id, 0) + 1;
     NEW.hash := sha256(COALESCE(last.hash, ''::bytea) || convert_to(audit_canonical(NEW), 'UTF8'));
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER audit_log_chain BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_chain()`,

  `CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION '% is only ever added to: % is refused', TG_TABLE_NAME, TG_OP;
   END $$`,
  ...['audit_log', 'process_history', 'cycle_return', 'rung_firing'].flatMap(table => [
    `CREATE TRIGGER ${table}_only_added_to BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION only_added_to()`,
    `CREATE TRIGGER ${table}_never_emptied BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()`,
  ]),

  // The original deadline is set once (G6).
  `CREATE FUNCTION original_deadline_stays() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF OLD.original_deadline IS DISTINCT FROM NEW.original_deadline AND OLD.issued_at IS NOT NULL THEN
       RAISE EXCEPTION 'the original deadline of task % stays', OLD.id;
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER original_deadline_stays BEFORE UPDATE OF original_deadline ON task FOR EACH ROW EXECUTE FUNCTION original_deadline_stays()`,
];
