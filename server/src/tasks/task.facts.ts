import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ids, prepared } from '../platform/database/prepared.js';
import { quoted } from '../platform/database/quoted.js';
import { OPEN_APPLICATIONS } from '../rules/application.process.js';
import type { AssignmentFacts, AssignmentRole } from '../rules/assignment.process.js';
import { TAKEN_BACK_RETURNS, VOID_RETURNS } from '../rules/return.words.js';
import { CLOSED_STATES, type TaskFacts } from '../rules/task.process.js';
import { piecesFor, standing } from './evidence.sql.js';

/** Which units stand around a task. */
export interface TaskUnits {
  ownerUnitId: number;
  supervisingUnitId: number;
  leadUnitId: number | null;
  parentId: number | null;
}

/** Those as columns of a query. */
export const UNITS_OF = (task: string) =>
  `${task}.owner_unit_id AS "ownerUnitId", ${task}.supervising_unit_id AS "supervisingUnitId", ${task}.lead_unit_id AS "leadUnitId", ${task}.parent_id AS "parentId"`;

export type TaskPlaces = TaskFacts['places'];

/** In which relation they stand to it. */
export function placesOf({ ownerUnitId, supervisingUnitId, leadUnitId, parentId }: TaskUnits): TaskPlaces {
  return {
    owner: [ownerUnitId],
    supervising: [supervisingUnitId],
    lead: leadUnitId === null ? [] : [leadUnitId],
    assigner: parentId === null ? [] : [ownerUnitId],
  };
}

/** Loads what the guards look at, for any number of tasks in one query each: lists ask for the open acts of every row. */
@Injectable()
export class TaskFactsLoader {
  /** What the guards of the tasks look at, by the task; without those that do not exist. */
  async ofTasks(manager: EntityManager, taskIds: number[]): Promise<Map<number, TaskFacts>> {
    const rows = await prepared<TaskFactsRow>(manager, TASK_FACTS, [ids(taskIds)]);
    return new Map(rows.map(row => [row.id, factsOf(row)]));
  }

  /** The same for one share; undefined where there is none. */
  async ofAssignment(manager: EntityManager, id: number): Promise<AssignmentFacts | undefined> {
    const [row] = await prepared<AssignmentFactsRow>(manager, assignmentFacts('a.id = $1'), [id]);
    return row && factsOfShare(row);
  }

  /** For all shares of one task, by the share. */
  async ofAssignmentsOf(manager: EntityManager, taskId: number): Promise<Map<number, AssignmentFacts>> {
    const rows = await prepared<AssignmentFactsRow>(manager, assignmentFacts('a.task_id = $1'), [taskId]);
    return new Map(rows.map(row => [row.id, factsOfShare(row)]));
  }

  /** The share that some units have in each of some tasks, by the task: the first, where there are several. */
  async sharesOf(manager: EntityManager, taskIds: number[], unitIds: number[]): Promise<Map<number, Share>> {
    const rows = await prepared<ShareRow>(manager, SHARES, [ids(taskIds), ids(unitIds)]);
    return new Map(
      rows.map(({ taskId, state, version, ...row }) => [taskId, { id: row.id, state, role: row.role, version, facts: factsOfShare(row) }]),
    );
  }
}

