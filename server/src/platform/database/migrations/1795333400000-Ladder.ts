import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ladder1795333400000 implements MigrationInterface {
  name = 'Ladder1795333400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "ladder_rung" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "code" text NOT NULL, "position" integer NOT NULL, "name" text NOT NULL, "kind" text NOT NULL, "offset_days" integer NOT NULL, "unit" text NOT NULL, "automatic" boolean NOT NULL, "active" boolean NOT NULL, "signer" text NOT NULL, "copy_to" jsonb NOT NULL, "reply_days" integer, "demand" text NOT NULL, CONSTRAINT "UQ_8405aa45abb19f077508ed7ce3d" UNIQUE ("code"), CONSTRAINT "PK_0a20d11ffdf77df46e85fff2a18" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "rung_decision" ("firing_id" integer NOT NULL, "decision" text NOT NULL, "reason" text, "actor_name" text NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_6de37d1a0bced0e04650bdfdde9" PRIMARY KEY ("firing_id"))`,
    );
    await runner.query(`ALTER TABLE "task" ADD "ladder_round" integer NOT NULL DEFAULT '1'`);
    await runner.query(`ALTER TABLE "rung_firing" DROP CONSTRAINT "PK_7d811b0f0bdf2ccaab83d44d651"`);
    await runner.query(`ALTER TABLE "rung_firing" ADD "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL`);
    await runner.query(`ALTER TABLE "rung_firing" ADD CONSTRAINT "PK_21ace1d5dae219897e35f74bf94" PRIMARY KEY ("id")`);
    await runner.query(`ALTER TABLE "rung_firing" ADD "round" integer NOT NULL DEFAULT '1'`);
    await runner.query(`ALTER TABLE "rung_firing" ADD "needs_decision" boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE "rung_firing" ADD "reason" text NOT NULL DEFAULT ''`);
    // Until now each due day was a ladder of its own: it becomes a round of its own.
    await runner.query('ALTER TABLE rung_firing DISABLE TRIGGER rung_firing_only_added_to');
    await runner.query(
      `UPDATE rung_firing SET round = r.round FROM (SELECT id, dense_rank() OVER (PARTITION BY task_id ORDER BY due_date) AS round FROM rung_firing) r
        WHERE r.id = rung_firing.id`,
    );
    await runner.query('ALTER TABLE rung_firing ENABLE TRIGGER rung_firing_only_added_to');
    await runner.query(`CREATE UNIQUE INDEX "rung_firing_once" ON "rung_firing"  ("task_id", "rung", "round") `);
    await runner.query(
      `UPDATE task SET ladder_round = 1 + (SELECT count(DISTINCT f.due_date) FROM rung_firing f WHERE f.task_id = task.id AND f.due_date < task.next_due)
        WHERE EXISTS (SELECT 1 FROM rung_firing f WHERE f.task_id = task.id)`,
    );
    await runner.query(
      `ALTER TABLE "rung_decision" ADD CONSTRAINT "FK_6de37d1a0bced0e04650bdfdde9" FOREIGN KEY ("firing_id") REFERENCES "rung_firing"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(`ALTER TABLE "escalation" ADD "round" integer NOT NULL DEFAULT '1'`);
    await runner.query(`ALTER TABLE "escalation" ADD "copy_to" jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(
      `CREATE TRIGGER rung_decision_only_added_to BEFORE UPDATE OR DELETE ON rung_decision FOR EACH ROW EXECUTE FUNCTION only_added_to()`,
    );
    await runner.query(
      `CREATE TRIGGER rung_decision_never_emptied BEFORE TRUNCATE ON rung_decision FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
