import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names that a desk asks to have put into the register of units. */
export class UnitRequests1795490100000 implements MigrationInterface {
  name = 'UnitRequests1795490100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "unit_request" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "document_id" integer NOT NULL, "name" text NOT NULL, "sentence" text NOT NULL, "account_id" integer NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "answer" text, CONSTRAINT "unit_request_once" UNIQUE ("document_id", "name"), CONSTRAINT "PK_85b63a7fa77844d6d32f7ced249" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `ALTER TABLE "unit_request" ADD CONSTRAINT "FK_f401694de15bb47110efde3341c" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "unit_request" ADD CONSTRAINT "FK_d833fcd6427f2660975018baa11" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
