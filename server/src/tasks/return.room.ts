import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { prepared } from '../platform/database/prepared.js';
import { quoted } from '../platform/database/quoted.js';
import { Doorway } from '../platform/doorway.js';
import { invalid } from '../platform/problems.js';
import type { EffectContext, Locked, TaskBound } from '../platform/process.room.js';
import { type Actor, type Scope, SYSTEM } from '../rules/actor.js';
import type { AssignmentRole } from '../rules/assignment.process.js';
import { type Period, periodFor } from '../rules/periods.js';
import type { ActInput, ReadingInput } from '../rules/process.js';
import { type ReadIndicator, readFigure } from '../rules/readings.js';
import { RETURN_PROCESS, type ReturnFacts } from '../rules/return.process.js';
import { OPEN_RETURNS, type ReturnState, VOID_RETURNS } from '../rules/return.words.js';
import type { AssignmentRecord } from './assignment.room.js';
import { readIndicatorsOf } from './indicator.standing.js';
import { Lights } from './lights.js';
import { ReportDays } from './report.days.js';
import { lockUnderTask } from './task.lock.js';

interface ReturnRecord extends TaskBound {
  assignmentId: number;
  role: AssignmentRole;
}

/** Opens the process of cycle returns at the doorway; the share's own acts hand them in. */
@Injectable()
export class ReturnRoom implements OnModuleInit {
  constructor(
    private readonly doorway: Doorway,
    private readonly lights: Lights,
    private readonly days: ReportDays,
  ) {}

  onModuleInit(): void {
    this.doorway.open({
      process: RETURN_PROCESS,
      table: 'cycle_return',
      load: lockReturn,
      facts: async (manager, row: ReturnRecord) => (await returnFacts(manager, 'id', row.id)).get(row.id),
      effects: { discount: ({ manager, row }) => this.settleProgress(manager, row) },
    });
    this.doorway.effect('assignment', 'save_report', context => this.handIn(context, context.input, false));
    this.doorway.effect('assignment', 'repeat_report', context => this.repeat(context));
  }

  /** The last approved return, carried in as it stands. */
  private async repeat(context: EffectContext<AssignmentRecord>): Promise<void> {
    const [last] = await context.manager.query(
      `SELECT percent, done_text AS "doneText", problem, next_step AS "nextStep", help, risk
         FROM cycle_return WHERE assignment_id = $1 AND state = 'approved' ORDER BY id DESC LIMIT 1`,
      [context.row.id],
    );
    await this.handIn(context, { ...last, period: context.input.period ?? null }, true);
  }

  /** A report by the unit's head needs no further word of the unit. A correction takes the place of what nobody has approved yet. */
  private async handIn(context: EffectContext<AssignmentRecord>, input: ActInput, unchanged: boolean): Promise<void> {
    const { manager, row, actor, now } = context;
    const period = await this.periodOf(context, input);
    if (period) await this.replaceOpen(manager, row.id, period.key);
    const state: ReturnState = isHeadOf(actor, row.unitId) ? 'unit_approved' : 'submitted';
    const [{ id }] = await manager.query(
      `INSERT INTO cycle_return (task_id, assignment_id, state, period, period_label, unchanged, percent, done_text, problem, next_step, help, risk, reporter_id, at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) RETURNING id`,
      [
        row.taskId,
        row.id,
        state,
        period?.key ?? null,
        period?.label ?? null,
        unchanged,
        input.percent,
        input.doneText,
        input.problem,
        input.nextStep,
        input.help,
        input.risk,
        actor.accountId,
        now,
      ],
    );
    await this.doorway.begin(manager, 'cycle_return', { id, taskId: row.taskId, state, version: 1 }, 'hand_in', actor, {
      period: period?.label ?? null,
    });
    await this.keepReadings(context, id, Array.isArray(input.readings) ? input.readings : []);
    await this.settleProgress(manager, { taskId: row.taskId, assignmentId: row.id, role: row.role });
  }

