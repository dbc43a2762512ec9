import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Calendar1795329335000 implements MigrationInterface {
  name = 'Calendar1795329335000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "calendar_year" ("year" integer NOT NULL, "source" text NOT NULL, "loaded_at" TIMESTAMP WITH TIME ZONE NOT NULL, "loaded_by_name" text, "revision" integer NOT NULL DEFAULT '1', CONSTRAINT "PK_4a5f5b39f8e07f51dab5be6fed9" PRIMARY KEY ("year"))`,
    );
    await runner.query(
      `CREATE TABLE "calendar_day" ("date" date NOT NULL, "year" integer NOT NULL, "kind" text NOT NULL, "name" text NOT NULL, CONSTRAINT "PK_82404934db32af18c10dfe7087e" PRIMARY KEY ("date"))`,
    );
    await runner.query(
      `ALTER TABLE "calendar_day" ADD CONSTRAINT "FK_9981cb036ea5473a2b9e5634a96" FOREIGN KEY ("year") REFERENCES "calendar_year"("year") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
