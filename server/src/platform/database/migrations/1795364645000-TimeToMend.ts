import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The day by which what was sent back has to be made good. */
export class TimeToMend1795364645000 implements MigrationInterface {
  name = 'TimeToMend1795364645000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "task" ADD "resubmit_by" date`);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