  private async keepReadings({ manager, row, actor, today }: EffectContext<AssignmentRecord>, id: number, readings: ReadingInput[]) {
    const indicators = readings.length > 0 ? await readIndicatorsOf(manager, row.taskId) : [];
    for (const { indicatorId, value, source } of readings) {
      const indicator = indicators.find(each => each.id === indicatorId) as ReadIndicator;
      const figure = readFigure(value, indicator);
      if ('refusal' in figure) throw invalid(figure.refusal, { readings: figure.refusal });
      await manager.query(
        `INSERT INTO indicator_reading (indicator_id, unit_id, day, value, source, entered_by, return_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [indicatorId, row.unitId, today, figure.value, source, actor.accountId, id],
      );
    }
  }

  /** The period that the report answers; one that has been approved already takes no second answer, the report then stands in between. */
  private async periodOf({ manager, row, today }: EffectContext<AssignmentRecord>, input: ActInput): Promise<Period | null> {
    const reporting = (await this.days.ofTasks(manager, [row.taskId])).get(row.id);
    if (!reporting) return null;
    const { periods, answered, approved } = reporting;
    const named = periods.find(({ key }) => key === input.period);
    const period = named ?? periodFor(periods, answered, today);
    return period && !approved.includes(period.key) ? period : null;
  }

  private async replaceOpen(manager: EntityManager, assignmentId: number, period: string): Promise<void> {
    const earlier: { id: number }[] = await manager.query(
      `SELECT id FROM cycle_return WHERE assignment_id = $1 AND period = $2 AND state IN (${quoted(OPEN_RETURNS)})`,
      [assignmentId, period],
    );
    for (const { id } of earlier) await this.doorway.performIn(manager, 'cycle_return', 'replace', id, SYSTEM, {});
  }

  /** The task stands where the lead unit's last report that counts says; what was sent back does not. */
  private async settleProgress(
    manager: EntityManager,
    { taskId, assignmentId, role }: Pick<ReturnRecord, 'taskId' | 'assignmentId' | 'role'>,
  ): Promise<void> {
    if (role === 'lead')
      await manager.query(
        `UPDATE task SET (percent, risk) = (SELECT r.percent, r.risk FROM cycle_return r
            WHERE r.assignment_id = $2 AND r.state NOT IN (${quoted(VOID_RETURNS)}) ORDER BY r.id DESC LIMIT 1) WHERE id = $1`,
        [taskId, assignmentId],
      );
    await this.lights.settle(manager, [taskId]);
  }
}

function isHeadOf(actor: Actor, unitId: number): boolean {
  return actor.posts.some(post => post.role === 'dept_head' && post.unitId === unitId);
}

async function lockReturn(manager: EntityManager, id: number, scope: Scope | null): Promise<Locked<ReturnRecord> | null> {
  const role = '(SELECT a.role FROM assignment a WHERE a.id = assignment_id) AS role';
  return (await lockUnderTask<ReturnRecord>(manager, 'cycle_return', id, scope, ['assignment_id AS "assignmentId"', role])).row;
}

/** What the guards look at, for a return, or for all returns of a task (`by`). */
export async function returnFacts(manager: EntityManager, by: 'id' | 'taskId', id: number): Promise<Map<number, ReturnFacts>> {
  const rows = await prepared<FactsRow>(
    manager,
    `SELECT r.id, r.reporter_id AS "reporterId", r.version = 1 AS untouched, t.state AS "taskState", a.role, a.unit_id AS unit, t.lead_unit_id AS lead,
            t.supervising_unit_id AS supervising, t.owner_unit_id AS owner, t.parent_id AS parent
       FROM cycle_return r JOIN assignment a ON a.id = r.assignment_id JOIN task t ON t.id = r.task_id WHERE r.${by === 'id' ? 'id' : 'task_id'} = $1`,
    [id],
  );
  return new Map(
    rows.map(({ id, role, unit, lead, supervising, owner, parent, ...facts }) => {
      const leads = role === 'lead';
      const places = {
        assignee: [unit],
        consolidating: leads ? [] : [lead],
        reviewing: leads ? [supervising] : [],
        assigner: leads && parent !== null ? [owner] : [],
      };
      return [id, { ...facts, places }];
    }),
  );
}

interface FactsRow extends Omit<ReturnFacts, 'places'> {
  id: number;
  role: AssignmentRole;
  unit: number;
  lead: number;
  supervising: number;
  owner: number;
  parent: number | null;
}
