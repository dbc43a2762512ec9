import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Objects1795341205000 implements MigrationInterface {
  name = 'Objects1795341205000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "object_item" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "plan_id" integer NOT NULL, "county_unit_id" integer NOT NULL, "institution" text NOT NULL, "institution_code" text, "kind" text NOT NULL, "specialty" text NOT NULL DEFAULT '', "build_year" integer, "planned_review" date NOT NULL, "guidance_unit" text, "note" text, "state" text NOT NULL, "declared_on" date, "self_assessed_on" date, "self_score" text, "pre_reviewed_on" date, "pre_review" text, "site_reviewed_on" date, "experts" text, "recognised_on" date, "doc_number" text, "rectify_by" date, "re_reviewed_on" date, CONSTRAINT "PK_97837a3f1d49412dbe8ff126293" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "object_item_once" ON "object_item"  ("plan_id", "kind", "county_unit_id", "institution", "specialty") WHERE state <> 'removed'`,
    );
    await runner.query(`CREATE INDEX "object_item_county" ON "object_item"  ("county_unit_id", "state") `);
    await runner.query(`CREATE INDEX "object_item_plan" ON "object_item"  ("plan_id", "kind", "planned_review") `);
    await runner.query(
      `ALTER TABLE "object_item" ADD CONSTRAINT "FK_9f9d5ff733d3345ba1ed475b4cb" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "object_item" ADD CONSTRAINT "FK_e36324687aa330f695355bb09e1" FOREIGN KEY ("county_unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
