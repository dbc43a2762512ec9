import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A report that its reporter has withdrawn leaves the period open for another one. */
export class WithdrawnReturns1795356900000 implements MigrationInterface {
  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "cycle_return_period"`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "cycle_return_period" ON "cycle_return"  ("assignment_id", "period") WHERE state NOT IN ('returned', 'replaced', 'withdrawn')`,
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "cycle_return_period"`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "cycle_return_period" ON "cycle_return"  ("assignment_id", "period") WHERE state NOT IN ('returned', 'replaced')`,
    );
  }
}
