import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HistoryEnd1795344912000 implements MigrationInterface {
  name = 'HistoryEnd1795344912000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "process_history_end" ON "process_history"  ("task_id", "id") WHERE process = 'task' AND act IN ('complete', 'return', 'confirm_verified', 'refute', 'delist')`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
