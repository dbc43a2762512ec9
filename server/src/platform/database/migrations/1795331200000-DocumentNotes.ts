import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DocumentNotes1795331200000 implements MigrationInterface {
  name = 'DocumentNotes1795331200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "document" ADD "notes" jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
