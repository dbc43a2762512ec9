import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CalendarStore } from '../calendar/calendar.store.js';
import { LadderBook, onLadderOf } from '../messages/ladder.book.js';
import { Clock } from '../platform/clock.js';
import { listing } from '../platform/database/listing.js';
import { quoted } from '../platform/database/quoted.js';
import { Doorway } from '../platform/doorway.js';
import type { ListQuery, Page } from '../platform/dto.js';
import { History } from '../platform/history.js';
import { oneByOne, requestOnMany } from '../platform/one-by-one.js';
import { OutboxService } from '../platform/outbox.service.js';
import { refused } from '../platform/problems.js';
import { type Actor, ROLES, SYSTEM, scopeOf } from '../rules/actor.js';
import { maySign, type RungKind, replyDay, SIGNERS, type Signer } from '../rules/ladder.js';
import { type LitTask, lightOf } from '../rules/lights.js';
import { TASK_PROCESS } from '../rules/task.process.js';
import { LIGHT_COLUMNS } from '../tasks/light.sql.js';
import { Lights } from '../tasks/lights.js';
import type { BulkResult } from '../tasks/task.dto.js';
import { lockTask } from '../tasks/task.lock.js';
import type { DecideProposals, Proposal } from './ladder.dto.js';

interface Waiting extends Omit<LitTask, 'issued' | 'closed'> {
  id: number;
  taskId: number;
  no: string | null;
  title: string;
  planTitle: string;
  leadUnitName: string | null;
  rung: string;
  name: string;
  kind: RungKind;
  dueDate: string;
  reason: string;
  signer: Signer;
  replyDays: number | null;
  demand: string;
  percent: number | null;
  position: number;
  maySign: boolean;
  proposedAt: Date;
}

/** Steps of the present round that nobody has decided on and whose due day still stands, of tasks that may still be urged. What follows `FROM`. */
const openRungs = (needed: 'f.needs_decision' | 'NOT f.needs_decision') => `
  rung_firing f JOIN task t ON t.id = f.task_id AND t.ladder_round = f.round JOIN ladder_rung r ON r.code = f.rung AND ${onLadderOf('t')}
  JOIN plan p ON p.id = t.plan_id LEFT JOIN unit u ON u.id = t.lead_unit_id
 WHERE ${needed} AND NOT EXISTS (SELECT 1 FROM rung_decision d WHERE d.firing_id = f.id)
   AND t.state IN (${quoted(TASK_PROCESS.acts.urge.from)}) AND t.next_due = f.due_date`;

/** Those of them that wait for a person. */
export const WAITING_RUNGS = openRungs('f.needs_decision');

const COLUMNS = `
  f.id, t.id AS "taskId", t.no, t.title, p.title AS "planTitle", u.name AS "leadUnitName", f.rung, r.name, r.kind, f.due_date AS "dueDate", f.reason,
  r.signer, r.reply_days AS "replyDays", r.demand, r.position, t.percent, f.fired_at AS "proposedAt", ${LIGHT_COLUMNS('t')}`;

/**
 * Which steps `r` of tasks `t` the actor may sign, as a condition: as somebody of the signer's rank, or above, who supervises the task and to
 * whom the act behind the step is open.
 * @param place adds a parameter to the query and gives its placeholder
 */
export function signableBy({ posts }: Actor, place: (units: number[]) => string): string {
  const conditions = posts.flatMap(({ role, subtree }) => {
    const signers = SIGNERS.filter(signer => maySign(role, signer));
    const open = (act: 'urge' | 'escalate') => TASK_PROCESS.acts[act].who.some(who => who.role === role);
    const kinds = [open('urge') && "r.kind = 'urging'", open('escalate') && "r.kind <> 'urging'"].filter(Boolean);
    if (signers.length === 0 || kinds.length === 0) return [];
    return `t.supervising_unit_id = ANY(${place(subtree)}) AND r.signer IN (${quoted(signers)}) AND (${kinds.join(' OR ')})`;
  });
  return conditions.length > 0 ? `(${conditions.join(' OR ')})` : 'false';
}

