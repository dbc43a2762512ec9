import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ledger1795334600000 implements MigrationInterface {
  name = 'Ledger1795334600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "saved_view" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "key" uuid NOT NULL, "owner_id" integer NOT NULL, "name" text NOT NULL, "unit_id" integer, "filter" jsonb NOT NULL, "sort" jsonb, "columns" jsonb NOT NULL, CONSTRAINT "UQ_32fcbb4e07e1b68659d9ef92ec1" UNIQUE ("key"), CONSTRAINT "saved_view_name" UNIQUE ("owner_id", "name"), CONSTRAINT "PK_be317311b88c1a5e47ad6c19081" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "saved_view_unit" ON "saved_view"  ("unit_id") `);
    await runner.query(`CREATE INDEX "task_state_due" ON "task"  ("state", "next_due", "id") `);
    // The ledger's usual order: what is owed, then drafts, then what is closed, each by its next day (reports/ledger/filter.ts).
    await runner.query(
      `CREATE INDEX "task_urgency" ON "task" ((CASE WHEN state IN ('completed', 'delisted', 'archived', 'terminated', 'carried_over', 'discarded') THEN 2 WHEN state IN ('draft', 'pending_issue', 'discarded') THEN 1 ELSE 0 END), "next_due", "id")`,
    );
    await runner.query(
      `ALTER TABLE "saved_view" ADD CONSTRAINT "FK_51e7a47d07fef90b5081c8683c0" FOREIGN KEY ("owner_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "saved_view" ADD CONSTRAINT "FK_88271fb9c329ccb562d953454e9" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
