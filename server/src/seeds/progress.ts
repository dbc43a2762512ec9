import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { PeopleOf } from '../people/people-of.js';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { Doorway } from '../platform/doorway.js';
import { Day } from '../platform/dto.js';
import { OutboxService } from '../platform/outbox.service.js';
import { type Actor, SYSTEM } from '../rules/actor.js';
import { chineseDate } from '../rules/lights.js';
import { EvidenceService } from '../tasks/evidence.service.js';
import { signInAs } from './actors.js';

const on = { on: Day };
const Fields = z.record(z.string(), z.union([z.string(), z.number()]));

/** One event of a task's story: an act of the task, an act of a unit's share, or a piece of evidence. */
const Event = z.union([
  z.strictObject({ ...on, by: z.string(), task: z.string(), fields: Fields.optional(), phase: z.int().optional() }),
  z.strictObject({ ...on, share: z.string(), unit: z.string().optional(), fields: Fields.optional() }),
  z.strictObject({ ...on, evidence: z.string(), text: z.array(z.string()).optional(), file: z.string().optional() }),
]);
type Event = z.infer<typeof Event>;

const Stories = z.array(z.strictObject({ measure: z.string(), events: z.array(Event) }));

/**
 * Lets the tasks of the confirmed plan live through their first years: each event of `progress.json` on its own day, through the same doorway
 * and the same services as a person's. A story that broke off goes on after its last event. Nothing is done without evidence: the rules see to it.
 */
export async function loadProgress(app: INestApplicationContext, directory: string): Promise<void> {
  const stories = Stories.parse(JSON.parse(readFileSync(join(directory, 'progress.json'), 'utf8')));
  const teller = new Teller(app, directory);
  try {
    const events = (await Promise.all(stories.map(story => teller.left(story.measure, story.events)))).flat();
    events.sort((a, b) => a.event.on.localeCompare(b.event.on));
    for (const { taskId, event } of events) await teller.tell(taskId, event);
    await app.get(Audit).note({ actor: SYSTEM, act: 'seeds.loaded', objectType: 'seeds', objectId: null });
  } finally {
    app.get(Clock).set(null);
  }
  await app
    .get(DataSource)
    .query(`UPDATE message SET read_at = at WHERE at < $1::timestamptz - interval '14 days'`, [app.get(Clock).now()]);
}

/** Reports from before this day have been approved in the story. */
const SETTLED_BEFORE = '2026-01-01';

