import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CalendarService } from '../calendar/calendar.service.js';
import { CalendarStore } from '../calendar/calendar.store.js';
import { dayOf } from '../platform/clock.js';
import { ids, prepared } from '../platform/database/prepared.js';
import { quoted } from '../platform/database/quoted.js';
import { OutboxService } from '../platform/outbox.service.js';
import type { JobPayloads } from '../rules/jobs.js';
import { type LightFacts, lightDays } from '../rules/light-days.js';
import { lightReason } from '../rules/light-reason.js';
import { addDays, earlierOf, LIGHTS, type Light, nextDueOf } from '../rules/lights.js';
import { type Colour, NAMED_LIGHTS, type NamedLight, SCHEMES, type Scheme } from '../rules/schemes.js';
import { CLOSED_STATES } from '../rules/task.process.js';
import { ReportDays } from './report.days.js';

const TOPIC = 'light.settle';
const BATCH = 1000;

/** A task's facts and the scheme of its plan. */
export interface Judged {
  id: number;
  planId: number;
  facts: LightFacts;
  scheme: Pick<Scheme, 'rules' | 'words'>;
}

/** What the screen says of a light beside its code. */
export interface LightWords {
  lightLabel: string;
  lightColour: Colour | null;
  lightReason: string;
}

/**
 * Keeps the days that the lights are read from beside what they follow from: `next_due`, `warn_from`, `critical_from`, `no_data`.
 * Whoever changes a deadline, a phase, a report or a receipt calls `settle` in the same transaction.
 */
@Injectable()
export class Lights implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly calendar: CalendarStore,
    private readonly loading: CalendarService,
    private readonly outbox: OutboxService,
    private readonly reportDays: ReportDays,
  ) {}

  async onModuleInit(): Promise<void> {
    this.outbox.handle(TOPIC, (payload, manager) => this.settleNext(payload, manager));
    this.loading.onLoaded(manager => this.settleAll(manager));
    await this.source.query(
      `INSERT INTO light_scheme (name, note, rules, words, is_default)
       SELECT name, note, rules, words, place = 1 FROM jsonb_to_recordset($1::jsonb) AS s(name text, note text, rules jsonb, words jsonb, place int)
        WHERE NOT EXISTS (SELECT 1 FROM light_scheme) ON CONFLICT DO NOTHING`,
      [JSON.stringify(SCHEMES.map((scheme, index) => ({ ...scheme, place: index + 1 })))],
    );
  }

  /** Settles the days of some tasks, and the reporting periods that their shares are waited for, in the caller's transaction. */
  async settle(manager: EntityManager, taskIds: number[]): Promise<void> {
    const calendar = await this.calendar.current(manager);
    const settled = (await this.judged(manager, taskIds)).map(({ id, facts, scheme }) => ({
      id,
      nextDue: facts.nextDue,
      ...lightDays(scheme.rules, facts, calendar),
    }));
    await manager.query(
      `UPDATE task SET next_due = s."nextDue", warn_from = s."warnFrom", critical_from = s."criticalFrom", no_data = s."noData"
         FROM jsonb_to_recordset($1::jsonb) AS s(id int, "nextDue" date, "warnFrom" date, "criticalFrom" date, "noData" boolean)
        WHERE task.id = s.id`,
      [JSON.stringify(settled)],
    );
    await this.reportDays.settle(manager, taskIds);
  }

  /** Has the open tasks of some plans (absent: all) settled anew after the caller's transaction, a batch at a time. */
  settleAll(manager: EntityManager, planIds: number[] | null = null): Promise<void> {
    return this.outbox.add(manager, TOPIC, { planIds, after: 0 });
  }

  /** What the lights of some tasks follow from, read in one query. */
  async judged(manager: EntityManager, taskIds: number[]): Promise<Judged[]> {
    const rows = await prepared<StoredFacts>(manager, FACTS, [ids(taskIds)]);
    return rows.map(({ id, planId, issuedAt, rules, words, lostDays, paused, resubmitBy, ...row }) => {
      const issuedOn = issuedAt && dayOf(issuedAt);
      const phases = row.phases.map(({ dueDate, verdict }) => ({ dueDate: addDays(dueDate, lostDays), verdict }));
      const deadline = row.deadline && addDays(row.deadline, lostDays);
      const nextDue = paused ? null : earlierOf(resubmitBy, nextDueOf(phases, deadline, issuedOn ?? row.startDate));
      const scheme = rules && words ? { rules, words } : (SCHEMES[0] as Scheme);
      return { id, planId, scheme, facts: { ...row, deadline, issuedOn, nextDue, milestones: phases.map(phase => phase.dueDate) } };
    });
  }

  /** Gives the function that finds word, colour and reason of the lights of some tasks on a day. */
  explainer(manager: EntityManager, taskIds: number[], today: string): Promise<(taskId: number, light: Light) => LightWords> {
    return this.explainerOf(manager, this.judged(manager, taskIds), today);
  }

  /** The same for tasks whose facts are being read already. */
  async explainerOf(
    manager: EntityManager,
    reading: Promise<Judged[]>,
    today: string,
  ): Promise<(taskId: number, light: Light) => LightWords> {
    const [calendar, rows] = await Promise.all([this.calendar.current(manager), reading]);
    const judged = new Map(rows.map(each => [each.id, each]));
    return (taskId, light) => {
      const { facts, scheme } = judged.get(taskId) as Judged;
      const named = (NAMED_LIGHTS as readonly Light[]).includes(light) ? scheme.words[light as NamedLight] : null;
      return {
        lightLabel: named?.label ?? LIGHTS[light].label,
        lightColour: named?.colour ?? null,
        lightReason: lightReason(scheme, facts, lightDays(scheme.rules, facts, calendar), light, calendar, today),
      };
    };
  }

  private async settleNext({ planIds, after }: JobPayloads[typeof TOPIC], manager: EntityManager): Promise<void> {
    const rows: { id: number }[] = await manager.query(
      `SELECT id FROM task WHERE id > $1 AND state NOT IN (${quoted(CLOSED_STATES)}) AND ($2::int[] IS NULL OR plan_id = ANY($2))
        ORDER BY id LIMIT ${BATCH} FOR UPDATE`,
      [after, planIds],
    );
    const ids = rows.map(({ id }) => id);
    await this.settle(manager, ids);
    if (ids.length === BATCH) await this.outbox.add(manager, TOPIC, { planIds, after: ids.at(-1) as number });
  }
}

