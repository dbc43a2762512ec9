import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A step at the desk may say what several names mean; those that said it of one take the same form. */
export class NamesTogether1795489500000 implements MigrationInterface {
  name = 'NamesTogether1795489500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE "intake_step" SET "detail" = "detail" - 'aliasId' - 'formerly' || jsonb_build_object('said', jsonb_build_array(
         jsonb_build_object('name', "detail" -> 'name', 'aliasId', "detail" -> 'aliasId', 'formerly', "detail" -> 'formerly')))
       WHERE "act" = 'name'`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
