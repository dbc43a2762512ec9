import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Readings1795336147000 implements MigrationInterface {
  name = 'Readings1795336147000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "indicator_reading" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "indicator_id" integer NOT NULL, "unit_id" integer NOT NULL, "day" date NOT NULL, "value" numeric NOT NULL, "source" text, "entered_by" integer NOT NULL, "return_id" integer NOT NULL, CONSTRAINT "PK_9ce886ac5311fae84275d2add3c" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "indicator_reading_return" ON "indicator_reading"  ("return_id", "indicator_id") `);
    await runner.query(`CREATE INDEX "indicator_reading_indicator" ON "indicator_reading"  ("indicator_id", "day") `);
    await runner.query(`ALTER TABLE "indicator" ADD "roll_up" text NOT NULL DEFAULT 'entered'`);
    await runner.query(
      `ALTER TABLE "indicator_reading" ADD CONSTRAINT "FK_d96f9ff947ac635f51424c953e2" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "indicator_reading" ADD CONSTRAINT "FK_a8b8c7fcd8248ffbd5b950cea49" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "indicator_reading" ADD CONSTRAINT "FK_5438465f95381fe5a306325e526" FOREIGN KEY ("entered_by") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "indicator_reading" ADD CONSTRAINT "FK_b78f29fe043cd503221c48220f3" FOREIGN KEY ("return_id") REFERENCES "cycle_return"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    for (const [name, event] of [
      ['only_added_to', 'UPDATE OR DELETE'],
      ['never_emptied', 'TRUNCATE'],
    ])
      await runner.query(
        `CREATE TRIGGER indicator_reading_${name} BEFORE ${event} ON indicator_reading FOR EACH ${event === 'TRUNCATE' ? 'STATEMENT' : 'ROW'} EXECUTE FUNCTION only_added_to()`,
      );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
