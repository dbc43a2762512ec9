import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SweepMark1795340147000 implements MigrationInterface {
  name = 'SweepMark1795340147000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "ladder_sweep" ("key" text NOT NULL, "at" integer NOT NULL, "upto" integer NOT NULL, "seen" integer NOT NULL, "newest" integer NOT NULL, CONSTRAINT "PK_c3c713c34ec1214f2be7a5eb14c" PRIMARY KEY ("key"))`,
    );
    await runner.query(`ALTER TABLE "ladder_rung" ADD "plan_id" integer`);
    await runner.query(`ALTER TABLE "ladder_rung" DROP CONSTRAINT "UQ_8405aa45abb19f077508ed7ce3d"`);
    await runner.query(`CREATE UNIQUE INDEX "ladder_rung_plan" ON "ladder_rung"  ("plan_id", "code") WHERE plan_id IS NOT NULL`);
    await runner.query(`CREATE UNIQUE INDEX "ladder_rung_office" ON "ladder_rung"  ("code") WHERE plan_id IS NULL`);
    await runner.query(
      `ALTER TABLE "ladder_rung" ADD CONSTRAINT "FK_c3b4637c6cc8497b3224ff80034" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    // Reminders on their way are carried many at a time from now on.
    await runner.query(`UPDATE outbox SET topic = 'message.remind', payload = jsonb_build_object('notice', payload -> 'notice', 'firingIds',
        (SELECT coalesce(jsonb_agg(f.id), '[]') FROM rung_firing f WHERE f.task_id = (outbox.payload ->> 'taskId')::int
           AND f.rung = outbox.payload ->> 'rung' AND f.round = (outbox.payload ->> 'round')::int))
      WHERE topic = 'message.send' AND payload ? 'rung'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
