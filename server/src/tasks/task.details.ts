import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock, dayOf } from '../platform/clock.js';
import { ids, prepared } from '../platform/database/prepared.js';
import { Doorway } from '../platform/doorway.js';
import { notFound } from '../platform/problems.js';
import { type Actor, ownUnits, scopeOf } from '../rules/actor.js';
import { ASSIGNMENT_PROCESS, ASSIGNMENT_ROLES } from '../rules/assignment.process.js';
import { ESCALATION_PROCESS, type EscalationFacts, escalationPlaces } from '../rules/escalation.process.js';
import { readsInstructions } from '../rules/instruction.process.js';
import { ESCALATION_LEVELS, type EscalationLevel, RECHECK_RESULTS, type RecheckResult, UNDER_WAY } from '../rules/task.process.js';
import { applicationsOf } from './application.view.js';
import { maySet, requirementsShown } from './evidence.requirements.js';
import { EvidenceService } from './evidence.service.js';
import { evidenceOf } from './evidence.view.js';
import { standingsOfTask } from './indicator.standing.js';
import { relatedTo } from './related.js';
import { ReportDays } from './report.days.js';
import { missedOf, owedOf, reportsOf } from './report.view.js';
import { confirmedBy } from './task.clock.js';
import type { TaskDetail } from './task.dto.js';
import { TaskFactsLoader } from './task.facts.js';
import { TaskRows } from './task.rows.js';
import { timelineOf } from './timeline.js';
import { commentsOf } from './together/comment.service.js';
import { instructionsOf } from './together/instruction.view.js';
import { visibleTo } from './visible.js';

type Instants<T, K extends keyof T> = Omit<T, K> & { [P in K]: T[P] extends string ? Date : Date | null };

/** The last that the lead unit said of a share that was handed in. */
interface SentBack {
  returned: boolean | null;
  backText: string | null;
  backBy: string;
  backAt: Date;
}

interface Found {
  requirement: string;
  resubmitBy: string | null;
  recheckOn: string | null;
  recheckResult: RecheckResult | null;
  /** Whether there is any of what most tasks have none of: only then it is asked for. */
  applied: boolean;
  escalated: boolean;
  paused: boolean;
  related: boolean;
  instructed: boolean;
  commented: boolean;
  following: boolean;
}

const FOUND = `
  SELECT t.requirement, CASE WHEN t.state = 'returned' THEN t.resubmit_by END AS "resubmitBy", t.recheck_on AS "recheckOn", t.recheck_result AS "recheckResult",
         EXISTS (SELECT 1 FROM application x WHERE x.task_id = t.id) AS applied, EXISTS (SELECT 1 FROM escalation x WHERE x.task_id = t.id) AS escalated,
         EXISTS (SELECT 1 FROM suspension x WHERE x.task_id = t.id) AS paused,
         t.parent_id IS NOT NULL OR t.predecessor_id IS NOT NULL OR EXISTS (SELECT 1 FROM task x WHERE x.parent_id = t.id)
           OR EXISTS (SELECT 1 FROM task x WHERE x.predecessor_id = t.id) AS related,
         EXISTS (SELECT 1 FROM instruction x WHERE x.task_id = t.id) AS instructed, EXISTS (SELECT 1 FROM task_comment x WHERE x.task_id = t.id) AS commented,
         EXISTS (SELECT 1 FROM task_follower x WHERE x.task_id = t.id AND x.account_id = $3) AS following
    FROM task t WHERE t.id = $1 AND ${visibleTo('t', '$2')}`;
const SHARES = `
  SELECT a.id, a.unit_id AS "unitId", u.name AS "unitName", a.role, a.state, a.handler_id AS "handlerId", h.name AS "handlerName",
         a.first_read_at AS "firstReadAt", a.received_at AS "receivedAt", r.name AS "receivedByName", a.version,
         COALESCE(a.due_date, t.deadline) AS "dueDate", a.weight, a.note, t.state AS "taskState",
         back.act = 'return_branch' AS returned, back.input ->> 'reason' AS "backText", back.actor_name AS "backBy", back.at AS "backAt"
    FROM assignment a JOIN task t ON t.id = a.task_id JOIN unit u ON u.id = a.unit_id
    LEFT JOIN account h ON h.id = a.handler_id LEFT JOIN account r ON r.id = a.received_by
    LEFT JOIN LATERAL (SELECT b.act, b.input, b.actor_name, b.at FROM process_history b WHERE b.process = 'assignment' AND b.record_id = a.id
       AND b.act IN ('submit_branch', 'return_branch') ORDER BY b.id DESC LIMIT 1) back ON a.state = 'received'
   WHERE a.task_id = $1 ORDER BY array_position(ARRAY['lead', 'co_lead', 'support'], a.role), a.id`;
