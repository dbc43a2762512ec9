import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlanVersions1795332300000 implements MigrationInterface {
  name = 'PlanVersions1795332300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "version_difference" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "document_id" integer NOT NULL, "seq" integer NOT NULL, "kind" text NOT NULL, "moved" boolean NOT NULL DEFAULT false, "old_record_id" integer, "new_record_id" integer, "new_item" jsonb, "decision" text, "decider_id" integer, "decided_at" TIMESTAMP WITH TIME ZONE, "note" text, "measure_id" integer, CONSTRAINT "PK_e56bcab67892961331a62841b4a" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "version_difference_new" ON "version_difference"  ("new_record_id") `);
    await runner.query(`CREATE INDEX "version_difference_old" ON "version_difference"  ("old_record_id") `);
    await runner.query(`CREATE INDEX "version_difference_document" ON "version_difference"  ("document_id", "seq") `);
    await runner.query(`ALTER TABLE "document" ADD "version_no" integer NOT NULL DEFAULT '1'`);
    await runner.query(`ALTER TABLE "document" ADD "withdrawn_at" TIMESTAMP WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "measure" ADD "gone_document_id" integer`);
    await runner.query(
      `ALTER TABLE "measure" ADD CONSTRAINT "FK_5a99656bdc63d2f4e2f4ca28fa7" FOREIGN KEY ("gone_document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "version_difference" ADD CONSTRAINT "FK_5fee48b181581bc687023908714" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "version_difference" ADD CONSTRAINT "FK_9130b058b2865d24018df29d08a" FOREIGN KEY ("old_record_id") REFERENCES "intake_record"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "version_difference" ADD CONSTRAINT "FK_f988e700a22f3fb1842db939c8b" FOREIGN KEY ("new_record_id") REFERENCES "intake_record"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "version_difference" ADD CONSTRAINT "FK_70ea65f6fbbcdc1f175f1ddc84f" FOREIGN KEY ("decider_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "version_difference" ADD CONSTRAINT "FK_d5f1c06c51fff34e180db8b2a0a" FOREIGN KEY ("measure_id") REFERENCES "measure"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
