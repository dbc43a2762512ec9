import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AssignmentFacts } from '../rules/assignment.process.js';
import type { TaskFacts, TaskState } from '../rules/task.process.js';

/** Loads what the guards look at, for any number of tasks in one query each: lists ask for the open acts of every row. */
@Injectable()
export class TaskFactsLoader {
  async ofTasks(manager: EntityManager, taskIds: number[]): Promise<Map<number, TaskFacts>> {
    const rows = await manager.query(
      `SELECT t.id, t.owner_unit_id, t.supervising_unit_id, t.lead_unit_id, t.done_criterion, t.evidence_required, t.cadence,
              t.start_date, t.deadline, t.percent, p.state = 'confirmed' AS plan_confirmed,
              (SELECT count(*) FROM assignment a WHERE a.task_id = t.id AND a.role = 'lead') AS lead_units,
              EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND a.role = 'lead' AND a.state = 'received') AS lead_received,
              (SELECT count(*) FROM evidence e WHERE e.task_id = t.id AND e.withdrawn_at IS NULL) AS evidence_count,
              (SELECT count(*) FROM escalation x WHERE x.task_id = t.id AND x.state = 'issued') AS open_escalations,
              COALESCE((SELECT json_agg(json_build_object('id', f.id, 'year', f.year, 'dueDate', f.due_date) ORDER BY f.year)
                 FROM task_phase f WHERE f.task_id = t.id), '[]') AS phases,
              (SELECT h.account_id FROM process_history h
                WHERE h.process = 'task' AND h.record_id = t.id AND h.act = 'request_completion' ORDER BY h.id DESC LIMIT 1) AS submitted_by,
              ARRAY(SELECT a.handler_id FROM assignment a WHERE a.task_id = t.id AND a.handler_id IS NOT NULL
                    UNION SELECT r.reporter_id FROM cycle_return r WHERE r.task_id = t.id) AS responsible_ids
         FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.id = ANY($1)`,
      [taskIds],
    );
    return new Map(rows.map((row: TaskFactsRow) => [row.id, factsOf(row)]));
  }

  async ofAssignments(manager: EntityManager, assignmentIds: number[]): Promise<Map<number, AssignmentFacts>> {
    const rows: { id: number; unit_id: number; task_state: TaskState; last_percent: number | null }[] = await manager.query(
      `SELECT a.id, a.unit_id, t.state AS task_state,
              (SELECT r.percent FROM cycle_return r WHERE r.assignment_id = a.id ORDER BY r.id DESC LIMIT 1) AS last_percent
         FROM assignment a JOIN task t ON t.id = a.task_id WHERE a.id = ANY($1)`,
      [assignmentIds],
    );
    return new Map(
      rows.map(row => [row.id, { places: { assignee: [row.unit_id] }, taskState: row.task_state, lastPercent: row.last_percent }]),
    );
  }
}

interface TaskFactsRow {
  id: number;
  owner_unit_id: number;
  supervising_unit_id: number;
  lead_unit_id: number | null;
  done_criterion: string | null;
  evidence_required: string | null;
  cadence: string | null;
  start_date: string | null;
  deadline: string | null;
  percent: number | null;
  plan_confirmed: boolean;
  lead_units: number;
  lead_received: boolean;
  evidence_count: number;
  open_escalations: number;
  phases: { id: number; year: number; dueDate: string }[];
  submitted_by: number | null;
  responsible_ids: number[];
}

function factsOf(row: TaskFactsRow): TaskFacts {
  return {
    places: {
      owner: [row.owner_unit_id],
      supervising: [row.supervising_unit_id],
      lead: row.lead_unit_id === null ? [] : [row.lead_unit_id],
    },
    planConfirmed: row.plan_confirmed,
    leadUnits: row.lead_units,
    doneCriterion: row.done_criterion,
    evidenceRequired: row.evidence_required,
    cadence: row.cadence,
    startDate: row.start_date,
    deadline: row.deadline,
    leadReceived: row.lead_received,
    leadPercent: row.percent,
    evidenceCount: row.evidence_count,
    openEscalations: row.open_escalations,
    phases: row.phases,
    submittedBy: row.submitted_by,
    responsibleIds: row.responsible_ids,
  };
}