/** Lives through the story again: each event on its day, by the person who did it, through the doorway. */
class Teller {
  private readonly actors = new Map<string, Promise<Actor>>();
  private readonly doorway: Doorway;
  private readonly source: DataSource;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly directory: string,
  ) {
    this.doorway = app.get(Doorway);
    this.source = app.get(DataSource);
  }

  /** What of a story has not been told yet; every event leaves one line of a person in the task's history. */
  async left(measure: string, events: Event[]): Promise<{ taskId: number; event: Event }[]> {
    const [task] = await this.source.query(
      `SELECT t.id, (SELECT count(*) FROM process_history h WHERE h.task_id = t.id AND h.account_id IS NOT NULL AND h.act <> 'propose'
          AND NOT (h.process = 'escalation' AND h.act = 'issue') AND h.process <> 'cycle_return') AS told
         FROM task t JOIN measure m ON m.id = t.measure_id WHERE m.text LIKE $1`,
      [`%${measure}%`],
    );
    if (!task) throw new Error(`progress.json：方案里没有“${measure}”这项任务。`);
    return events.slice(task.told).map(event => ({ taskId: task.id, event }));
  }

  async tell(taskId: number, event: Event): Promise<void> {
    this.app.get(Clock).set(new Date(`${event.on}T02:00:00Z`));
    if ('task' in event) await this.actOnTask(taskId, event);
    else if ('share' in event) await this.actOnShare(taskId, event);
    else await this.upload(taskId, event);
    await this.app.get(OutboxService).drain();
  }

  private async actOnTask(taskId: number, event: Extract<Event, { task: string }>): Promise<void> {
    const [task] = await this.source.query('SELECT version FROM task WHERE id = $1', [taskId]);
    const [phase] = await this.source.query('SELECT id AS "phaseId" FROM task_phase WHERE task_id = $1 AND year = $2', [
      taskId,
      event.phase ?? 0,
    ]);
    const body = { version: task.version, ...event.fields, ...phase };
    const actor = event.by === 'lead' ? await this.personOf((await this.share(taskId)).unitId) : await this.actor(event.by);
    await this.doorway.perform('task', event.task, taskId, actor, body);
  }

  private async actOnShare(taskId: number, event: Extract<Event, { share: string }>): Promise<void> {
    const share = await this.share(taskId, event.unit);
    const actor = await this.personOf(share.unitId);
    await this.doorway.perform('assignment', event.share, share.id, actor, { version: share.version, ...event.fields });
    if (event.share === 'report' && event.on < SETTLED_BEFORE) await this.accept(share);
  }

  /** A report of a past year has long been looked at: by the unit's head, and by whoever reviews it. */
  private async accept(share: { id: number; unitId: number }): Promise<void> {
    const [report] = await this.source.query(
      `SELECT r.id, r.state, a.role, t.lead_unit_id AS "leadUnitId" FROM cycle_return r JOIN assignment a ON a.id = r.assignment_id
         JOIN task t ON t.id = r.task_id WHERE r.assignment_id = $1 ORDER BY r.id DESC LIMIT 1`,
      [share.id],
    );
    const head = await this.personOf(share.unitId, 'dept_head');
    if (report.state === 'submitted') await this.doorway.perform('cycle_return', 'endorse', report.id, head, { version: 1 });
    const reviewer = report.role === 'lead' ? await this.actor('yinyf') : await this.personOf(report.leadUnitId, 'dept_head');
    const [{ version }] = await this.source.query('SELECT version FROM cycle_return WHERE id = $1', [report.id]);
    await this.doorway.perform('cycle_return', 'approve', report.id, reviewer, { version });
  }

  private async upload(taskId: number, event: Extract<Event, { evidence: string }>): Promise<void> {
    const share = await this.share(taskId);
    const actor = await this.personOf(share.unitId);
    const bytes = event.file ? readFileSync(join(this.directory, 'evidence', event.file)) : await this.statement(taskId, event, actor);
    await this.app.get(EvidenceService).upload(share.id, actor, { name: event.evidence, stream: Readable.from([bytes]) });
  }

  /** A unit's written statement, as a text file. */
  private async statement(taskId: number, event: Extract<Event, { evidence: string }>, actor: Actor): Promise<Buffer> {
    const [task] = await this.source.query('SELECT no, title FROM task WHERE id = $1', [taskId]);
    const unit = actor.posts[0]?.unitName ?? '';
    const lines = [
      `${event.evidence.replace(/\.[a-z]+$/, '')}（演示材料）`,
      '',
      `任务编号：${task.no}`,
      `任务名称：${task.title}`,
      '',
      ...(event.text ?? []),
      '',
      unit,
      chineseDate(event.on),
    ];
    return Buffer.from(`${lines.join('\n')}\n`);
  }

  private async share(taskId: number, unit?: string): Promise<{ id: number; unitId: number; version: number }> {
    const [share] = await this.source.query(
      `SELECT a.id, a.unit_id AS "unitId", a.version FROM assignment a JOIN unit u ON u.id = a.unit_id
        WHERE a.task_id = $1 AND CASE WHEN $2::text IS NULL THEN a.role = 'lead' ELSE u.name = $2 END`,
      [taskId, unit ?? null],
    );
    if (!share) throw new Error(`progress.json：任务 ${taskId} 没有${unit ?? '牵头单位'}的分支。`);
    return share;
  }

  /** Whoever does the unit's paperwork: its staff, or its head where it has none; or the other way round. */
  private async personOf(unitId: number, first: 'unit_staff' | 'dept_head' = 'unit_staff'): Promise<Actor> {
    const people = this.app.get(PeopleOf);
    const second = first === 'unit_staff' ? 'dept_head' : 'unit_staff';
    const [person] = [...(await people.holders([unitId], [first])), ...(await people.holders([unitId], [second]))];
    if (!person) throw new Error(`progress.json：单位 ${unitId} 没有在岗人员。`);
    const [{ login }] = await this.source.query('SELECT login FROM account WHERE id = $1', [person.accountId]);
    return this.actor(login);
  }

  private actor(login: string): Promise<Actor> {
    const known = this.actors.get(login) ?? signInAs(this.app, login);
    this.actors.set(login, known);
    return known;
  }
}
