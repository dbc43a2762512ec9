import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Papers1795335500000 implements MigrationInterface {
  name = 'Papers1795335500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "letterhead" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "unit_id" integer NOT NULL, "mark" text NOT NULL, "signature" text NOT NULL, "seal_text" text NOT NULL, "contact_name" text NOT NULL, "contact_phone" text NOT NULL, "copy_to" text NOT NULL, "printer" text NOT NULL, CONSTRAINT "letterhead_unit" UNIQUE ("unit_id"), CONSTRAINT "PK_e28d0eb6f6882a52d36929c58b5" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "paper" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "kind" text NOT NULL, "state" text NOT NULL, "number" text, "office_unit_id" integer NOT NULL, "task_id" integer, "cause" text, "facts" jsonb NOT NULL, "text" jsonb, "drafter_id" integer, "signer_name" text, "check_by" date, "issued_on" date, "sha256" text, "pdf_asked" boolean NOT NULL DEFAULT false, "pdf_sha256" text, "pdf_trouble" text, CONSTRAINT "UQ_f9c356bd369b904cc643c3e8603" UNIQUE ("number"), CONSTRAINT "UQ_db80c47f510277473b841e2b7cb" UNIQUE ("cause"), CONSTRAINT "PK_ca8320a8e49e70e3de2d843a80a" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "paper_task" ON "paper"  ("task_id", "id") `);
    await runner.query(`CREATE INDEX "paper_office" ON "paper"  ("office_unit_id", "id") `);
    await runner.query(
      `CREATE TABLE "paper_check" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "paper_id" integer NOT NULL, "unit_id" integer NOT NULL, "state" text NOT NULL, "text" text, "by_name" text, "at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_60ad4839442c29f34f7fa848f05" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "paper_check_unit" ON "paper_check"  ("unit_id", "paper_id") `);
    await runner.query(`CREATE UNIQUE INDEX "paper_check_once" ON "paper_check"  ("paper_id", "unit_id") `);
    await runner.query(`ALTER TABLE "message" ADD "paper_id" integer`);
    await runner.query(`ALTER TABLE "message" ALTER COLUMN "task_id" DROP NOT NULL`);
    await runner.query(
      `ALTER TABLE "letterhead" ADD CONSTRAINT "FK_814f8fd1fced1cfbd308e0b8099" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "paper" ADD CONSTRAINT "FK_6664a313edb687b9a909df10875" FOREIGN KEY ("office_unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "paper" ADD CONSTRAINT "FK_a9e9fd0a024d97eefc6ec603d4d" FOREIGN KEY ("drafter_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "paper_check" ADD CONSTRAINT "FK_e991f30148bce00aa4ebbab6f3c" FOREIGN KEY ("paper_id") REFERENCES "paper"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "paper_check" ADD CONSTRAINT "FK_63bc6fdd0fb0a28c3ec15fc2f36" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
