import type { EntityManager } from 'typeorm';
import type { Actor } from '../rules/actor.js';
import { APPLICATION_PROCESS, type ApplicationState } from '../rules/application.process.js';
import { ASSIGNMENT_PROCESS, type AssignmentState } from '../rules/assignment.process.js';
import { ESCALATION_PROCESS, type EscalationState } from '../rules/escalation.process.js';
import { INSTRUCTION_PROCESS } from '../rules/instruction.process.js';
import type { InstructionState } from '../rules/instruction.words.js';
import { maySign, SIGNERS } from '../rules/ladder.js';
import { addDays, type Light } from '../rules/lights.js';
import type { AnyProcess } from '../rules/process.js';
import { RETURN_PROCESS } from '../rules/return.process.js';
import { type ReturnState, TAKEN_BACK_RETURNS, VOID_RETURNS } from '../rules/return.words.js';
import { TASK_PROCESS, type TaskState, UNDER_WAY } from '../rules/task.process.js';
import { WAITING_RUNGS } from '../supervision/ladder.proposals.js';
import { lightCondition, quoted, riskDiffers } from '../tasks/light.sql.js';
import { missesReport } from '../tasks/report.days.js';
import { confirmedBy } from '../tasks/task.clock.js';
import { mayDo, unitsForPermission } from './reach.js';

export interface WaitingCount {
  key: string;
  label: string;
  count: number;
  to: string;
}

interface WaitingKind {
  key: string;
  label: string;
  /** The front end's page that shows just these, as nearly as its filters can. */
  to: string;
  /** The act that it waits for: whom it concerns follows from the process table. */
  process: AnyProcess;
  act: string;
  /** `FROM … WHERE …` of the count, over tasks `t` and shares `a`. */
  from: (today: string, actor: Actor) => string;
}

/** A unit that has said nothing for this long is asked to (domain.md 4.1: silent = needs attention). */
const SILENT_DAYS = 30;

/** Lights under which a unit is asked to report. */
const PRESSING: readonly Light[] = ['overdue', 'critical', 'due_soon', 'no_data'];

const OPEN = quoted(UNDER_WAY);
const page = (path: string, filter: object) => `${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`;
const tasksIn = (states: readonly TaskState[]) => () => `task t WHERE t.state IN (${quoted(states)})`;
const sharesIn = (state: AssignmentState) => () =>
  `assignment a JOIN task t ON t.id = a.task_id WHERE a.state = '${state}' AND t.state IN (${OPEN})`;
const noticesIn = (state: EscalationState) => () => `escalation x JOIN task t ON t.id = x.task_id WHERE x.state = '${state}'`;
const instructionsIn = (state: InstructionState) => () => `instruction x JOIN task t ON t.id = x.task_id WHERE x.state = '${state}'`;
const applicationsIn = (state: ApplicationState) => () => `application x JOIN task t ON t.id = x.task_id WHERE x.state = '${state}'`;

const returnsIn = (state: ReturnState) => () =>
  `cycle_return r JOIN assignment a ON a.id = r.assignment_id JOIN task t ON t.id = r.task_id WHERE r.state = '${state}' AND t.state IN (${OPEN})`;

