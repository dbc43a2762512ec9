import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Evidence1795337170000 implements MigrationInterface {
  name = 'Evidence1795337170000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "evidence_requirement" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "task_id" integer NOT NULL, "position" integer NOT NULL, "kind" text NOT NULL, "name" text NOT NULL, "minimum" integer NOT NULL, CONSTRAINT "PK_ade74d327f796b8c8de88ee678d" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "evidence_requirement_name" ON "evidence_requirement"  ("task_id", "name") `);
    await runner.query(`ALTER TABLE "evidence" ADD "requirement_id" integer`);
    await runner.query(`ALTER TABLE "evidence" ADD "first_id" integer`);
    await runner.query(`ALTER TABLE "evidence" ADD "upload_id" text`);
    await runner.query(`CREATE UNIQUE INDEX "evidence_upload" ON "evidence"  ("upload_id") `);
    await runner.query(`CREATE INDEX "evidence_first" ON "evidence"  ("first_id") `);
    await runner.query(`CREATE INDEX "evidence_stands_for" ON "evidence"  ("requirement_id") `);
    await runner.query(
      `ALTER TABLE "evidence_requirement" ADD CONSTRAINT "FK_18de3ae1f6e6eff7f3d3b57a9f5" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "FK_ade74d327f796b8c8de88ee678d" FOREIGN KEY ("requirement_id") REFERENCES "evidence_requirement"("id") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "FK_f8702c2ff1b55ddfe422a2d0c39" FOREIGN KEY ("first_id") REFERENCES "evidence"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
