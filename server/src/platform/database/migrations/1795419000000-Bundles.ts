import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages of one act on many tasks are one line of the inbox. */
export class Bundles1795419000000 implements MigrationInterface {
  name = 'Bundles1795419000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "message" ADD "together" text`);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