interface StoredFacts extends Pick<LightFacts, 'startDate' | 'deadline' | 'percent' | 'received'> {
  id: number;
  planId: number;
  issuedAt: Date | null;
  phases: { dueDate: string; verdict: string | null }[];
  /** Days that the task was suspended for: everything due is due so much later. */
  lostDays: number;
  paused: boolean;
  /** What was sent back has to be made good by this day. */
  resubmitBy: string | null;
  rules: Scheme['rules'] | null;
  words: Scheme['words'] | null;
}

const FACTS = `
  SELECT t.id, t.plan_id AS "planId", t.start_date AS "startDate", t.deadline, t.percent, t.issued_at AS "issuedAt", s.rules, s.words,
         EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND a.role = 'lead' AND a.received_at IS NOT NULL) AS received,
         COALESCE(pauses.lost, 0)::int AS "lostDays", COALESCE(pauses.going_on, false) AS paused,
         CASE WHEN t.state = 'returned' THEN t.resubmit_by END AS "resubmitBy",
         COALESCE((SELECT json_agg(json_build_object('dueDate', f.due_date, 'verdict', f.verdict) ORDER BY f.due_date)
            FROM task_phase f WHERE f.task_id = t.id), '[]') AS phases
    FROM task t JOIN plan p ON p.id = t.plan_id
    LEFT JOIN LATERAL (SELECT sum(x.ended_on - x.from_day) AS lost, bool_or(x.ended_on IS NULL) AS going_on FROM suspension x WHERE x.task_id = t.id) pauses ON true
    LEFT JOIN light_scheme s ON s.id = COALESCE(p.light_scheme_id, (SELECT d.id FROM light_scheme d WHERE d.is_default))
   WHERE t.id = ANY($1)`;
