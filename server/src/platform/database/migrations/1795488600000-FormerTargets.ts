import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A level that an adopted version of the document no longer says is kept with the version that ended it. */
export class FormerTargets1795488600000 implements MigrationInterface {
  name = 'FormerTargets1795488600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "indicator_target" ADD "replaced_document_id" integer`);
    await runner.query(
      `ALTER TABLE "indicator_target" ADD CONSTRAINT "FK_0c5da0cfb56bdf5684a7751d87d" FOREIGN KEY ("replaced_document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
