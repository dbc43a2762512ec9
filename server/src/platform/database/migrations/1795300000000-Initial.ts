import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Initial1795300000000 implements MigrationInterface {
  name = 'Initial1795300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "account" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "login" text NOT NULL, "name" text NOT NULL, "password_hash" text NOT NULL, "must_change_password" boolean NOT NULL DEFAULT true, "disabled_at" TIMESTAMP WITH TIME ZONE, "failed_count" integer NOT NULL DEFAULT '0', "locked_until" TIMESTAMP WITH TIME ZONE, "last_login_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "UQ_02ec5e354b7a10ffa2e1c0b70e3" UNIQUE ("login"), CONSTRAINT "account_login_lower" CHECK ("login" = lower("login")), CONSTRAINT "PK_54115ee388cdb6d86bb4bf5b2ea" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "message" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "recipient_id" integer NOT NULL, "kind" text NOT NULL, "title" text NOT NULL, "body" text NOT NULL, "task_id" integer NOT NULL, "cause" text NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "read_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_ba01f0a3e0123651915008bc578" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "message_once" ON "message"  ("recipient_id", "cause") `);
    await runner.query(`CREATE INDEX "message_unread" ON "message"  ("recipient_id") WHERE read_at IS NULL`);
    await runner.query(`CREATE INDEX "message_inbox" ON "message"  ("recipient_id", "id") `);
    await runner.query(
      `CREATE TABLE "rung_firing" ("task_id" integer NOT NULL, "rung" text NOT NULL, "due_date" date NOT NULL, "fired_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_7d811b0f0bdf2ccaab83d44d651" PRIMARY KEY ("task_id", "rung", "due_date"))`,
    );
    await runner.query(
      `CREATE TABLE "unit" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "name" text NOT NULL, "short_name" text, "kind" text NOT NULL, "parent_id" integer, "path" text COLLATE "C" NOT NULL, "active" boolean NOT NULL DEFAULT true, "sort" integer NOT NULL DEFAULT '0', CONSTRAINT "UQ_5618100486bb99d78de022e5829" UNIQUE ("name"), CONSTRAINT "PK_4252c4be609041e559f0c80f58a" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "unit_parent" ON "unit"  ("parent_id") `);
    await runner.query(`CREATE INDEX "unit_path" ON "unit"  ("path") `);
    await runner.query(
      `CREATE TABLE "unit_alias" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "unit_id" integer NOT NULL, "alias" text NOT NULL, CONSTRAINT "UQ_d3d8d1f6d0fb9a1e99b3e7bd0d0" UNIQUE ("alias"), CONSTRAINT "PK_fda7c8988125c48e9eb11bbe8f5" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "unit_alias_unit" ON "unit_alias"  ("unit_id") `);
    await runner.query(
      `CREATE TABLE "post" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "unit_id" integer NOT NULL, "name" text NOT NULL, "role" text NOT NULL, "active" boolean NOT NULL DEFAULT true, CONSTRAINT "PK_be5fda3aac270b134ff9c21cdee" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "post_unit" ON "post"  ("unit_id") `);
    await runner.query(
      `CREATE TABLE "post_holding" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "post_id" integer NOT NULL, "account_id" integer NOT NULL, "capacity" text NOT NULL, "since" TIMESTAMP WITH TIME ZONE NOT NULL, "until" TIMESTAMP WITH TIME ZONE, CONSTRAINT "post_holding_capacity" CHECK ("capacity" IN ('holder', 'deputy')), CONSTRAINT "PK_462450f6df131eba23202bc6a31" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "post_holding_account" ON "post_holding"  ("account_id") WHERE "until" IS NULL`);
    await runner.query(`CREATE UNIQUE INDEX "post_holding_open" ON "post_holding"  ("post_id", "capacity") WHERE "until" IS NULL`);
    await runner.query(
      `CREATE TABLE "session" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "token_hash" bytea NOT NULL, "account_id" integer NOT NULL, "csrf_token" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "last_seen_at" TIMESTAMP WITH TIME ZONE NOT NULL, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "ip" text, "agent" text, CONSTRAINT "UQ_a83507eb0338ac037780e02f2b9" UNIQUE ("token_hash"), CONSTRAINT "PK_f55da76ac1c3ac420f444d2ff11" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "session_account" ON "session"  ("account_id") `);
    await runner.query(
      `CREATE TABLE "sign_in_throttle" ("ip" text NOT NULL, "window_start" TIMESTAMP WITH TIME ZONE NOT NULL, "attempts" integer NOT NULL, CONSTRAINT "PK_fb75a4b8ce87a86d2031f091101" PRIMARY KEY ("ip"))`,
    );
    await runner.query(
      `CREATE TABLE "plan" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "title" text NOT NULL, "kind" text NOT NULL, "doc_number" text, "owner_unit_id" integer NOT NULL, "state" text NOT NULL DEFAULT 'intake', "start_year" integer NOT NULL, "end_year" integer NOT NULL, "confirmer_id" integer, "confirmed_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_54a2b686aed3b637654bf7ddbb3" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "plan_owner_unit" ON "plan"  ("owner_unit_id") `);
    await runner.query(
      `CREATE TABLE "plan_phase" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "plan_id" integer NOT NULL, "year" integer NOT NULL, "kind" text NOT NULL, "name" text NOT NULL, "due_date" date NOT NULL, CONSTRAINT "plan_phase_year" UNIQUE ("plan_id", "year"), CONSTRAINT "PK_11a9c702524662428ad536e794b" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "document" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "plan_id" integer NOT NULL, "title" text NOT NULL, "file_name" text NOT NULL, "format" text NOT NULL, "media_type" text NOT NULL, "sha256" text NOT NULL, "size" integer NOT NULL, "encoding" text NOT NULL, "text" text NOT NULL, "chars" integer NOT NULL, "owner_unit_id" integer NOT NULL, "uploader_id" integer, "uploaded_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "document_once_per_unit" UNIQUE ("owner_unit_id", "sha256"), CONSTRAINT "PK_e57d3357f83f3cdc0acffc3d777" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "document_plan" ON "document"  ("plan_id") `);
    await runner.query(
      `CREATE TABLE "intake_record" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "document_id" integer NOT NULL, "seq" integer NOT NULL, "start_at" integer NOT NULL, "end_at" integer NOT NULL, "kind" text NOT NULL, "title" text, "section" jsonb NOT NULL DEFAULT '[]', "lead" jsonb NOT NULL DEFAULT '[]', "support" jsonb NOT NULL DEFAULT '[]', "deadline" jsonb, "phases" jsonb NOT NULL DEFAULT '[]', "indicators" jsonb NOT NULL DEFAULT '[]', "items" jsonb NOT NULL DEFAULT '[]', "confidence" real NOT NULL, "defects" jsonb NOT NULL DEFAULT '[]', "why" jsonb NOT NULL DEFAULT '[]', "as_read" jsonb NOT NULL, "parent_id" integer, "decision" text NOT NULL DEFAULT 'pending', "decider_id" integer, "decided_at" TIMESTAMP WITH TIME ZONE, "version" integer NOT NULL DEFAULT '1', CONSTRAINT "intake_record_seq" UNIQUE ("document_id", "seq"), CONSTRAINT "PK_02cf42531275c8da4b644956080" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "intake_record_place" ON "intake_record"  ("document_id", "start_at") `);
    await runner.query(
      `CREATE TABLE "measure" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "plan_id" integer NOT NULL, "record_id" integer NOT NULL, "document_id" integer NOT NULL, "no" text NOT NULL, "position" integer NOT NULL, "title" text, "section" jsonb NOT NULL, "text" text NOT NULL, "deadline" date, "deadline_raw" text, "phases" jsonb NOT NULL, "lead_names" jsonb NOT NULL, "support_names" jsonb NOT NULL, "start_at" integer NOT NULL, "end_at" integer NOT NULL, CONSTRAINT "measure_no" UNIQUE ("plan_id", "no"), CONSTRAINT "PK_ddc1ad2a86717cedc808809423e" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "measure_record" ON "measure"  ("record_id") `);
    await runner.query(
      `CREATE TABLE "indicator" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "plan_id" integer NOT NULL, "measure_id" integer, "record_id" integer NOT NULL, "role" text NOT NULL, "name" text NOT NULL, "op" text NOT NULL, "value" numeric, "value2" numeric, "unit" text NOT NULL, "raw" text NOT NULL, "due_date" date, "defect" text, CONSTRAINT "PK_4693fe4c2cb912a71e05c589e7e" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "indicator_record" ON "indicator"  ("record_id") `);
    await runner.query(`CREATE INDEX "indicator_measure" ON "indicator"  ("measure_id") `);
    await runner.query(`CREATE INDEX "indicator_plan" ON "indicator"  ("plan_id", "role") `);
    await runner.query(
      `CREATE TABLE "audit_log" ("id" bigint NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "account_id" integer, "actor_name" text NOT NULL, "ip" text, "act" text NOT NULL, "object_type" text NOT NULL, "object_id" text, "success" boolean NOT NULL, "detail" jsonb NOT NULL, "hash" bytea NOT NULL, CONSTRAINT "PK_07fefa57f7f5ab8fc3f52b3ed0b" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "audit_log_at" ON "audit_log"  ("at") `);
    await runner.query(
      `CREATE TABLE "process_history" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "process" text NOT NULL, "record_id" integer NOT NULL, "task_id" integer, "act" text NOT NULL, "from_state" text, "to_state" text NOT NULL, "account_id" integer, "actor_name" text NOT NULL, "actor_post" text, "unit_name" text, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "input" jsonb NOT NULL DEFAULT '{}', CONSTRAINT "PK_d5f2b2f5afc55f28d38e178239b" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "process_history_record" ON "process_history"  ("process", "record_id", "id") `);
    await runner.query(`CREATE INDEX "process_history_task" ON "process_history"  ("task_id", "id") `);
    await runner.query(
      `CREATE TABLE "idempotency_key" ("account_id" integer NOT NULL, "key" text NOT NULL, "fingerprint" bytea NOT NULL, "record_id" integer, "used_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_8212a8883c2324211e557447899" PRIMARY KEY ("account_id", "key"))`,
    );
    await runner.query(`CREATE INDEX "idempotency_key_used_at" ON "idempotency_key"  ("used_at") `);
    await runner.query(
      `CREATE TABLE "document_number" ("kind" text NOT NULL, "year" integer NOT NULL, "last" integer NOT NULL, CONSTRAINT "PK_8abd5f9bcb2c4a73ab09a82e9bd" PRIMARY KEY ("kind", "year"))`,
    );
    await runner.query(
      `CREATE TABLE "outbox" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "topic" text NOT NULL, "payload" jsonb NOT NULL, "available_at" TIMESTAMP WITH TIME ZONE NOT NULL, "attempts" integer NOT NULL DEFAULT '0', "done_at" TIMESTAMP WITH TIME ZONE, "last_error" text, "dead" boolean NOT NULL DEFAULT false, CONSTRAINT "PK_340ab539f309f03bdaa14aa7649" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "outbox_waiting" ON "outbox"  ("available_at", "id") WHERE done_at IS NULL AND dead = false`);
    await runner.query(
      `CREATE TABLE "task" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "no" text, "state" text NOT NULL, "plan_id" integer NOT NULL, "measure_id" integer, "title" text NOT NULL, "requirement" text NOT NULL, "done_criterion" text, "evidence_required" text, "lead_unit_id" integer, "owner_unit_id" integer NOT NULL, "supervising_unit_id" integer NOT NULL, "start_date" date, "original_deadline" date, "deadline" date, "cadence" text, "next_due" date, "percent" integer, "issued_at" TIMESTAMP WITH TIME ZONE, "completed_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "UQ_fd0573f5fc9f33f6c68e7bb8f59" UNIQUE ("no"), CONSTRAINT "PK_fb213f79ee45060ba925ecd576e" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "task_lead" ON "task"  ("lead_unit_id", "state") `);
    await runner.query(`CREATE INDEX "task_owner" ON "task"  ("owner_unit_id", "state") `);
    await runner.query(`CREATE INDEX "task_supervising" ON "task"  ("supervising_unit_id", "state") `);
    await runner.query(`CREATE INDEX "task_next_due" ON "task"  ("next_due", "id") `);
    await runner.query(`CREATE INDEX "task_measure" ON "task"  ("measure_id") `);
    await runner.query(`CREATE INDEX "task_plan" ON "task"  ("plan_id", "state") `);
    await runner.query(
      `CREATE TABLE "escalation" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "notice_no" text NOT NULL, "task_id" integer NOT NULL, "level" text NOT NULL, "state" text NOT NULL, "reason" text NOT NULL, "reply_by" date NOT NULL, "issuer_id" integer NOT NULL, "issued_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_70ee2847b8693d3c89914cae3e8" UNIQUE ("notice_no"), CONSTRAINT "PK_2c9a4d9277ed8620a8a72813864" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "escalation_open" ON "escalation"  ("state", "id") `);
    await runner.query(`CREATE INDEX "escalation_task" ON "escalation"  ("task_id") `);
    await runner.query(
      `CREATE TABLE "assignment" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "task_id" integer NOT NULL, "unit_id" integer NOT NULL, "role" text NOT NULL, "state" text NOT NULL, "handler_id" integer, "first_read_at" TIMESTAMP WITH TIME ZONE, "received_at" TIMESTAMP WITH TIME ZONE, "received_by" integer, CONSTRAINT "PK_43c2f5a3859f54cedafb270f37e" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "assignment_unit" ON "assignment"  ("unit_id", "task_id") `);
    await runner.query(`CREATE UNIQUE INDEX "assignment_once" ON "assignment"  ("task_id", "unit_id") `);
    await runner.query(
      `CREATE TABLE "cycle_return" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "task_id" integer NOT NULL, "assignment_id" integer NOT NULL, "percent" integer NOT NULL, "done_text" text NOT NULL, "problem" text, "next_step" text, "reporter_id" integer NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_95a6b2452b26ec3babbf8765510" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "cycle_return_assignment" ON "cycle_return"  ("assignment_id", "id") `);
    await runner.query(`CREATE INDEX "cycle_return_task" ON "cycle_return"  ("task_id", "id") `);
    await runner.query(
      `CREATE TABLE "evidence" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "task_id" integer NOT NULL, "assignment_id" integer NOT NULL, "file_name" text NOT NULL, "media_type" text NOT NULL, "sha256" text NOT NULL, "size" bigint NOT NULL, "uploader_id" integer NOT NULL, "uploaded_at" TIMESTAMP WITH TIME ZONE NOT NULL, "frozen_at" TIMESTAMP WITH TIME ZONE, "withdrawn_at" TIMESTAMP WITH TIME ZONE, "withdrawn_reason" text, CONSTRAINT "PK_b864cb5d49854f89917fc0b44b9" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "evidence_content" ON "evidence"  ("sha256") `);
    await runner.query(`CREATE INDEX "evidence_task" ON "evidence"  ("task_id") `);
    await runner.query(
      `CREATE TABLE "task_phase" ("id" integer GENERATED ALWAYS AS IDENTITY NOT NULL, "task_id" integer NOT NULL, "year" integer NOT NULL, "kind" text NOT NULL, "name" text NOT NULL, "due_date" date NOT NULL, "target" text, "verdict" text, "note" text, "recorded_at" TIMESTAMP WITH TIME ZONE, "recorded_by" integer, CONSTRAINT "PK_9cd3a06502b8f203015fc73d0d9" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "task_phase_year" ON "task_phase"  ("task_id", "year") `);
    await runner.query(
      `ALTER TABLE "message" ADD CONSTRAINT "FK_3318a3c87e7795d769d5b96e564" FOREIGN KEY ("recipient_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "unit" ADD CONSTRAINT "FK_33443cd5de3c6b130acfd6aba63" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "unit_alias" ADD CONSTRAINT "FK_cbdb97dbb00c6808d108c95fa6a" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "post" ADD CONSTRAINT "FK_fd46588ce8f120fdd753bdaa764" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "post_holding" ADD CONSTRAINT "FK_d85917e9bc4b58120bc71d674e7" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "post_holding" ADD CONSTRAINT "FK_c3127cf712529c64e19542bc8af" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "session" ADD CONSTRAINT "FK_fae5a6b4a57f098e9af8520d499" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "plan" ADD CONSTRAINT "FK_c28f6d81261a032b56fe3ac9241" FOREIGN KEY ("owner_unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "plan" ADD CONSTRAINT "FK_5d4e688cc1747a77fad9601b461" FOREIGN KEY ("confirmer_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "plan_phase" ADD CONSTRAINT "FK_a0dd091a67c04c182745619a68c" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document" ADD CONSTRAINT "FK_f52d701af256881918f4298fc8e" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document" ADD CONSTRAINT "FK_491bdbd4129abc192e40a5402aa" FOREIGN KEY ("owner_unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document" ADD CONSTRAINT "FK_0020f71be3279ae1cc68c9957ad" FOREIGN KEY ("uploader_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "intake_record" ADD CONSTRAINT "FK_c909ca14aa501a0f464204304ca" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "intake_record" ADD CONSTRAINT "FK_f7e60bd868aff27506d3f096816" FOREIGN KEY ("parent_id") REFERENCES "intake_record"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "intake_record" ADD CONSTRAINT "FK_2774fc323b65dc342e3e1d7e0ed" FOREIGN KEY ("decider_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "measure" ADD CONSTRAINT "FK_5b6fbae2f3ee1cd3391d3f7e071" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "measure" ADD CONSTRAINT "FK_565810cac10a203dbe66b7bc3bf" FOREIGN KEY ("record_id") REFERENCES "intake_record"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "measure" ADD CONSTRAINT "FK_c9ffdc9f93e32136c30437a964e" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "indicator" ADD CONSTRAINT "FK_c6aebfbf9a9e023b77a2e4fe1ee" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "indicator" ADD CONSTRAINT "FK_2b4a56c94705a10d7ac92a37957" FOREIGN KEY ("measure_id") REFERENCES "measure"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "indicator" ADD CONSTRAINT "FK_909b952896957591aaedfcaf21c" FOREIGN KEY ("record_id") REFERENCES "intake_record"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "task" ADD CONSTRAINT "FK_861fe9e94ad32e4f9b010e2cf48" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "task" ADD CONSTRAINT "FK_9f0237a084a83310d8cbb632307" FOREIGN KEY ("measure_id") REFERENCES "measure"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "task" ADD CONSTRAINT "FK_6e117d1c80b4fc73bc07aef0ad2" FOREIGN KEY ("lead_unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "task" ADD CONSTRAINT "FK_4e51d74e4646b64485d6e519a15" FOREIGN KEY ("owner_unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "task" ADD CONSTRAINT "FK_69d08f5fc4969b9e995fc7d14bd" FOREIGN KEY ("supervising_unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "escalation" ADD CONSTRAINT "FK_a87c9b0239ea29ec448b8288ad8" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "escalation" ADD CONSTRAINT "FK_39eb16f519005b6f8353126cc4a" FOREIGN KEY ("issuer_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assignment" ADD CONSTRAINT "FK_37076c934258c13f9aa797f8b9e" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assignment" ADD CONSTRAINT "FK_6307b61ec6230e6fca2ccd5e680" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assignment" ADD CONSTRAINT "FK_60a399f01b4b5082c4be191d493" FOREIGN KEY ("handler_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "cycle_return" ADD CONSTRAINT "FK_895d245d459afcdde61252f88b6" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "cycle_return" ADD CONSTRAINT "FK_917be807eed70222737f3688c51" FOREIGN KEY ("reporter_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "FK_2b9fe05fefd16b141b7478987ee" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence" ADD CONSTRAINT "FK_991ca5ce1e758521b41bc4247d4" FOREIGN KEY ("uploader_id") REFERENCES "account"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "task_phase" ADD CONSTRAINT "FK_ae496bf4278a78903d327a68d96" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward: restore a backup instead');
  }
}
