import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Together1795340173000 implements MigrationInterface {
  name = 'Together1795340173000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "task_comment" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "task_id" integer NOT NULL, "author_id" integer NOT NULL, "text" text NOT NULL, "mentioned_ids" integer array NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "withdrawn_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_28da4411b195bfc3c451cfa21ff" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "task_comment_task" ON "task_comment"  ("task_id", "id") `);
    await runner.query(
      `CREATE TABLE "task_follower" ("task_id" integer NOT NULL, "account_id" integer NOT NULL, "told_id" integer NOT NULL, "told_on" date, CONSTRAINT "PK_38b9b6ccad3bc7507fb2b2ed6e4" PRIMARY KEY ("task_id", "account_id"))`,
    );
    await runner.query(`CREATE INDEX "task_follower_account" ON "task_follower"  ("account_id", "task_id") `);
    await runner.query(
      `CREATE TABLE "instruction" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "task_id" integer NOT NULL, "state" text NOT NULL, "leader_name" text NOT NULL, "text" text NOT NULL, "demand" text NOT NULL, "reply_by" date NOT NULL, "recorder_id" integer NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_dd8def68dee37e3f878d0f8673a" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "instruction_open" ON "instruction"  ("state", "task_id") WHERE state IN ('issued', 'answered')`);
    await runner.query(`CREATE INDEX "instruction_task" ON "instruction"  ("task_id", "id") `);
    await runner.query(
      `ALTER TABLE "task_comment" ADD CONSTRAINT "FK_55866536e2125e25624db4d963b" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "task_comment" ADD CONSTRAINT "FK_cdb2dcdeb59c097579beb53cb33" FOREIGN KEY ("author_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "task_follower" ADD CONSTRAINT "FK_be1d97dd47fdad3496507643278" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "task_follower" ADD CONSTRAINT "FK_df721de9852712c8b39eb7d1189" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "instruction" ADD CONSTRAINT "FK_fd02e5e12e6dc6607177177b56b" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "instruction" ADD CONSTRAINT "FK_6cc142d2382fb75bc1a27152af3" FOREIGN KEY ("recorder_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
