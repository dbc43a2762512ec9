import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the first page of the day counts, without a look at the tasks themselves: of a million of them the rows alone are a gigabyte. */
export class Counted1795368000000 implements MigrationInterface {
  name = 'Counted1795368000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX task_counted ON task (id) INCLUDE (plan_id, lead_unit_id, state, next_due, warn_from, critical_from, no_data)',
    );
    await runner.query('CREATE INDEX task_phase_counted ON task_phase (task_id) INCLUDE (year, name, due_date, verdict)');
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
