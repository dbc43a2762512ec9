import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BreakdownTemplate1795330700000 implements MigrationInterface {
  name = 'BreakdownTemplate1795330700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "breakdown_template" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "owner_unit_id" integer NOT NULL, "title" text NOT NULL, "paper" text NOT NULL, "columns" jsonb NOT NULL, CONSTRAINT "breakdown_template_unit" UNIQUE ("owner_unit_id"), CONSTRAINT "PK_6448d0bacc77d0b324a1c23b72d" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `ALTER TABLE "breakdown_template" ADD CONSTRAINT "FK_51e8cc4448926f84cf63592f9d7" FOREIGN KEY ("owner_unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
