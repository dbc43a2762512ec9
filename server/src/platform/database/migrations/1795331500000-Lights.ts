import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Lights1795331500000 implements MigrationInterface {
  name = 'Lights1795331500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "light_scheme" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "name" text NOT NULL, "note" text NOT NULL, "rules" jsonb NOT NULL, "words" jsonb NOT NULL, "is_default" boolean NOT NULL DEFAULT false, CONSTRAINT "UQ_2150366c5d78cf544b78329e4f2" UNIQUE ("name"), CONSTRAINT "PK_3de95ec80746fe83c2f224bd2d3" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "light_scheme_default" ON "light_scheme"  ("is_default") WHERE is_default`);
    await runner.query(`ALTER TABLE "plan" ADD "light_scheme_id" integer`);
    await runner.query(`ALTER TABLE "task" ADD "warn_from" date`);
    await runner.query(`ALTER TABLE "task" ADD "critical_from" date`);
    await runner.query(`ALTER TABLE "task" ADD "no_data" boolean NOT NULL DEFAULT false`);
    await runner.query(`CREATE INDEX "task_critical_from" ON "task"  ("critical_from", "id") `);
    await runner.query(`CREATE INDEX "task_warn_from" ON "task"  ("warn_from", "id") `);
    // Until now every task was yellow for its last seven days; the next change of a task settles it by its scheme.
    await runner.query('UPDATE task SET warn_from = next_due - 7 WHERE next_due IS NOT NULL');
    await runner.query(
      `ALTER TABLE "plan" ADD CONSTRAINT "FK_439dc0290003d2809cae67026f2" FOREIGN KEY ("light_scheme_id") REFERENCES "light_scheme"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
