import type { DataSource } from 'typeorm';
import { SessionStore } from '../../server/src/people/session.store.js';
import { Clock } from '../../server/src/platform/clock.js';
import type { Config } from '../../server/src/platform/config.js';
import { Doorway } from '../../server/src/platform/doorway.js';
import { OutboxService } from '../../server/src/platform/outbox.service.js';
import type { Actor, Role } from '../../server/src/rules/actor.js';
import { type EscalationLevel, LEADER_LEVELS } from '../../server/src/rules/task.process.js';
import { DraftService, type TaskDraft } from '../../server/src/tasks/draft.service.js';
import { openHouse, type TestHouse } from './app.js';
import { Client } from './client.js';

/** 22 November 2026, nine in the morning in Liaocheng. */
export const MORNING = new Date('2026-11-22T01:00:00Z');
export const TODAY = '2026-11-22';

/** The units around the tasks of the stage. */
export const UNIT = {
  government: '聊城市人民政府',
  commission: '聊城市卫生健康委员会',
  owner: '市卫生健康委规划发展与信息化科',
  office: '市卫生健康委督查室',
  lead: '东阿县卫生健康局',
  belowLead: '东阿县人民医院',
  support: '冠县卫生健康局',
  foreign: '莘县卫生健康局',
} as const;
export type Place = keyof typeof UNIT;

/** A small PDF, whole enough to be recognised. */
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** An application for more time. */
export const EXTENSION = { reasonKind: 'funds', reason: '资金下达较晚，已完成六成', askedDate: '2027-03-31' };

export interface Applied {
  taskId: number;
  id: number;
}

/** The seeds' organisation with tasks of our own on its confirmed plan: 东阿 leads, 冠县 supports, 规划科 owns, 督查室 supervises. */
export class Stage {
  private readonly clients = new Map<string, Promise<Client>>();

  private constructor(
    readonly house: TestHouse,
    private readonly units: Map<string, number>,
    private readonly planId: number,
    private readonly measureId: number,
  ) {}

  static async open(settings: Partial<Config> = {}): Promise<Stage> {
    const house = await openHouse(settings);
    await house.app.listen(0, '127.0.0.1');
    house.app.get(Clock).set(MORNING);
    // Those beside the demonstration accounts still have a password to change, which would hold them up.
    await house.source.query('UPDATE account SET must_change_password = false');
    const units: { id: number; name: string }[] = await house.source.query('SELECT id, name FROM unit');
    const [measure] = await house.source.query(
      `SELECT m.id, m.plan_id FROM measure m JOIN plan p ON p.id = m.plan_id WHERE p.state = 'confirmed' ORDER BY m.position LIMIT 1`,
    );
    return new Stage(house, new Map(units.map(unit => [unit.name, unit.id])), measure.plan_id, measure.id);
  }

  /** Ten in the morning of another day; whoever is signed in stays so. */
  async on(day: string): Promise<void> {
    const at = new Date(`${day}T02:00:00Z`);
    this.clock.set(at);
    await this.source.query("UPDATE session SET last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day'", [at]);
  }

  close(): Promise<void> {
    return this.house.close();
  }

  get source(): DataSource {
    return this.house.source;
  }

  get clock(): Clock {
    return this.house.app.get(Clock);
  }

  unit(place: Place): number {
    return this.units.get(UNIT[place]) as number;
  }

  /** The browser of whoever holds the post of this role in the unit, always the same one. */
  holder(place: Place, role: Role): Promise<Client> {
    return this.holderAt(UNIT[place], role);
  }

  async holderAt(unitName: string, role: Role): Promise<Client> {
    const [found] = await this.source.query(
      `SELECT a.login FROM post_holding h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id JOIN account a ON a.id = h.account_id
        WHERE u.name = $1 AND p.role = $2 AND h.until IS NULL AND h.capacity = 'holder' ORDER BY p.id LIMIT 1`,
      [unitName, role],
    );
    if (!found) throw new Error(`${unitName} has no ${role}`);
    return this.person(found.login);
  }