const TASK_FACTS = `
  SELECT t.id, ${UNITS_OF('t')}, t.title, t.requirement, t.done_criterion AS "doneCriterion", t.evidence_required AS "evidenceRequired", t.cadence,
         t.start_date AS "startDate", t.deadline, t.recheck_on AS "recheckOn", t.recheck_result AS "recheckResult", t.percent AS "leadPercent",
         p.state = 'confirmed' AS "planConfirmed",
         (SELECT count(*) FROM assignment a WHERE a.task_id = t.id AND a.role = 'lead' AND a.state <> 'replaced') AS "leadUnits",
         EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND a.role = 'lead' AND a.state = 'received') AS "leadReceived",
         ARRAY(SELECT u.name FROM assignment a JOIN unit u ON u.id = a.unit_id
                WHERE a.task_id = t.id AND (a.first_read_at IS NOT NULL OR a.version > 1) ORDER BY a.role DESC, a.id) AS "unitsWithNotice",
         (SELECT count(*) FROM evidence e WHERE e.task_id = t.id AND ${standing('e')}) AS "evidenceCount",
         COALESCE((SELECT json_agg(json_build_object('id', q.id, 'kind', q.kind, 'name', q.name, 'minimum', q.minimum, 'count', ${piecesFor('q')}) ORDER BY q.position)
            FROM evidence_requirement q WHERE q.task_id = t.id), '[]') AS requirements,
         (SELECT count(*) FROM escalation x WHERE x.task_id = t.id AND x.state = 'issued') AS "openEscalations",
         COALESCE((SELECT json_agg(json_build_object('level', x.level, 'noticeNo', x.notice_no) ORDER BY x.id)
            FROM escalation x WHERE x.task_id = t.id AND x.round = t.ladder_round AND x.state <> 'withdrawn'), '[]') AS "issuedNotices",
         (SELECT count(*) FROM instruction x WHERE x.task_id = t.id AND x.state = 'issued') AS "openInstructions",
         COALESCE((SELECT json_agg(json_build_object('id', f.id, 'year', f.year, 'dueDate', f.due_date) ORDER BY f.year)
            FROM task_phase f WHERE f.task_id = t.id), '[]') AS phases,
         (SELECT h.account_id FROM process_history h
           WHERE h.process = 'task' AND h.record_id = t.id AND h.act = 'request_completion' ORDER BY h.id DESC LIMIT 1) AS "submittedBy",
         ARRAY(SELECT a.handler_id FROM assignment a WHERE a.task_id = t.id AND a.handler_id IS NOT NULL
               UNION SELECT r.reporter_id FROM cycle_return r WHERE r.task_id = t.id) AS "responsibleIds",
         ARRAY(SELECT u.name FROM assignment a JOIN unit u ON u.id = a.unit_id
                WHERE a.task_id = t.id AND a.role <> 'support' AND a.state <> 'replaced'
                  AND (SELECT r.state FROM cycle_return r WHERE r.assignment_id = a.id AND r.state NOT IN (${quoted(TAKEN_BACK_RETURNS)}) ORDER BY r.id DESC LIMIT 1) = 'returned'
                ORDER BY a.role DESC, a.id) AS "returnedReports",
         ARRAY(SELECT u.name FROM assignment a JOIN unit u ON u.id = a.unit_id
                WHERE a.task_id = t.id AND a.role = 'co_lead' AND a.state NOT IN ('branch_confirmed', 'replaced') ORDER BY a.id) AS "unconfirmedUnits",
         (SELECT count(*) FROM task c WHERE c.parent_id = t.id AND c.state NOT IN (${quoted(CLOSED_STATES)})) AS "openSubtasks",
         ARRAY(WITH RECURSIVE above AS (SELECT t.lead_unit_id, t.parent_id
               UNION ALL SELECT up.lead_unit_id, up.parent_id FROM task up JOIN above ON up.id = above.parent_id)
               SELECT lead_unit_id FROM above WHERE lead_unit_id IS NOT NULL) AS "leadingUnitIds",
         ARRAY(SELECT x.kind FROM application x WHERE x.task_id = t.id AND x.state IN (${quoted(OPEN_APPLICATIONS)}) ORDER BY x.id) AS "openApplications",
         CASE WHEN t.higher_reference IS NOT NULL THEN json_build_object('authority', t.higher_authority, 'reference', t.higher_reference) END AS higher,
         ARRAY(SELECT DISTINCT f.kind FROM finding f WHERE f.task_id = t.id AND f.kind <> 'other' AND EXISTS (
               SELECT 1 FROM finding o WHERE o.unit_id = f.unit_id AND o.kind = f.kind AND o.id <> f.id AND abs(o.found_on - f.found_on) <= 365) ORDER BY 1) AS "repeatedFindings",
         (SELECT COALESCE(s.no, s.title) FROM task s WHERE s.predecessor_id = t.id AND s.state <> 'discarded' ORDER BY s.id LIMIT 1) AS successor
    FROM task t JOIN plan p ON p.id = t.plan_id WHERE t.id = ANY($1)`;

/** A unit's own share, as lists show it. */
export interface Share {
  id: number;
  state: string;
  role: AssignmentRole;
  version: number;
  facts: AssignmentFacts;
}

const assignmentFacts = (where: string, more = '') => `
  SELECT a.id, a.unit_id AS assignee, t.lead_unit_id AS lead, t.owner_unit_id AS owner, t.supervising_unit_id AS supervising,
         a.role, t.state AS "taskState", t.deadline AS "taskDeadline", a.handler_id AS "handlerId",
         (SELECT r.percent FROM cycle_return r WHERE r.assignment_id = a.id AND r.state NOT IN (${quoted(VOID_RETURNS)}) ORDER BY r.id DESC LIMIT 1) AS "lastPercent",
         EXISTS (SELECT 1 FROM cycle_return r WHERE r.assignment_id = a.id AND r.state = 'approved') AS "hasApprovedReport",
         (SELECT COALESCE(sum(o.weight), 0)::int FROM assignment o WHERE o.task_id = t.id AND o.id <> a.id AND o.state <> 'replaced') AS "otherWeights",
         ARRAY(SELECT o.unit_id FROM assignment o WHERE o.task_id = t.id) AS "sharingUnitIds" ${more}
    FROM assignment a JOIN task t ON t.id = a.task_id WHERE ${where}`;

/** Few units share a task, and one may look after many: found by the task, never by the unit. Of several the first comes last, and stays. */
const SHARES = assignmentFacts(
  "a.task_id = ANY($1) AND (a.unit_id = ANY($2)) IS TRUE AND a.state <> 'replaced' ORDER BY a.id DESC",
  ', a.task_id AS "taskId", a.state, a.version',
);

function factsOfShare({ id: _, assignee, lead, owner, supervising, ...facts }: AssignmentFactsRow): AssignmentFacts {
  const places = { assignee: [assignee], lead: lead === null ? [] : [lead], owner: [owner], supervising: [supervising] };
  return { ...facts, periods: [], indicators: [], places };
}

interface AssignmentFactsRow extends Omit<AssignmentFacts, 'places' | 'periods' | 'indicators'> {
  id: number;
  assignee: number;
  lead: number | null;
  owner: number;
  supervising: number;
}

interface ShareRow extends AssignmentFactsRow {
  taskId: number;
  state: string;
  version: number;
}

type TaskFactsRow = TaskUnits & Omit<TaskFacts, 'places'> & { id: number };

function factsOf({ id: _, ownerUnitId, supervisingUnitId, leadUnitId, parentId, ...facts }: TaskFactsRow): TaskFacts {
  return { ...facts, places: placesOf({ ownerUnitId, supervisingUnitId, leadUnitId, parentId }) };
}