const PAUSES = `
  SELECT x.from_day AS "fromDay", x.until_day AS "untilDay", x.ended_on AS "endedOn", ${confirmedBy('x')} AS "confirmBy"
    FROM suspension x WHERE x.task_id = $1 ORDER BY x.id`;
const NOTE_READ = 'UPDATE assignment SET first_read_at = $3 WHERE task_id = $1 AND unit_id = ANY($2) AND first_read_at IS NULL';

/** Makes the one screen of a task: all that hangs on it, each part with the acts that are open to the person who looks. */
@Injectable()
export class TaskDetails {
  constructor(
    private readonly source: DataSource,
    private readonly rows: TaskRows,
    private readonly facts: TaskFactsLoader,
    private readonly evidence: EvidenceService,
    private readonly doorway: Doorway,
    private readonly days: ReportDays,
    private readonly clock: Clock,
  ) {}

  /** One task inside the actor's scope; throws `task.not_found` for a missing and a foreign one alike. */
  async of(taskId: number, actor: Actor): Promise<TaskDetail> {
    const { manager } = this.source;
    const today = this.clock.today();
    // Asked at once, they go to the database in one piece; the first of them decides whether any of it is shown.
    const [[found], [line], phases, assignments, reports, indicators, evidence] = await Promise.all([
      prepared<Found>(manager, FOUND, [taskId, ids(scopeOf(actor).units), actor.accountId]),
      this.rows.withFacts([taskId], actor),
      this.phases(manager, taskId),
      this.assignments(manager, taskId, actor),
      reportsOf(manager, this.doorway, taskId, actor),
      standingsOfTask(manager, taskId, today),
      evidenceOf(manager, this.evidence, taskId, actor),
    ]);
    if (!found || !line) throw notFound('task', '项任务');
    const { row, facts } = line;
    const said = found.commented ? commentsOf(manager, taskId, actor) : Promise.resolve([]);
    const [escalations, applications, related, pauses, instructions, comments, timeline] = await Promise.all([
      found.escalated ? this.escalations(manager, taskId, facts.places, actor) : [],
      found.applied ? applicationsOf(manager, this.doorway, taskId, actor) : [],
      found.related ? relatedTo(manager, taskId, actor, today) : [],
      found.paused ? prepared<TaskDetail['pauses'][number]>(manager, PAUSES, [taskId]) : [],
      found.instructed ? instructionsOf(manager, this.doorway, taskId, facts.places, actor) : [],
      said,
      timelineOf(manager, taskId, { instructions: readsInstructions(facts.places, actor), comments: said }),
    ]);
    return {
      ...row,
      blockedActs: this.doorway.openActs('task', row.state, facts, actor).blockedActs,
      requirement: found.requirement,
      phases,
      assignments,
      reports,
      indicators,
      requirements: requirementsShown(facts),
      maySetRequirements: row.state === 'draft' && maySet(facts, actor),
      evidence,
      escalations,
      applications,
      related,
      pauses,
      higher: facts.higher,
      resubmitBy: found.resubmitBy,
      recheckOn: found.recheckOn,
      recheckResultLabel: found.recheckResult && RECHECK_RESULTS[found.recheckResult],
      instructions,
      comments,
      following: found.following,
      timeline,
    };
  }

  /** The same for somebody who opens the task: the first time that anybody of a unit does is noted (to be told apart from signing for it). */
  async open(taskId: number, actor: Actor): Promise<TaskDetail> {
    const detail = await this.of(taskId, actor);
    const own = ownUnits(actor);
    if (!detail.assignments.some(({ unitId, firstReadAt }) => firstReadAt === null && own.includes(unitId))) return detail;
    await prepared(this.source.manager, NOTE_READ, [taskId, own, this.clock.now()]);
    return this.of(taskId, actor);
  }

