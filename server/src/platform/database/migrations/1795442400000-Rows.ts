import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A row of a breakdown table counts as one record. */
export class Rows1795442400000 implements MigrationInterface {
  name = 'Rows1795442400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "intake_record" ADD "is_row" boolean NOT NULL DEFAULT false`);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
