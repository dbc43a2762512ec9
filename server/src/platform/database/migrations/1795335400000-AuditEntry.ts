import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lines of the audit log wait in their transaction and are chained when it commits. The chain lets one writer through after the other: so nobody
 * holds its lock while there is still work to do, and it is the last lock that any transaction takes.
 */
export class AuditEntry1795335400000 implements MigrationInterface {
  name = 'AuditEntry1795335400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}

const COLUMNS = 'at, account_id, actor_name, ip, act, object_type, object_id, success, detail';

const STATEMENTS = [
  `CREATE TABLE audit_entry (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL, account_id integer, actor_name text NOT NULL,
     ip text, act text NOT NULL, object_type text NOT NULL, object_id text, success boolean NOT NULL, detail jsonb NOT NULL)`,
  `CREATE FUNCTION audit_entry_chain() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO audit_log (${COLUMNS}) SELECT ${COLUMNS} FROM audit_entry WHERE id = NEW.id;
     DELETE FROM audit_entry WHERE id = NEW.id;
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER audit_entry_chain AFTER INSERT ON audit_entry DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION audit_entry_chain()`,
];
