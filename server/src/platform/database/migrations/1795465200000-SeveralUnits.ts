import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A name in a document may mean several units. What steps at the desk have kept of what was said before takes the same form. */
export class SeveralUnits1795465200000 implements MigrationInterface {
  name = 'SeveralUnits1795465200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "document_name" ADD "unit_ids" integer array`);
    await runner.query(`UPDATE "document_name" SET "unit_ids" = array_remove(ARRAY["unit_id"], NULL)`);
    await runner.query(`ALTER TABLE "document_name" ALTER COLUMN "unit_ids" SET NOT NULL, DROP COLUMN "unit_id"`);
    await runner.query(
      `UPDATE "intake_step" SET "detail" = jsonb_set("detail", '{formerly}', jsonb_build_object('stepId', "detail" #> '{formerly,stepId}',
         'unitIds', CASE WHEN "detail" #>> '{formerly,unitId}' IS NULL THEN '[]' ELSE jsonb_build_array("detail" #> '{formerly,unitId}') END))
       WHERE "act" = 'name' AND jsonb_typeof("detail" -> 'formerly') = 'object'`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
