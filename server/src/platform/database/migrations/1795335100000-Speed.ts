import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Titles searched by one and two characters; room on each page for the next state of a task (docs/performance.md). */
export class Speed1795335100000 implements MigrationInterface {
  name = 'Speed1795335100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX task_title_spread ON task USING gin (('x' || regexp_replace(lower(title), '(.)', '\\1x', 'g')) gin_trgm_ops)`,
    );
    // With the state who may see a task is read from the index alone.
    await runner.query('DROP INDEX assignment_unit');
    await runner.query('CREATE INDEX assignment_unit ON assignment (unit_id, task_id, state)');
    await runner.query('ALTER TABLE task SET (fillfactor = 85)');
    await runner.query('ALTER TABLE assignment SET (fillfactor = 85)');
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
