import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { quoted } from '../platform/database/quoted.js';
import { notFound } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { periodFor } from '../rules/periods.js';
import { VOID_RETURNS } from '../rules/return.words.js';
import { standingsOfTask } from './indicator.standing.js';
import { ReportDays } from './report.days.js';
import { missedOf, periodView } from './report.view.js';
import type { ReportForm } from './task.dto.js';
import { visibleTo } from './visible.js';

/** What the form of a report starts from, so that nobody types again what has been said before. */
@Injectable()
export class ReportForms {
  constructor(
    private readonly source: DataSource,
    private readonly days: ReportDays,
    private readonly clock: Clock,
  ) {}

  /** Throws `assignment.not_found` for a share outside the scope. */
  async of(assignmentId: number, actor: Actor): Promise<ReportForm> {
    const [share] = await this.source.query(
      `SELECT a.id, a.task_id AS "taskId", a.unit_id AS "unitId" FROM assignment a JOIN task t ON t.id = a.task_id WHERE a.id = $1 AND ${visibleTo('t', '$2')}`,
      [assignmentId, scopeOf(actor).units],
    );
    if (!share) throw notFound('assignment', '项承办分支');
    const reporting = (await this.days.ofTasks(this.source.manager, [share.taskId])).get(share.id);
    const today = this.clock.today();
    const period = reporting ? periodFor(reporting.periods, reporting.answered, today) : null;
    const [last] = await this.source.query(
      `SELECT percent, done_text AS "doneText", problem, next_step AS "nextStep", help, risk FROM cycle_return
        WHERE assignment_id = $1 AND state NOT IN (${quoted(VOID_RETURNS)}) ORDER BY id DESC LIMIT 1`,
      [share.id],
    );
    const open = period && !reporting?.approved.includes(period.key) ? period : null;
    return {
      period: open && periodView(open),
      corrects: open !== null && Boolean(reporting?.answered.includes(open.key)),
      missed: missedOf(reporting, today),
      indicators: await this.indicatorsOf(share.taskId, share.unitId),
      last: last ?? null,
    };
  }

  /** The indicators of the task's measure, each with what the unit entered last. */
  private async indicatorsOf(taskId: number, unitId: number): Promise<ReportForm['indicators']> {
    const manager = this.source.manager;
    const standings = await standingsOfTask(manager, taskId, this.clock.today());
    return standings.map(({ id, name, unit, readings }) => {
      const last = readings.findLast(reading => reading.unitId === unitId);
      return { id, name, unit, last: last?.value ?? null };
    });
  }
}