  /** The browser of an account, signed in without its password. */
  person(login: string): Promise<Client> {
    const client = this.clients.get(login) ?? this.open(login);
    this.clients.set(login, client);
    return client;
  }

  /** A new person with one new post; answers the login. `role` null: without any post. */
  async hire(place: Place, role: Role | null): Promise<string> {
    const login = `${role ?? 'nobody'}.${place}`.toLowerCase().replaceAll('_', '-');
    const [account] = await this.source.query(
      `INSERT INTO account (login, name, password_hash, must_change_password) VALUES ($1, $1, 'none', false) RETURNING id`,
      [login],
    );
    if (role === null) return login;
    const [post] = await this.source.query('INSERT INTO post (unit_id, name, role) VALUES ($1, $2, $2) RETURNING id', [
      this.unit(place),
      role,
    ]);
    await this.source.query("INSERT INTO post_holding (post_id, account_id, capacity, since) VALUES ($1, $2, 'holder', $3)", [
      post.id,
      account.id,
      MORNING,
    ]);
    return login;
  }

  async account(login: string): Promise<number> {
    const [row] = await this.source.query('SELECT id FROM account WHERE login = $1', [login]);
    return row.id;
  }

  /** The person as the rules see them. */
  async actor(login: string): Promise<Actor> {
    const store = this.house.app.get(SessionStore);
    const token = await store.open(this.source.manager, await this.account(login), null, null);
    const visitor = await store.visitor(token, null);
    if (!visitor) throw new Error(`${login} has no open session`);
    return visitor.actor;
  }

  /** A complete draft, due at the end of the year. */
  async draft(fields: Partial<TaskDraft> = {}): Promise<number> {
    const planner = await this.actor('wufr');
    return this.source.transaction(manager => this.house.app.get(DraftService).save(manager, planner, this.draftOf(fields)));
  }

  draftOf(fields: Partial<TaskDraft> = {}): TaskDraft {
    return {
      planId: this.planId,
      measureId: this.measureId,
      ownerUnitId: this.unit('owner'),
      supervisingUnitId: this.unit('office'),
      title: '建强县级医院',
      requirement: '建强县级医院，建优乡镇卫生院。',
      doneCriterion: '县级医院全部达到推荐标准',
      evidenceRequired: '评审结果文件',
      leadUnitId: this.unit('lead'),
      coLeadUnitIds: [],
      supportUnitIds: [this.unit('support')],
      startDate: '2026-01-01',
      deadline: '2026-12-31',
      cadence: null,
      phases: [],
      ...fields,
    };
  }

  async issued(fields: Partial<TaskDraft> = {}): Promise<number> {
    const id = await this.draft(fields);
    await this.perform('wufr', 'task', 'issue', id);
    return id;
  }

  async received(fields: Partial<TaskDraft> = {}): Promise<number> {
    const id = await this.issued(fields);
    await this.perform('weicy', 'assignment', 'receive', await this.share(id));
    return id;
  }

