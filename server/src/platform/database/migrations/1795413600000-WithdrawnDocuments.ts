import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A document that has been withdrawn does not keep the same file from being uploaded again. */
export class WithdrawnDocuments1795413600000 implements MigrationInterface {
  name = 'WithdrawnDocuments1795413600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "document" DROP CONSTRAINT "document_once_per_unit"`);
    await runner.query(
      `CREATE UNIQUE INDEX "document_once_per_unit" ON "document"  ("owner_unit_id", "sha256") WHERE withdrawn_at IS NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