/** The list of steps that nobody has confirmed or skipped yet. Nothing that names a unit leaves before a person has said so. */
@Injectable()
export class LadderProposals implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly doorway: Doorway,
    private readonly history: History,
    private readonly outbox: OutboxService,
    private readonly book: LadderBook,
    private readonly lights: Lights,
    private readonly calendar: CalendarStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.handle('ladder.take', ({ taskId, firingId }, manager) => this.takeByItself(manager, taskId, firingId));
  }

  /** What waits in the units that the actor supervises: what he may sign before what only others may, then the gravest and oldest first. */
  async list(actor: Actor, query: ListQuery<object>): Promise<Page<Proposal>> {
    const { sql, parameters } = waitingOf(actor);
    const page = await listing<Waiting>(this.source, sql, parameters, {}, '"maySign" DESC, position DESC, "dueDate", id', query);
    return { ...page, data: await this.present(this.source.manager, page.data) };
  }

  /** Lets steps go out or skips them, each in its own transaction; what could not be done comes back with every reason. */
  async decide(input: DecideProposals, actor: Actor, key?: string): Promise<BulkResult> {
    const { sql, parameters } = waitingOf(actor);
    const rows: Waiting[] = await this.source.query(`${sql} AND f.id = ANY($${parameters.push(input.ids)})`, parameters);
    const chosen = input.ids.map(id => ({ id, row: rows.find(each => each.id === id) }));
    const onEach = requestOnMany(this.source, actor.accountId, key);
    const { done, refused: left } = await oneByOne(chosen, ({ id, row }) =>
      onEach(id, ['ladder', id, input.decision], (manager, together) => this.decideOne(manager, row, input, actor, together)),
    );
    return { done: done.map(({ id }) => id), refused: left.map(({ id, row, reasons }) => ({ id, title: row?.title ?? '', reasons })) };
  }

  /** `row` is missing where nothing waits any more; a request that comes again under its key is not asked for it. */
  private async decideOne(
    manager: EntityManager,
    row: Waiting | undefined,
    input: DecideProposals,
    actor: Actor,
    together: string,
  ): Promise<void> {
    if (!row) throw refused('处理', ['这一项已有人处理，或任务已经变化，不必再办。']);
    const task = await lockTask(manager, row.taskId, scopeOf(actor));
    const [decided] = await manager.query('SELECT actor_name FROM rung_decision WHERE firing_id = $1', [row.id]);
    if (!task || decided) throw refused('处理', [`${decided?.actor_name ?? '别人'}刚刚处理了这一项，不必再办。`]);
    if (!row.maySign) throw refused('处理', [`“${row.name}”须由${ROLES[row.signer]}签发。`]);
    if (input.decision === 'confirm') await this.confirm(manager, row, actor, task.version, input.replyBy, together);
    else await this.skip(manager, row, actor, task, input.reason);
  }

  /**
   * The act behind the step, by the person who confirms it; the act itself notes that the step was taken. Urgings that are let out together are
   * told of together, notices of supervision (督办单) each by itself.
   */
  private async confirm(
    manager: EntityManager,
    row: Waiting,
    actor: Actor,
    version: number,
    wished: string | null,
    together: string,
  ): Promise<void> {
    const [proposal] = await this.present(manager, [row]);
    const text = proposal?.text ?? row.demand;
    if (row.kind === 'urging') {
      await this.doorway.performIn(manager, 'task', 'urge', row.taskId, actor, { version, text }, together);
      return;
    }
    const replyBy = wished ?? proposal?.replyBy;
    if (!replyBy) throw refused('发出', [`${proposal?.replyNote ?? '这一级没有设定答复天数'}，请填写答复时限。`]);
    await this.doorway.performIn(manager, 'task', 'escalate', row.taskId, actor, { version, level: row.kind, reason: text, replyBy });
  }

  private async skip(
    manager: EntityManager,
    row: Waiting,
    actor: Actor,
    task: { id: number; state: string; version: number; taskId: number },
    reason: string,
  ): Promise<void> {
    await this.book.decide(manager, row.id, 'skipped', actor, reason);
    await this.history.tell(manager, { kind: 'ladder', act: 'skip', row: task, actor, input: { rung: row.name, reason } });
  }

  private async takeByItself(manager: EntityManager, taskId: number, firingId: number): Promise<void> {
    const [row]: Waiting[] = await manager.query(
      `SELECT ${COLUMNS}, false AS "maySign" FROM ${openRungs('NOT f.needs_decision')} AND f.id = $1`,
      [firingId],
    );
    if (!row || !(await lockTask(manager, taskId, null))) return;
    const [proposal] = await this.present(manager, [row]);
    await this.doorway.performIn(manager, 'task', 'urge', taskId, SYSTEM, { text: proposal?.text ?? row.demand });
  }

  private async present(manager: EntityManager, rows: Waiting[]): Promise<Proposal[]> {
    const today = this.clock.today();
    const calendar = await this.calendar.current(manager);
    const explain = await this.lights.explainer(
      manager,
      rows.map(({ taskId }) => taskId),
      today,
    );
    return rows.map(
      ({ reason, demand, percent, replyDays, position, proposedAt, paused, nextDue, warnFrom, criticalFrom, noData, ...row }) => {
        const light = lightOf({ paused, nextDue, warnFrom, criticalFrom, noData, issued: true, closed: null }, today);
        const replyBy = replyDay(replyDays, today, calendar);
        return {
          ...row,
          text: noticeText(explain(row.taskId, light).lightReason, percent, demand, reason.startsWith('截至') ? '' : reason),
          replyBy: replyBy.known ? replyBy.value : null,
          replyNote: replyBy.known ? null : replyBy.because,
          signerLabel: ROLES[row.signer],
          proposedAt: proposedAt.toISOString(),
        };
      },
    );
  }
}

/** What is put to a unit: where the task stands, how far it says to be, what else is held against it, and the demand. */
export function noticeText(lightReason: string, percent: number | null, demand: string, reason = ''): string {
  const progress = percent === null ? '还没有报送过进展' : `最近报送进度${percent}%`;
  const facts = [lightReason.replace(/，亮“.*?”。/, ''), progress, reason.replace(/[。；\s]+$/u, '')];
  return `${facts.filter(Boolean).join('，')}。${demand}`;
}

/** The steps that wait in the units that the actor supervises. */
function waitingOf(actor: Actor): { sql: string; parameters: unknown[] } {
  const parameters: unknown[] = [actor.posts.filter(({ role }) => maySign(role, 'supervisor')).flatMap(({ subtree }) => subtree)];
  const mine = signableBy(actor, units => `$${parameters.push(units)}::int[]`);
  return { sql: `SELECT ${COLUMNS}, ${mine} AS "maySign" FROM ${WAITING_RUNGS} AND t.supervising_unit_id = ANY($1)`, parameters };
}
