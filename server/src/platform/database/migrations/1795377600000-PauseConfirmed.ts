import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A pause is looked at again every thirty days: when it last was. */
export class PauseConfirmed1795377600000 implements MigrationInterface {
  name = 'PauseConfirmed1795377600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "suspension" ADD "confirmed_on" date');
    await runner.query('UPDATE "suspension" SET "confirmed_on" = "from_day"');
    await runner.query('ALTER TABLE "suspension" ALTER "confirmed_on" SET NOT NULL');
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
