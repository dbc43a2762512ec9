import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DataSource } from 'typeorm';
import { ownFolder } from '../../../test/support/folder.js';
import { createApp } from '../app.js';
import { type Browser, type Organisation, settle, signedIn } from '../people/people.fixture.js';
import { SessionStore } from '../people/session.store.js';
import { Clock } from '../platform/clock.js';
import { type Config, readConfig } from '../platform/config.js';
import { Doorway } from '../platform/doorway.js';
import { OutboxService } from '../platform/outbox.service.js';
import type { Actor, Role } from '../rules/actor.js';
import type { ActInput } from '../rules/process.js';
import { DraftService, type TaskDraft } from '../tasks/draft.service.js';

/** 22 November 2026, nine in the morning in Liaocheng. */
export const START = new Date('2026-11-22T01:00:00Z');
export const DONGE = '东阿县卫生健康局';
export const GUANXIAN = '冠县卫生健康局';
export const OFFICE = '市卫生健康委督查室';
export const SECTION = '市卫生健康委规划科';
export const COMMISSION = '聊城市卫生健康委员会';

/** Beside the people room's organisation: whom the supervision needs. Each holder gets an account of that name. */
const MORE_POSTS: [unit: string, name: string, role: Role, holder: string][] = [
  [OFFICE, '督查室主任', 'supervision_head', 'chief'],
  [COMMISSION, '分管副主任', 'leader', 'leader'],
  [GUANXIAN, '经办', 'unit_staff', 'guanxian'],
];

/** The whole application over a migrated, empty database, with an organisation and one confirmed plan in it. */
export class House {
  private readonly browsers = new Map<string, Promise<Browser>>();

  private constructor(
    readonly app: NestExpressApplication,
    readonly source: DataSource,
    private readonly organisation: Organisation,
    readonly planId: number,
    private readonly measureId: number,
  ) {}

  static async open(source: DataSource, settings: Partial<Config> = {}): Promise<House> {
    const app = await createApp({ ...readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: ownFolder() }), ...settings }, source);
    app.get(Clock).set(START);
    const organisation = await settle(source, START);
    for (const [unit, name, role, holder] of MORE_POSTS) await addPost(source, organisation.unit(unit), name, role, holder);
    const [planId, measureId] = await addPlan(source, organisation.unit(SECTION));
    return new House(app, source, organisation, planId, measureId);
  }

  get clock(): Clock {
    return this.app.get(Clock);
  }

  unit(name: string): number {
    return this.organisation.unit(name);
  }

  async account(login: string): Promise<number> {
    const [row] = await this.source.query('SELECT id FROM account WHERE login = $1', [login]);
    return row.id;
  }

  /** A browser in which this person has signed in, always the same one. */
  as(login: string): Promise<Browser> {
    const browser = this.browsers.get(login) ?? signedIn(this.app, login);
    this.browsers.set(login, browser);
    return browser;
  }

  async actor(login: string): Promise<Actor> {
    const store = this.app.get(SessionStore);
    const token = await store.open(this.source.manager, await this.account(login), null, null);
    const visitor = await store.visitor(token, null);
    if (!visitor) throw new Error(`${login} has no open session`);
    return visitor.actor;
  }

  /** A complete draft: 东阿 leads, 冠县 supports, due at the end of the year. */
  async draft(fields: Partial<TaskDraft> = {}): Promise<number> {
    const draft: TaskDraft = {
      planId: this.planId,
      measureId: this.measureId,
      ownerUnitId: this.unit(SECTION),
      supervisingUnitId: this.unit(OFFICE),
      title: '建强县级医院',
      requirement: '建强县级医院，建优乡镇卫生院。',
      doneCriterion: '县级医院全部达到推荐标准',
      evidenceRequired: '评审结果文件',
      leadUnitId: this.unit(DONGE),
      coLeadUnitIds: [],
      supportUnitIds: [this.unit(GUANXIAN)],
      startDate: '2026-01-01',
      deadline: '2026-12-31',
      cadence: null,
      phases: [],
      ...fields,
    };
    const planner = await this.actor('planner');
    return this.source.transaction(manager => this.app.get(DraftService).save(manager, planner, draft));
  }

  /** A task that has been handed out; where a due day has passed it was handed out in time. */
  async issued(fields: Partial<TaskDraft> = {}): Promise<number> {
    const id = await this.draft(fields);
    const now = this.clock.now();
    this.clock.set(new Date('2026-01-05T01:00:00Z'));
    await this.perform('planner', 'task', 'issue', id);
    this.clock.set(now);
    return id;
  }

  /** A task whose lead unit has signed for it. */
  async received(fields: Partial<TaskDraft> = {}): Promise<number> {
    const id = await this.issued(fields);
    await this.perform('staff', 'assignment', 'receive', await this.share(id));
    return id;
  }

  /** A task for whose closing its lead unit has asked. */
  async submitted(fields: Partial<TaskDraft> = {}): Promise<number> {
    const id = await this.received(fields);
    await this.perform('staff', 'assignment', 'report', await this.share(id), { percent: 100, doneText: '已全部达标' });
    await this.prove(id);
    await this.perform('staff', 'task', 'request_completion', id, { summary: '县级医院全部达标' });
    return id;
  }

  /** A piece of evidence of the lead unit, for what the task requires. */
  async prove(id: number): Promise<void> {
    await this.source.query(
      `INSERT INTO evidence (task_id, assignment_id, requirement_id, file_name, media_type, sha256, size, uploader_id, uploaded_at)
       SELECT $1, $2, (SELECT min(q.id) FROM evidence_requirement q WHERE q.task_id = $1), '评审结果.pdf', 'application/pdf', $3, 12, $4, $5`,
      [id, await this.share(id), 'a'.repeat(64), await this.account('staff'), this.clock.now()],
    );
  }

  /** The lead unit's share of a task. */
  async share(taskId: number): Promise<number> {
    const [row] = await this.source.query("SELECT id FROM assignment WHERE task_id = $1 AND role = 'lead'", [taskId]);
    return row.id;
  }

  /** The task's latest notice of the ladder. */
  async notice(taskId: number): Promise<{ id: number; state: string; version: number; reply_by: string; notice_no: string }> {
    const [row] = await this.source.query('SELECT * FROM escalation WHERE task_id = $1 ORDER BY id DESC LIMIT 1', [taskId]);
    return row;
  }

  /** Performs an act as somebody who has just looked at the record. */
  async perform(
    login: string,
    process: 'task' | 'assignment' | 'escalation' | 'application' | 'cycle_return',
    act: string,
    id: number,
    input: ActInput = {},
  ): Promise<void> {
    const [{ version }] = await this.source.query(`SELECT version FROM ${process} WHERE id = $1`, [id]);
    await this.app.get(Doorway).perform(process, act, id, await this.actor(login), { version, ...input });
  }

  /** Handles what the outbox holds; answers how many rows it took. */
  drain(): Promise<number> {
    return this.app.get(OutboxService).drain();
  }

  /** The inboxes' lines about a task: who got what, in the order of names. */
  async messages(taskId: number): Promise<{ login: string; kind: string; title: string; body: string }[]> {
    return this.source.query(
      `SELECT a.login, m.kind, m.title, m.body FROM message m JOIN account a ON a.id = m.recipient_id WHERE m.task_id = $1 ORDER BY m.id, a.login`,
      [taskId],
    );
  }

  /** Who has a line of this kind about a task, sorted. */
  async told(taskId: number, kind: string): Promise<string[]> {
    return (await this.messages(taskId))
      .filter(line => line.kind === kind)
      .map(line => line.login)
      .sort();
  }
}

