import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TaskLife1795332500000 implements MigrationInterface {
  name = 'TaskLife1795332500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "application" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "task_id" integer NOT NULL, "kind" text NOT NULL, "state" text NOT NULL, "reason_kind" text, "reason" text, "basis" text, "asked_date" date, "granted_date" date, "changes" jsonb, "late" boolean NOT NULL DEFAULT false, "applicant_id" integer NOT NULL, "applied_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_569e0c3e863ebdf5f2408ee1670" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "application_open" ON "application"  ("state", "task_id") WHERE state IN ('applied', 'endorsed', 'reviewed')`,
    );
    await runner.query(`CREATE INDEX "application_task" ON "application"  ("task_id", "id") `);
    await runner.query(
      `CREATE TABLE "suspension" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "task_id" integer NOT NULL, "from_day" date NOT NULL, "until_day" date NOT NULL, "ended_on" date, CONSTRAINT "PK_b46f45ab12700f920ef9237a967" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "suspension_task" ON "suspension"  ("task_id") `);
    await runner.query(`ALTER TABLE "task" ADD "parent_id" integer`);
    await runner.query(`ALTER TABLE "task" ADD "predecessor_id" integer`);
    await runner.query(`ALTER TABLE "task" ADD "recheck_on" date`);
    await runner.query(`ALTER TABLE "task" ADD "recheck_result" text`);
    await runner.query(`ALTER TABLE "assignment" ADD "due_date" date`);
    await runner.query(`ALTER TABLE "assignment" ADD "weight" integer`);
    await runner.query(`ALTER TABLE "assignment" ADD "note" text`);
    await runner.query(`CREATE INDEX "task_predecessor" ON "task"  ("predecessor_id") `);
    await runner.query(`CREATE INDEX "task_parent" ON "task"  ("parent_id") `);
    await runner.query(
      `ALTER TABLE "task" ADD CONSTRAINT "FK_5b12d07794e1d6428696b35fd7e" FOREIGN KEY ("parent_id") REFERENCES "task"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "task" ADD CONSTRAINT "FK_852e118abdc006ee337dfe7d847" FOREIGN KEY ("predecessor_id") REFERENCES "task"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "application" ADD CONSTRAINT "FK_e7657db91bb8fb8c2ca88a99f1f" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "application" ADD CONSTRAINT "FK_7fad621ac3ff9fe040a1e8cbe72" FOREIGN KEY ("applicant_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "suspension" ADD CONSTRAINT "FK_07546a0222c24075ff61a7e8da7" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
