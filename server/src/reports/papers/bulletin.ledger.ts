import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock.js';
import { classOf, daysOver } from '../../rules/progress-class.js';
import type { TaskState } from '../../rules/task.process.js';
import { isIssued } from '../../tasks/light.sql.js';
import { Lights } from '../../tasks/lights.js';
import type { BulletinLine } from './factsheet.js';

interface StoredLine {
  taskId: number;
  no: string | null;
  title: string;
  leadUnitId: number;
  leadUnitName: string;
  state: TaskState;
}

/** The state of a plan's ledger: every task that an office supervises, with its class of the five. Sub-tasks are the units' own affair. */
@Injectable()
export class BulletinLedger {
  constructor(
    private readonly lights: Lights,
    private readonly clock: Clock,
  ) {}

  /** Null: the office supervises nothing of the plan. */
  async of(manager: EntityManager, planId: number, officeUnitId: number): Promise<{ planTitle: string; lines: BulletinLine[] } | null> {
    const stored: StoredLine[] = await manager.query(
      `SELECT t.id AS "taskId", t.no, t.title, lead.id AS "leadUnitId", lead.name AS "leadUnitName", t.state
         FROM task t JOIN unit lead ON lead.id = t.lead_unit_id
        WHERE t.plan_id = $1 AND t.supervising_unit_id = $2 AND t.parent_id IS NULL AND ${isIssued('t')} ORDER BY t.id`,
      [planId, officeUnitId],
    );
    if (stored.length === 0) return null;
    const [{ planTitle }] = await manager.query('SELECT title AS "planTitle" FROM plan WHERE id = $1', [planId]);
    const ids = stored.map(({ taskId }) => taskId);
    const judged = new Map((await this.lights.judged(manager, ids)).map(each => [each.id, each]));
    const today = this.clock.today();
    const lines = stored.flatMap(({ state, ...line }): BulletinLine[] => {
      const found = judged.get(line.taskId);
      if (!found) return [];
      const { startDate, issuedOn, deadline, nextDue, milestones, percent } = found.facts;
      const task = { state, begin: startDate ?? issuedOn, deadline, nextDue, milestones, percent };
      const { progress, expected } = classOf(task, found.scheme.rules, today);
      return [{ ...line, deadline, percent, expected, progress, daysOver: progress === 'behind' ? daysOver(nextDue, today) : 0 }];
    });
    return { planTitle, lines };
  }
}
