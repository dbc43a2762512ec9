import type { EntityManager } from 'typeorm';
import { quoted } from '../platform/database/quoted.js';
import type { Actor } from '../rules/actor.js';
import { APPLICATION_PROCESS, type ApplicationState } from '../rules/application.process.js';
import { ASSIGNMENT_PROCESS, type AssignmentState } from '../rules/assignment.process.js';
import { ESCALATION_PROCESS, type EscalationState } from '../rules/escalation.process.js';
import { INSTRUCTION_PROCESS } from '../rules/instruction.process.js';
import type { InstructionState } from '../rules/instruction.words.js';
import { addDays, type Light } from '../rules/lights.js';
import { may } from '../rules/permissions.js';
import type { AnyProcess } from '../rules/process.js';
import { RETURN_PROCESS } from '../rules/return.process.js';
import { type ReturnState, TAKEN_BACK_RETURNS, VOID_RETURNS } from '../rules/return.words.js';
import { TASK_PROCESS, type TaskState, UNDER_WAY } from '../rules/task.process.js';
import { WAITING_KINDS, type WaitingKind } from '../rules/waiting.words.js';
import { signableBy, WAITING_RUNGS } from '../supervision/ladder.proposals.js';
import { lightCondition, riskDiffers } from '../tasks/light.sql.js';
import { missesReport } from '../tasks/report.days.js';
import { confirmedBy } from '../tasks/task.clock.js';
import { mayDo, unitsForPermission } from './reach.js';

export interface WaitingCount {
  key: string;
  label: string;
  count: number;
  to: string;
}

interface Waiting {
  /** The front end's page: a list narrowed to just these, or a desk on which they lie. */
  page: '/mine' | '/tasks' | '/review' | '/ladder';
  /** The act that it waits for: whom it concerns follows from the process table. */
  process: AnyProcess;
  act: string;
  /** `FROM … WHERE …` of the count, over tasks `t` and shares `a`; `place` adds a parameter and gives its placeholder. */
  from: (today: string, actor: Actor, place: (units: number[]) => string) => string;
}

/** A unit that has said nothing for this long is asked to (silent = needs attention). */
const SILENT_DAYS = 30;

/** Lights under which a unit is asked to report. */
const PRESSING: readonly Light[] = ['overdue', 'critical', 'due_soon', 'no_data'];

const OPEN = quoted(UNDER_WAY);
const tasksIn = (states: readonly TaskState[]) => () => `task t WHERE t.state IN (${quoted(states)})`;
const sharesIn = (state: AssignmentState) => () =>
  `assignment a JOIN task t ON t.id = a.task_id WHERE a.state = '${state}' AND t.state IN (${OPEN})`;
const noticesIn = (state: EscalationState) => () => `escalation x JOIN task t ON t.id = x.task_id WHERE x.state = '${state}'`;
const instructionsIn = (state: InstructionState) => () => `instruction x JOIN task t ON t.id = x.task_id WHERE x.state = '${state}'`;
const applicationsIn = (state: ApplicationState) => () => `application x JOIN task t ON t.id = x.task_id WHERE x.state = '${state}'`;

const returnsIn = (state: ReturnState) => () =>
  `cycle_return r JOIN assignment a ON a.id = r.assignment_id JOIN task t ON t.id = r.task_id WHERE r.state = '${state}' AND t.state IN (${OPEN})`;

