import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { ids, prepared } from '../platform/database/prepared.js';
import { quoted } from '../platform/database/quoted.js';
import { Doorway } from '../platform/doorway.js';
import { type Actor, ownUnits } from '../rules/actor.js';
import { type Light, lightOf } from '../rules/lights.js';
import { VOID_RETURNS } from '../rules/return.words.js';
import { closedAs, TASK_PROCESS, type TaskFacts, type TaskState, UNISSUED_STATES } from '../rules/task.process.js';
import { standing } from './evidence.sql.js';
import { LIGHT_COLUMNS } from './light.sql.js';
import { Lights, type LightWords } from './lights.js';
import { ReportDays } from './report.days.js';
import type { TaskRow } from './task.dto.js';
import { type Share, TaskFactsLoader } from './task.facts.js';

/** What the tables keep of a row; light, labels and open acts are added afterwards. */
type StoredRow = Omit<
  TaskRow,
  | 'light'
  | 'lightLabel'
  | 'lightColour'
  | 'lightReason'
  | 'stateLabel'
  | 'permittedActs'
  | 'missedReports'
  | 'myAssignment'
  | 'lastReportAt'
  | 'issuedAt'
  | 'completedAt'
> & {
  state: TaskState;
  lastReportAt: Date | null;
  issuedAt: Date | null;
  completedAt: Date | null;
  paused: boolean;
  warnFrom: string | null;
  criticalFrom: string | null;
  noData: boolean;
};

/** Columns of a ledger line. The phase shown is the one that is judged now: the one whose day is due next. */
const COLUMNS = `
  t.id, t.no, t.title, t.plan_id AS "planId", p.title AS "planTitle", t.measure_id AS "measureId", m.no AS "measureNo", m.section ->> -1 AS section,
  t.state, t.percent, t.risk, t.lead_unit_id AS "leadUnitId", lead.name AS "leadUnitName", supervising.name AS "supervisingUnitName",
  t.start_date AS "startDate", t.deadline, t.original_deadline AS "originalDeadline", ${LIGHT_COLUMNS('t')}, t.cadence,
  t.done_criterion AS "doneCriterion", t.evidence_required AS "evidenceRequired", t.issued_at AS "issuedAt", t.completed_at AS "completedAt", t.version,
  phase.year AS "phaseYear", phase.name AS "phaseName", last.at AS "lastReportAt", last.done_text AS "lastReportText",
  ARRAY(SELECT u.name FROM assignment a JOIN unit u ON u.id = a.unit_id
         WHERE a.task_id = t.id AND a.role <> 'lead' AND a.state <> 'replaced' ORDER BY a.role, a.id) AS "supportUnitNames",
  (SELECT count(*) FROM evidence e WHERE e.task_id = t.id AND ${standing('e')}) AS "evidenceCount",
  (SELECT count(*) FROM escalation x WHERE x.task_id = t.id AND x.state = 'issued') AS "openEscalations"`;

const JOINS = `
  JOIN plan p ON p.id = t.plan_id
  JOIN unit supervising ON supervising.id = t.supervising_unit_id
  LEFT JOIN unit lead ON lead.id = t.lead_unit_id
  LEFT JOIN measure m ON m.id = t.measure_id
  LEFT JOIN LATERAL (SELECT f.year, f.name FROM task_phase f
     WHERE f.task_id = t.id AND f.verdict IS NULL AND f.due_date = t.next_due LIMIT 1) phase ON true
  LEFT JOIN LATERAL (SELECT r.at, r.done_text FROM cycle_return r
     WHERE r.task_id = t.id AND r.state NOT IN (${quoted(VOID_RETURNS)}) ORDER BY r.id DESC LIMIT 1) last ON true`;

const ROWS = `SELECT ${COLUMNS} FROM task t ${JOINS} WHERE t.id = ANY($1)`;

/** Ledger lines as a person sees them, for any number of tasks at once. The caller has put the scope into the choice of the ids. */
@Injectable()
export class TaskRows {
  constructor(
    private readonly source: DataSource,
    private readonly doorway: Doorway,
    private readonly facts: TaskFactsLoader,
    private readonly lights: Lights,
    private readonly days: ReportDays,
    private readonly clock: Clock,
  ) {}

  /** The rows of the given tasks in the given order. */
  async of(taskIds: number[], actor: Actor): Promise<TaskRow[]> {
    return (await this.withFacts(taskIds, actor)).map(({ row }) => row);
  }

  /** The same with what the guards look at, for whoever has more to tell of it. */
  async withFacts(taskIds: number[], actor: Actor): Promise<{ row: TaskRow; facts: TaskFacts }[]> {
    if (taskIds.length === 0) return [];
    const { manager } = this.source;
    const today = this.clock.today();
    const [stored, taskFacts, shares, explain, missed] = await Promise.all([
      prepared<StoredRow>(manager, ROWS, [ids(taskIds)]),
      this.facts.ofTasks(manager, taskIds),
      this.facts.sharesOf(manager, taskIds, ownUnits(actor)),
      this.lights.explainer(manager, taskIds, today),
      this.days.missedSinceLast(manager, taskIds),
    ]);
    const byId = new Map(
      stored.map(row => {
        const facts = taskFacts.get(row.id) as TaskFacts;
        const open = this.doorway.openActs('task', row.state, facts, actor).permittedActs;
        const light = lightOfRow(row, today);
        const derived = { light, ...explain(row.id, light), missedReports: missed.get(row.id) ?? 0 };
        return [row.id, { row: present(row, derived, open, this.myShare(shares.get(row.id), actor)), facts }];
      }),
    );
    return taskIds.flatMap(id => byId.get(id) ?? []);
  }

  private myShare(share: Share | undefined, actor: Actor): TaskRow['myAssignment'] {
    if (!share) return null;
    const { facts, ...shown } = share;
    return { ...shown, permittedActs: this.doorway.openActs('assignment', share.state, facts, actor).permittedActs };
  }
}

function lightOfRow({ state, ...days }: StoredRow, today: string): Light {
  return lightOf({ ...days, issued: !UNISSUED_STATES.includes(state), closed: closedAs(state) }, today);
}

function present(
  { paused: _paused, warnFrom: _warn, criticalFrom: _critical, noData: _none, ...row }: StoredRow,
  derived: { light: Light; missedReports: number } & LightWords,
  permittedActs: string[],
  myAssignment: TaskRow['myAssignment'],
): TaskRow {
  return {
    ...row,
    ...derived,
    stateLabel: TASK_PROCESS.states[row.state].label,
    lastReportAt: row.lastReportAt?.toISOString() ?? null,
    issuedAt: row.issuedAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
    myAssignment,
    permittedActs,
  };
}