  private async phases(manager: EntityManager, taskId: number): Promise<TaskDetail['phases']> {
    const rows = await prepared<Instants<TaskDetail['phases'][number], 'recordedAt'>>(
      manager,
      `SELECT f.id, f.year, f.kind, f.name, f.due_date AS "dueDate", f.target, f.verdict, f.note, f.recorded_at AS "recordedAt", a.name AS "recordedBy"
         FROM task_phase f LEFT JOIN account a ON a.id = f.recorded_by WHERE f.task_id = $1 ORDER BY f.year`,
      [taskId],
    );
    return rows.map(row => ({ ...row, recordedAt: iso(row.recordedAt) }));
  }

  private async assignments(manager: EntityManager, taskId: number, actor: Actor) {
    type Row = Instants<TaskDetail['assignments'][number], 'firstReadAt' | 'receivedAt'> & SentBack & { taskState: string };
    const [rows, facts, reporting] = await Promise.all([
      prepared<Row>(manager, SHARES, [taskId]),
      this.facts.ofAssignmentsOf(manager, taskId),
      this.days.ofTasks(manager, [taskId]),
    ]);
    return rows.flatMap(({ taskState, returned, backText, backBy, backAt, ...row }) => {
      const of = facts.get(row.id);
      if (!of) return [];
      const underWay = (UNDER_WAY as readonly string[]).includes(taskState);
      const asked = row.state === 'received' && underWay ? reporting.get(row.id) : undefined;
      const upload = this.evidence.refusalOf({ unitId: row.unitId, state: row.state, taskState }, actor) === null;
      return {
        ...row,
        roleLabel: ASSIGNMENT_ROLES[row.role],
        stateLabel: ASSIGNMENT_PROCESS.states[row.state as keyof typeof ASSIGNMENT_PROCESS.states].label,
        firstReadAt: iso(row.firstReadAt),
        receivedAt: iso(row.receivedAt),
        lastPercent: of.lastPercent,
        sentBack: returned ? { text: backText, byName: backBy, at: backAt.toISOString() } : null,
        owed: owedOf(asked),
        missed: missedOf(asked, this.clock.today()),
        mayUpload: upload,
        ...this.doorway.openActs('assignment', row.state, of, actor),
      };
    });
  }

  private async escalations(manager: EntityManager, taskId: number, places: { lead: number[]; supervising: number[] }, actor: Actor) {
    type Row = Instants<TaskDetail['escalations'][number], 'issuedAt' | 'answeredAt'> & { interviewed: boolean };
    const rows = await prepared<Row>(
      manager,
      `SELECT x.id, x.task_id AS "taskId", x.notice_no AS "noticeNo", x.level, x.state, x.reason, x.reply_by AS "replyBy", i.name AS "issuedByName", x.issued_at AS "issuedAt",
              x.version, ${INTERVIEWED} AS interviewed, answer.text AS answer, answer.actor_name AS "answeredByName", answer.at AS "answeredAt"
         FROM escalation x JOIN account i ON i.id = x.issuer_id
         LEFT JOIN LATERAL (SELECT h.input ->> 'answer' AS text, h.actor_name, h.at FROM process_history h
            WHERE h.process = 'escalation' AND h.record_id = x.id AND h.act = 'answer' ORDER BY h.id DESC LIMIT 1) answer ON true
        WHERE x.task_id = $1 ORDER BY x.id DESC`,
      [taskId],
    );
    return rows.map(({ interviewed, ...row }) => ({
      ...row,
      levelLabel: ESCALATION_LEVELS[row.level as EscalationLevel],
      stateLabel: ESCALATION_PROCESS.states[row.state as keyof typeof ESCALATION_PROCESS.states].label,
      issuedAt: row.issuedAt.toISOString(),
      answeredAt: iso(row.answeredAt),
      ...this.doorway.openActs('escalation', row.state, escalationFacts(row, interviewed, places), actor),
    }));
  }
}

/** The minutes of the interview that a notice `x` asked for have been written. */
export const INTERVIEWED = `EXISTS (SELECT 1 FROM process_history h
  WHERE h.process = 'escalation' AND h.record_id = x.id AND h.act = 'record_interview')`;

function escalationFacts(
  row: { level: string; issuedAt: Date },
  interviewed: boolean,
  places: Record<'lead' | 'supervising', number[]>,
): EscalationFacts {
  const level = row.level as EscalationLevel;
  return { places: escalationPlaces(level, places), level, issuedOn: dayOf(row.issuedAt), interviewed };
}

const iso = (at: Date | null) => at?.toISOString() ?? null;