  /** Reported as done, with one piece of evidence, so that nothing stands against the request to close. */
  async finished(fields: Partial<TaskDraft> = {}): Promise<number> {
    const id = await this.received(fields);
    const share = await this.share(id);
    await this.perform('weicy', 'assignment', 'report', share, { percent: 100, doneText: '已全部达标' });
    const answer = await (await this.person('weicy')).upload(`assignments/${share}/evidence`, '评审结果.pdf', PDF);
    if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${answer.text}`);
    return id;
  }

  async submitted(fields: Partial<TaskDraft> = {}): Promise<number> {
    const id = await this.finished(fields);
    await this.perform('weicy', 'task', 'request_completion', id, { summary: '县级医院全部达标' });
    return id;
  }

  /** A task under way with an open notice of the ladder; answers the notice's id too. */
  async escalated(fields: Partial<TaskDraft> = {}, level: EscalationLevel = 'level_1'): Promise<{ taskId: number; noticeId: number }> {
    const taskId = await this.received(fields);
    const signer = LEADER_LEVELS.includes(level) ? 'caixz' : 'yinyf';
    await this.perform(signer, 'task', 'escalate', taskId, { level, reason: '两个月没有报送进展', replyBy: '2026-11-30' });
    const [{ id }] = await this.source.query('SELECT id FROM escalation WHERE task_id = $1 ORDER BY id DESC LIMIT 1', [taskId]);
    return { taskId, noticeId: id };
  }

  /** A task under way with a leader's instruction on it; answers the instruction's id too. */
  async instructed(state: 'issued' | 'answered' = 'issued'): Promise<Applied> {
    const taskId = await this.received();
    await this.perform('caixz', 'task', 'instruct', taskId, { text: '年底前必须开诊。', demand: 'progress', replyBy: '2026-11-30' });
    const [{ id }] = await this.source.query('SELECT id FROM instruction WHERE task_id = $1 ORDER BY id DESC LIMIT 1', [taskId]);
    if (state === 'answered') await this.perform('lijq', 'instruction', 'answer', id, { answer: '人员已到位' });
    return { taskId, id };
  }

  /** Verified on the spot, closed, struck off and put into the archive: as far as `state` says. */
  async closed(state: 'under_verification' | 'completed' | 'delisted' | 'archived'): Promise<number> {
    const id = await this.submitted();
    await this.perform('yinyf', 'task', 'verify', id, { method: 'on_site', people: '督查一组', note: '' });
    if (state === 'under_verification') return id;
    await this.perform('yinyf', 'task', 'confirm_verified', id, { verifiedOn: TODAY, record: '实地查看', opinion: '', recheckOn: null });
    if (state === 'completed') return id;
    await this.perform('yinyf', 'task', 'delist', id, { basis: '核查记录' });
    if (state === 'archived') await this.perform('yinyf', 'task', 'archive', id);
    return id;
  }

  /** An application that its unit's staff have handed in; `state` says how far it has come. */
  async application(state: 'applied' | 'endorsed' | 'reviewed', act = 'apply_extension', input: object = EXTENSION): Promise<Applied> {
    const taskId = await this.received();
    await this.perform('weicy', 'task', act, taskId, input);
    const [{ id }] = await this.source.query('SELECT id FROM application WHERE task_id = $1 ORDER BY id DESC LIMIT 1', [taskId]);
    if (state !== 'applied') await this.perform('lijq', 'application', 'endorse', id, { opinion: '情况属实' });
    if (state === 'reviewed') await this.perform('yinyf', 'application', 'review', id, { opinion: '同意' });
    return { taskId, id };
  }

  /** A task whose application to be suspended was granted. */
  async suspended(): Promise<number> {
    const asked = { reason: '规划调整', basis: '领导批示', until: '2027-03-01' };
    const { taskId, id } = await this.application('reviewed', 'apply_suspension', asked);
    await this.perform('wufr', 'application', 'grant', id, { grantedDate: null, opinion: '' });
    return taskId;
  }

  /** The lead unit's share of a fresh task, which it will not sign for. */
  async disputed(): Promise<number> {
    const share = await this.share(await this.issued());
    await this.perform('weicy', 'assignment', 'dispute', share, { reason: '不属本单位职责', unitId: null });
    return share;
  }

  /** The supporting unit's share of a fresh task, handed in to the lead unit. */
  async branchSubmitted(): Promise<number> {
    const share = await this.share(await this.received(), 'support');
    const staff = await this.reportBranch(share);
    await this.perform(staff, 'assignment', 'submit_branch', share, { summary: '本单位承担的部分已完成' });
    return share;
  }

  /** Signs and reports for the supporting unit; answers who did. */
  async reportBranch(share: number): Promise<string> {
    const [{ login }] = await this.source.query(
      `SELECT a.login FROM post_holding h JOIN post p ON p.id = h.post_id JOIN account a ON a.id = h.account_id
        WHERE p.unit_id = $1 AND p.role = 'unit_staff' AND h.until IS NULL AND a.disabled_at IS NULL ORDER BY h.id LIMIT 1`,
      [this.unit('support')],
    );
    await this.perform(login, 'assignment', 'receive', share);
    await this.perform(login, 'assignment', 'report', share, { percent: 100, doneText: '已完成' });
    return login;
  }

  /** A report of the lead unit's staff; `state` says how far it has come. */
  async report(state: 'submitted' | 'unit_approved' | 'approved', taskId?: number, percent = 40): Promise<Applied> {
    const task = taskId ?? (await this.received());
    await this.perform('weicy', 'assignment', 'report', await this.share(task), { percent, doneText: '按计划推进' });
    const [{ id }] = await this.source.query('SELECT id FROM cycle_return WHERE task_id = $1 ORDER BY id DESC LIMIT 1', [task]);
    if (state !== 'submitted') await this.perform('lijq', 'cycle_return', 'endorse', id);
    if (state === 'approved') await this.perform('yinyf', 'cycle_return', 'approve', id);
    return { taskId: task, id };
  }

  /** A unit's share of a task; the lead's where no place is named. */
  async share(taskId: number, place: Place = 'lead'): Promise<number> {
    const [row] = await this.source.query('SELECT id FROM assignment WHERE task_id = $1 AND unit_id = $2', [taskId, this.unit(place)]);
    return row.id;
  }

  /** Performs an act as somebody who has just looked at the record. */
  async perform(login: string, process: string, act: string, id: number, input: object = {}): Promise<void> {
    const version = await this.version(process, id);
    await this.house.app.get(Doorway).perform(process, act, id, await this.actor(login), { version, ...input });
  }

  async version(process: string, id: number): Promise<number> {
    const [row] = await this.source.query(`SELECT version FROM ${process} WHERE id = $1`, [id]);
    return row.version;
  }

  /** Hands the messages out that wait in the outbox. */
  async deliver(): Promise<void> {
    await this.house.app.get(OutboxService).drain();
  }

  /** Who has a message of this kind about a task, by login, sorted. */
  async told(taskId: number, kind: string): Promise<string[]> {
    await this.deliver();
    const rows: { login: string }[] = await this.source.query(
      'SELECT a.login FROM message m JOIN account a ON a.id = m.recipient_id WHERE m.task_id = $1 AND m.kind = $2 ORDER BY a.login',
      [taskId, kind],
    );
    return rows.map(row => row.login);
  }

  /** Everything that an act may change, in one line of text: equal before and after means that nothing happened. */
  async fingerprint(): Promise<string> {
    const [row] = await this.source.query(
      `SELECT ${COUNTED.map(table => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')},
              (SELECT sum(last) FROM document_number) AS numbers, ${HASHED.map(hashOf).join(', ')}`,
    );
    return JSON.stringify(row);
  }

  private async open(login: string): Promise<Client> {
    const store = this.house.app.get(SessionStore);
    const token = await store.open(this.source.manager, await this.account(login), null, null);
    const visitor = await store.visitor(token, null);
    if (!visitor) throw new Error(`${login} has no open session`);
    return new Client(this.house.app).carry(token, visitor.csrfToken);
  }
}

const COUNTED = ['process_history', 'audit_line', 'outbox', 'message', 'idempotency_key', 'document', 'plan', 'measure'];
const HASHED = ['task', 'assignment', 'escalation', 'evidence', 'task_phase', 'cycle_return', 'instruction', 'task_comment', 'object_item'];

/** Opening a task is not an act: when it was first read is left out. */
const hashOf = (table: string) =>
  `(SELECT md5(coalesce(string_agg((to_jsonb(row) - 'first_read_at')::text, '' ORDER BY row.id), '')) FROM ${table} row) AS ${table}`;