const WAITING: Record<WaitingKind, Waiting> = {
  to_receive: {
    page: '/mine',
    process: ASSIGNMENT_PROCESS,
    act: 'receive',
    from: sharesIn('pending_receipt'),
  },
  to_report: {
    page: '/mine',
    process: ASSIGNMENT_PROCESS,
    act: 'report',
    from: today =>
      `${sharesIn('received')()} AND (a.report_opens <= '${today}' OR ${PRESSING.map(light => lightCondition('t', light, today)).join(' OR ')})
          AND NOT EXISTS (SELECT 1 FROM cycle_return r WHERE r.assignment_id = a.id AND r.state NOT IN (${quoted(VOID_RETURNS)})
             AND r.at >= (CASE WHEN a.report_opens <= '${today}' THEN a.report_opens ELSE '${addDays(today, -SILENT_DAYS)}' END)::timestamp AT TIME ZONE 'Asia/Shanghai')`,
  },
  report_returned: {
    page: '/mine',
    process: ASSIGNMENT_PROCESS,
    act: 'report',
    from: () =>
      `${sharesIn('received')()} AND (SELECT r.state FROM cycle_return r WHERE r.assignment_id = a.id AND r.state NOT IN (${quoted(TAKEN_BACK_RETURNS)}) ORDER BY r.id DESC LIMIT 1) = 'returned'`,
  },
  reports_to_endorse: {
    page: '/review',
    process: RETURN_PROCESS,
    act: 'endorse',
    from: returnsIn('submitted'),
  },
  reports_to_review: {
    page: '/review',
    process: RETURN_PROCESS,
    act: 'approve',
    from: returnsIn('unit_approved'),
  },
  returned: {
    page: '/mine',
    process: TASK_PROCESS,
    act: 'request_completion',
    from: tasksIn(['returned']),
  },
  to_answer: { page: '/mine', process: ESCALATION_PROCESS, act: 'answer', from: noticesIn('issued') },
  instructions_to_answer: {
    page: '/mine',
    process: INSTRUCTION_PROCESS,
    act: 'answer',
    from: instructionsIn('issued'),
  },
  instructions_answered: {
    page: '/review',
    process: INSTRUCTION_PROCESS,
    act: 'accept',
    from: instructionsIn('answered'),
  },
  branches: {
    page: '/mine',
    process: ASSIGNMENT_PROCESS,
    act: 'confirm_branch',
    from: sharesIn('branch_submitted'),
  },
  close_requested: {
    page: '/review',
    process: TASK_PROCESS,
    act: 'complete',
    from: tasksIn(['close_requested', 'under_verification']),
  },
  escalation_answered: {
    page: '/review',
    process: ESCALATION_PROCESS,
    act: 'accept',
    from: noticesIn('answered'),
  },
  rungs: {
    page: '/ladder',
    // Whoever judges the answers lets the steps go out: each those that the actor may sign.
    process: ESCALATION_PROCESS,
    act: 'accept',
    from: (_today, actor, place) => `${WAITING_RUNGS} AND ${signableBy(actor, place)}`,
  },
  disputes: {
    page: '/review',
    process: ASSIGNMENT_PROCESS,
    act: 'uphold',
    from: sharesIn('receipt_disputed'),
  },
  to_endorse: {
    page: '/review',
    process: APPLICATION_PROCESS,
    act: 'endorse',
    from: applicationsIn('applied'),
  },
  to_review: { page: '/review', process: APPLICATION_PROCESS, act: 'review', from: applicationsIn('endorsed') },
  to_grant: { page: '/review', process: APPLICATION_PROCESS, act: 'grant', from: applicationsIn('reviewed') },
  sign_off: { page: '/review', process: TASK_PROCESS, act: 'sign_off', from: tasksIn(['pending_issue']) },
  overdue: {
    page: '/tasks',
    process: TASK_PROCESS,
    act: 'urge',
    from: today => `task t WHERE ${lightCondition('t', 'overdue', today)}`,
  },
  missed_reports: {
    page: '/tasks',
    process: TASK_PROCESS,
    act: 'urge',
    from: today => `task t WHERE EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND ${missesReport('a', 't', `'${today}'`)})`,
  },
  risk_differs: {
    page: '/tasks',
    process: TASK_PROCESS,
    act: 'urge',
    from: today => `task t WHERE ${riskDiffers('t', today)}`,
  },
  pauses: {
    page: '/tasks',
    process: TASK_PROCESS,
    act: 'confirm_suspension',
    from: today =>
      `${tasksIn(['suspended'])()} AND EXISTS (SELECT 1 FROM suspension x WHERE x.task_id = t.id AND x.ended_on IS NULL AND ${confirmedBy('x')} <= '${today}')`,
  },
  to_delist: {
    page: '/tasks',
    process: TASK_PROCESS,
    act: 'delist',
    from: today => `${tasksIn(['completed'])()} AND (t.recheck_on IS NULL OR t.recheck_on <= '${today}')`,
  },
  drafts: {
    page: '/tasks',
    process: TASK_PROCESS,
    act: 'issue',
    from: () => `task t JOIN plan p ON p.id = t.plan_id WHERE t.state = 'draft' AND p.state = 'confirmed'`,
  },
};

/** How much of each kind waits for the actor, in one query; kinds that cannot wait for the actor are left out. */
export async function waitingFor(manager: EntityManager, actor: Actor, today: string): Promise<WaitingCount[]> {
  const parameters: number[][] = [];
  const place = (units: number[]) => `$${parameters.push(units)}::int[]`;
  const kinds = (Object.keys(WAITING) as WaitingKind[]).flatMap(key => {
    const these = waitingTasks(key, actor, today, place);
    return these
      ? [{ key: key as string, label: WAITING_KINDS[key] as string, to: pageOf(key, actor), count: `(SELECT count(*) ${these})` }]
      : [];
  });
  const planning = unitsForPermission('plan.confirm', actor);
  if (planning.length > 0)
    kinds.push({
      key: 'documents',
      label: '待确认的规划文件',
      to: narrowed('/documents', { planState: 'intake' }),
      count: documents(place(planning)),
    });
  if (kinds.length === 0) return [];
  const [row] = await manager.query(`SELECT ${kinds.map(({ key, count }) => `${count} AS ${key}`).join(', ')}`, parameters);
  return kinds.map(({ key, label, to }) => ({ key, label, to, count: row[key] }));
}

/** `FROM … WHERE …` over tasks `t`: those of which something of a kind waits for the actor; null: nothing of the kind ever waits for him. */
export function waitingTasks(kind: WaitingKind, actor: Actor, today: string, place: (units: number[]) => string): string | null {
  const { process, act, from } = WAITING[kind];
  const mine = mayDo(process, act, actor, place);
  return mine && `FROM ${from(today, actor, place)} AND ${mine}`;
}

/** Whoever has no review desk does the same on the tasks themselves: the staff of a lead unit with what the other units send them. */
function pageOf(kind: WaitingKind, actor: Actor): string {
  const { page } = WAITING[kind];
  if (page === '/ladder' || (page === '/review' && may(actor, 'review.read'))) return page;
  return narrowed(page === '/review' ? '/mine' : page, { waiting: kind });
}

const narrowed = (page: string, filter: object) => `${page}?filter=${encodeURIComponent(JSON.stringify(filter))}`;

const documents = (units: string) =>
  `(SELECT count(*) FROM document d JOIN plan p ON p.id = d.plan_id WHERE p.state = 'intake' AND p.owner_unit_id = ANY(${units}))`;
