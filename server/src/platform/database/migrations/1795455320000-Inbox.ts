import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A page of the inbox is found from its newest message on, line by line. */
export class Inbox1795455320000 implements MigrationInterface {
  name = 'Inbox1795455320000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."message_inbox"`);
    await runner.query(
      `CREATE INDEX "message_line" ON "message"  ("recipient_id", "kind", "together", "at", "id") WHERE together IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX "message_inbox" ON "message"  ("recipient_id", "at", "id") `);
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
