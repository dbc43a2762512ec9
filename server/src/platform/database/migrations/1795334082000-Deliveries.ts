import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Deliveries1795334082000 implements MigrationInterface {
  name = 'Deliveries1795334082000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "group_robot" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "unit_id" integer NOT NULL, "name" text NOT NULL, "kind" text NOT NULL, "url" text NOT NULL, "secret" text, "active" boolean NOT NULL DEFAULT true, CONSTRAINT "PK_b911979d60cfa7c0d3a387e9414" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "mail_address" ("account_id" integer NOT NULL, "address" text NOT NULL, CONSTRAINT "PK_e4a11ab5f24dad7e9227cfb13e4" PRIMARY KEY ("account_id"))`,
    );
    await runner.query(
      `CREATE TABLE "delivery" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "day" date NOT NULL, "account_id" integer, "robot_id" integer, "after_id" integer NOT NULL DEFAULT '0', "upto_id" integer NOT NULL DEFAULT '0', "attempted_at" TIMESTAMP WITH TIME ZONE, "sent_at" TIMESTAMP WITH TIME ZONE, "items" integer, CONSTRAINT "PK_ffad7bf84e68716cd9af89003b0" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "delivery_group" ON "delivery"  ("day", "robot_id") WHERE robot_id IS NOT NULL`);
    await runner.query(`CREATE UNIQUE INDEX "delivery_person" ON "delivery"  ("day", "account_id") WHERE account_id IS NOT NULL`);
    await runner.query(
      `CREATE TABLE "message_setting" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "digest_at" text NOT NULL, "quiet_from" text NOT NULL, "quiet_to" text NOT NULL, "subject" text NOT NULL, "body" text NOT NULL, "robot" text NOT NULL, CONSTRAINT "PK_b876000ede73f542434482228fb" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `ALTER TABLE "group_robot" ADD CONSTRAINT "FK_566702748f3398cdcc74af7cef6" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "mail_address" ADD CONSTRAINT "FK_e4a11ab5f24dad7e9227cfb13e4" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
