import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Returns1795336140000 implements MigrationInterface {
  name = 'Returns1795336140000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "task" ADD "risk" text`);
    await runner.query(`ALTER TABLE "assignment" ADD "report_opens" date`);
    await runner.query(`ALTER TABLE "assignment" ADD "report_due" date`);
    await runner.query(`ALTER TABLE "cycle_return" ADD "version" integer NOT NULL DEFAULT '1'`);
    await runner.query(`ALTER TABLE "cycle_return" ADD "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()`);
    // Reports from before the process began count as they did.
    await runner.query(`ALTER TABLE "cycle_return" ADD "state" text NOT NULL DEFAULT 'approved'`);
    await runner.query(`ALTER TABLE "cycle_return" ALTER "state" DROP DEFAULT`);
    await runner.query(`ALTER TABLE "cycle_return" ADD "period" text`);
    await runner.query(`ALTER TABLE "cycle_return" ADD "period_label" text`);
    await runner.query(`ALTER TABLE "cycle_return" ADD "unchanged" boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE "cycle_return" ADD "help" text`);
    await runner.query(`ALTER TABLE "cycle_return" ADD "risk" text`);
    await runner.query(`CREATE INDEX "assignment_report_due" ON "assignment"  ("report_due", "task_id") `);
    await runner.query(
      `CREATE INDEX "cycle_return_open" ON "cycle_return"  ("state", "task_id") WHERE state IN ('submitted', 'unit_approved')`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "cycle_return_period" ON "cycle_return"  ("assignment_id", "period") WHERE state NOT IN ('returned', 'replaced')`,
    );
    // What a report says stays; only its state moves on, with the version that guards it.
    await runner.query(`CREATE FUNCTION only_judged() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF to_jsonb(NEW) - 'state' - 'version' IS DISTINCT FROM to_jsonb(OLD) - 'state' - 'version' OR OLD.version = NEW.version THEN
          RAISE EXCEPTION '% is only ever added to: % is refused', TG_TABLE_NAME, TG_OP;
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`DROP TRIGGER cycle_return_only_added_to ON cycle_return`);
    await runner.query(`CREATE TRIGGER cycle_return_only_judged BEFORE UPDATE ON cycle_return FOR EACH ROW EXECUTE FUNCTION only_judged()`);
    await runner.query(
      `CREATE TRIGGER cycle_return_never_deleted BEFORE DELETE ON cycle_return FOR EACH ROW EXECUTE FUNCTION only_added_to()`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