/** What may wait for somebody, in the order of the screen. */
const WAITING: readonly WaitingKind[] = [
  {
    key: 'to_receive',
    label: '待签收',
    to: page('/mine', { waiting: true }),
    process: ASSIGNMENT_PROCESS,
    act: 'receive',
    from: sharesIn('pending_receipt'),
  },
  {
    key: 'to_report',
    label: '待报送进展',
    to: page('/mine', { light: PRESSING }),
    process: ASSIGNMENT_PROCESS,
    act: 'report',
    from: today =>
      `${sharesIn('received')()} AND (a.report_opens <= '${today}' OR ${PRESSING.map(light => lightCondition('t', light, today)).join(' OR ')})
          AND NOT EXISTS (SELECT 1 FROM cycle_return r WHERE r.assignment_id = a.id AND r.state NOT IN (${quoted(VOID_RETURNS)})
             AND r.at >= (CASE WHEN a.report_opens <= '${today}' THEN a.report_opens ELSE '${addDays(today, -SILENT_DAYS)}' END)::timestamp AT TIME ZONE 'Asia/Shanghai')`,
  },
  {
    key: 'report_returned',
    label: '被退回的进展',
    to: '/mine',
    process: ASSIGNMENT_PROCESS,
    act: 'report',
    from: () =>
      `${sharesIn('received')()} AND (SELECT r.state FROM cycle_return r WHERE r.assignment_id = a.id AND r.state NOT IN (${quoted(TAKEN_BACK_RETURNS)}) ORDER BY r.id DESC LIMIT 1) = 'returned'`,
  },
  {
    key: 'reports_to_endorse',
    label: '待单位审核的进展',
    to: '/review',
    process: RETURN_PROCESS,
    act: 'endorse',
    from: returnsIn('submitted'),
  },
  {
    key: 'reports_to_review',
    label: '待审核的进展',
    to: '/review',
    process: RETURN_PROCESS,
    act: 'approve',
    from: returnsIn('unit_approved'),
  },
  {
    key: 'returned',
    label: '退回补办',
    to: page('/mine', { state: 'returned' }),
    process: TASK_PROCESS,
    act: 'request_completion',
    from: tasksIn(['returned']),
  },
  { key: 'to_answer', label: '待答复督办单', to: '/mine', process: ESCALATION_PROCESS, act: 'answer', from: noticesIn('issued') },
  {
    key: 'instructions_to_answer',
    label: '待落实的领导批示',
    to: '/mine',
    process: INSTRUCTION_PROCESS,
    act: 'answer',
    from: instructionsIn('issued'),
  },
  {
    key: 'instructions_answered',
    label: '已报落实情况的批示',
    to: '/review',
    process: INSTRUCTION_PROCESS,
    act: 'accept',
    from: instructionsIn('answered'),
  },
  {
    key: 'branches',
    label: '待确认的分工',
    to: '/mine',
    process: ASSIGNMENT_PROCESS,
    act: 'confirm_branch',
    from: sharesIn('branch_submitted'),
  },
  {
    key: 'close_requested',
    label: '待审核办结',
    to: '/review',
    process: TASK_PROCESS,
    act: 'complete',
    from: tasksIn(['close_requested', 'under_verification']),
  },
  {
    key: 'escalation_answered',
    label: '待处理督办答复',
    to: '/review',
    process: ESCALATION_PROCESS,
    act: 'accept',
    from: noticesIn('answered'),
  },
  {
    key: 'rungs',
    label: '待确认的督办事项',
    to: '/ladder',
    // Whoever judges the answers lets the steps go out: each those of the actor's own rank and below.
    process: ESCALATION_PROCESS,
    act: 'accept',
    from: (_today, { posts }) =>
      `${WAITING_RUNGS} AND r.signer IN (${quoted(SIGNERS.filter(signer => posts.some(({ role }) => maySign(role, signer))))})`,
  },
  {
    key: 'disputes',
    label: '待处理签收异议',
    to: '/review',
    process: ASSIGNMENT_PROCESS,
    act: 'uphold',
    from: sharesIn('receipt_disputed'),
  },
  {
    key: 'to_endorse',
    label: '待单位审核的申请',
    to: '/review',
    process: APPLICATION_PROCESS,
    act: 'endorse',
    from: applicationsIn('applied'),
  },
  { key: 'to_review', label: '待初审的申请', to: '/review', process: APPLICATION_PROCESS, act: 'review', from: applicationsIn('endorsed') },
  { key: 'to_grant', label: '待批复的申请', to: '/review', process: APPLICATION_PROCESS, act: 'grant', from: applicationsIn('reviewed') },
  { key: 'sign_off', label: '待签发', to: '/review', process: TASK_PROCESS, act: 'sign_off', from: tasksIn(['pending_issue']) },
  {
    key: 'overdue',
    label: '逾期未办结',
    to: page('/tasks', { light: 'overdue' }),
    process: TASK_PROCESS,
    act: 'urge',
    from: today => `task t WHERE ${lightCondition('t', 'overdue', today)}`,
  },
  {
    key: 'missed_reports',
    label: '未按期报送进展',
    to: page('/tasks', { missed: true }),
    process: TASK_PROCESS,
    act: 'urge',
    from: today => `task t WHERE EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND ${missesReport('a', 't', `'${today}'`)})`,
  },
  {
    key: 'risk_differs',
    label: '自评风险与亮灯不一致',
    to: page('/tasks', { riskDiffers: true }),
    process: TASK_PROCESS,
    act: 'urge',
    from: today => `task t WHERE ${riskDiffers('t', today)}`,
  },
  {
    key: 'pauses',
    label: '待确认的中止',
    to: page('/tasks', { state: 'suspended' }),
    process: TASK_PROCESS,
    act: 'confirm_suspension',
    from: today =>
      `${tasksIn(['suspended'])()} AND EXISTS (SELECT 1 FROM suspension x WHERE x.task_id = t.id AND x.ended_on IS NULL AND ${confirmedBy('x')} <= '${today}')`,
  },
  {
    key: 'to_delist',
    label: '待销号',
    to: page('/tasks', { state: 'completed' }),
    process: TASK_PROCESS,
    act: 'delist',
    from: today => `${tasksIn(['completed'])()} AND (t.recheck_on IS NULL OR t.recheck_on <= '${today}')`,
  },
  {
    key: 'drafts',
    label: '待交办的任务',
    to: page('/tasks', { state: 'draft' }),
    process: TASK_PROCESS,
    act: 'issue',
    from: () => `task t JOIN plan p ON p.id = t.plan_id WHERE t.state = 'draft' AND p.state = 'confirmed'`,
  },
];

/** How much of each kind waits for the actor, in one query; kinds that cannot wait for the actor are left out. */
export async function waitingFor(manager: EntityManager, actor: Actor, today: string): Promise<WaitingCount[]> {
  const parameters: number[][] = [];
  const place = (units: number[]) => `$${parameters.push(units)}::int[]`;
  const kinds = WAITING.flatMap(({ key, label, to, process, act, from }) => {
    const mine = mayDo(process, act, actor, place);
    return mine ? [{ key, label, to, count: `(SELECT count(*) FROM ${from(today, actor)} AND ${mine})` }] : [];
  });
  const planning = unitsForPermission('plan.confirm', actor);
  if (planning.length > 0) kinds.push({ key: 'documents', label: '待确认的规划文件', to: '/documents', count: documents(place(planning)) });
  if (kinds.length === 0) return [];
  const [row] = await manager.query(`SELECT ${kinds.map(({ key, count }) => `${count} AS ${key}`).join(', ')}`, parameters);
  return kinds.map(({ key, label, to }) => ({ key, label, to, count: row[key] }));
}

const documents = (units: string) =>
  `(SELECT count(*) FROM document d JOIN plan p ON p.id = d.plan_id WHERE p.state = 'intake' AND p.owner_unit_id = ANY(${units}))`;
