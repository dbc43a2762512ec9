import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OutboxQueue1795329674000 implements MigrationInterface {
  name = 'OutboxQueue1795329674000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."outbox_waiting"`);
    await runner.query(`ALTER TABLE "outbox" ADD "priority" smallint NOT NULL DEFAULT '1'`);
    await runner.query(`ALTER TABLE "outbox" ADD "added_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()`);
    await runner.query(`CREATE INDEX "outbox_waiting" ON "outbox"  ("dead", "priority", "available_at", "id") WHERE done_at IS NULL`);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
