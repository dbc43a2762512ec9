import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Desk1795331000000 implements MigrationInterface {
  name = 'Desk1795331000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."indicator_plan"`);
    await runner.query(`ALTER TABLE "intake_record" DROP CONSTRAINT "intake_record_seq"`);
    await runner.query(
      `CREATE TABLE "intake_step" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "document_id" integer NOT NULL, "account_id" integer, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "act" text NOT NULL, "detail" jsonb NOT NULL DEFAULT '{}', "before" jsonb NOT NULL DEFAULT '[]', "touched" integer array NOT NULL DEFAULT '{}', "removed" integer array NOT NULL DEFAULT '{}', "undone_by_id" integer, CONSTRAINT "PK_43431887efb74fa32e4303c4596" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "intake_step_document" ON "intake_step"  ("document_id", "id") `);
    await runner.query(
      `CREATE TABLE "document_name" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "document_id" integer NOT NULL, "name" text NOT NULL, "unit_id" integer, "step_id" integer NOT NULL, CONSTRAINT "document_name_once" UNIQUE ("document_id", "name"), CONSTRAINT "PK_94fc1f06cbc7025bbfe7ca49aca" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "indicator_target" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "indicator_id" integer NOT NULL, "record_id" integer NOT NULL, "year" integer, "due_date" date, "op" text NOT NULL, "value" numeric, "value2" numeric, "raw" text NOT NULL, "defect" text, CONSTRAINT "PK_9b6a07f7470f3a0f56e73b7a282" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "indicator_target_record" ON "indicator_target"  ("record_id") `);
    await runner.query(`CREATE INDEX "indicator_target_indicator" ON "indicator_target"  ("indicator_id") `);
    await runner.query(
      `CREATE TABLE "measure_sketch" ("band" integer NOT NULL, "measure_id" integer NOT NULL, CONSTRAINT "PK_5d0ffc3eb22f0199cbd273d3157" PRIMARY KEY ("band", "measure_id"))`,
    );
    await runner.query(`CREATE INDEX "measure_sketch_measure" ON "measure_sketch"  ("measure_id") `);
    await runner.query(`ALTER TABLE "measure" ADD "parent_record_id" integer`);
    await runner.query(`ALTER TABLE "indicator" ADD "baseline_value" numeric`);
    await runner.query(`ALTER TABLE "indicator" ADD "baseline_date" date`);
    await runner.query(`ALTER TABLE "indicator" ADD "baseline_raw" text`);
    // What was kept as one row for each figure becomes an indicator with a baseline or a target.
    await runner.query(
      `UPDATE "indicator" SET "baseline_value" = "value", "baseline_date" = "due_date", "baseline_raw" = "raw" WHERE "role" = 'baseline'`,
    );
    await runner.query(
      `INSERT INTO "indicator_target" ("indicator_id", "record_id", "year", "due_date", "op", "value", "value2", "raw", "defect")
       SELECT "id", "record_id", extract(year FROM "due_date"), "due_date", "op", "value", "value2", "raw", "defect" FROM "indicator" WHERE "role" <> 'baseline'`,
    );
    await runner.query(
      `UPDATE "measure" m SET "parent_record_id" = r."parent_id" FROM "intake_record" r WHERE r."id" = m."record_id" AND r."parent_id" IS NOT NULL`,
    );
    await runner.query(`ALTER TABLE "indicator" DROP COLUMN "value"`);
    await runner.query(`ALTER TABLE "indicator" DROP COLUMN "value2"`);
    await runner.query(`ALTER TABLE "indicator" DROP COLUMN "due_date"`);
    await runner.query(`ALTER TABLE "indicator" DROP COLUMN "role"`);
    await runner.query(`ALTER TABLE "indicator" DROP COLUMN "raw"`);
    await runner.query(`ALTER TABLE "indicator" DROP COLUMN "defect"`);
    await runner.query(`ALTER TABLE "intake_record" ADD "step_id" integer`);
    await runner.query(`CREATE INDEX "intake_record_parent" ON "intake_record"  ("parent_id") `);
    await runner.query(`CREATE INDEX "intake_record_seq" ON "intake_record"  ("document_id", "seq") `);
    await runner.query(`CREATE INDEX "indicator_plan" ON "indicator"  ("plan_id") `);
    await runner.query(
      `ALTER TABLE "intake_step" ADD CONSTRAINT "FK_0f9809903a7cadff3a88bff2c15" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "intake_step" ADD CONSTRAINT "FK_4600652df473f8c8473ae5548df" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "intake_step" ADD CONSTRAINT "FK_6bd9b252d41004e1f5e6b0ab7e7" FOREIGN KEY ("undone_by_id") REFERENCES "intake_step"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document_name" ADD CONSTRAINT "FK_8c08891e20c2216ff2c0c18fc2a" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document_name" ADD CONSTRAINT "FK_f9e90dbf12dfdf8dae0456eec7b" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document_name" ADD CONSTRAINT "FK_ec9473ca15c83c70ee8f8226b16" FOREIGN KEY ("step_id") REFERENCES "intake_step"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "measure" ADD CONSTRAINT "FK_bfc6e605a540c4f9bb9eb0d9702" FOREIGN KEY ("parent_record_id") REFERENCES "intake_record"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "indicator_target" ADD CONSTRAINT "FK_aee24e10c440f5e7e44f95ce3bd" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "indicator_target" ADD CONSTRAINT "FK_51d6f08669f2677dfa52bd09fc2" FOREIGN KEY ("record_id") REFERENCES "intake_record"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "measure_sketch" ADD CONSTRAINT "FK_c1382cf02c298b167e3f9ac0d25" FOREIGN KEY ("measure_id") REFERENCES "measure"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
