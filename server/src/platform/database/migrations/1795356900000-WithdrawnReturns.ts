import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A report that its reporter has withdrawn leaves the period open for another one. */
export class WithdrawnReturns1795356900000 implements MigrationInterface {
  name = 'WithdrawnReturns1795356900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "cycle_return_period"`);
    await runner.query(
      `CREATE UNIQUE INDEX "cycle_return_period" ON "cycle_return"  ("assignment_id", "period") WHERE state NOT IN ('returned', 'replaced', 'withdrawn')`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