async function addPost(source: DataSource, unitId: number, name: string, role: Role, login: string): Promise<void> {
  const [account] = await source.query(
    `INSERT INTO account (login, name, password_hash, must_change_password)
     SELECT $1, $1 || '同志', password_hash, false FROM account WHERE login = 'planner' RETURNING id`,
    [login],
  );
  const [post] = await source.query('INSERT INTO post (unit_id, name, role) VALUES ($1, $2, $3) RETURNING id', [unitId, name, role]);
  await source.query("INSERT INTO post_holding (post_id, account_id, capacity, since) VALUES ($1, $2, 'holder', $3)", [
    post.id,
    account.id,
    START,
  ]);
}

/** A confirmed plan with one measure, behind which stand a document and its reading. */
async function addPlan(source: DataSource, ownerUnitId: number): Promise<[planId: number, measureId: number]> {
  const [{ planId, measureId }] = await source.query(
    `WITH p AS (INSERT INTO plan (title, kind, owner_unit_id, state, start_year, end_year) VALUES ('基层卫生三年行动方案', 'action_3y', $1, 'confirmed', 2024, 2026) RETURNING id),
          d AS (INSERT INTO document (plan_id, title, file_name, format, media_type, sha256, size, encoding, text, chars, owner_unit_id, uploaded_at)
                SELECT id, '方案', '方案.txt', 'txt', 'text/plain', 'b', 30, 'utf-8', '建强县级医院。', 7, $1, $2 FROM p RETURNING id, plan_id),
          r AS (INSERT INTO intake_record (document_id, seq, start_at, end_at, kind, confidence, as_read, decision)
                SELECT id, 1, 0, 7, 'measure', 1, '{}', 'accepted' FROM d RETURNING id, document_id),
          m AS (INSERT INTO measure (plan_id, record_id, document_id, no, position, section, text, phases, lead_names, support_names, start_at, end_at)
                SELECT d.plan_id, r.id, d.id, '1.1', 1, '[]', '建强县级医院。', '[]', '[]', '[]', 0, 7 FROM r JOIN d ON d.id = r.document_id RETURNING id, plan_id)
     SELECT plan_id AS "planId", id AS "measureId" FROM m`,
    [ownerUnitId, START],
  );
  return [planId, measureId];
}
