import type { EntityManager } from 'typeorm';
import type { Actor } from '../rules/actor.js';
import { ASSIGNMENT_PROCESS } from '../rules/assignment.process.js';
import { ESCALATION_PROCESS } from '../rules/escalation.process.js';
import { addDays, type Light } from '../rules/lights.js';
import { TASK_PROCESS } from '../rules/task.process.js';
import { lightCondition, quoted } from '../tasks/light.sql.js';
import { unitsForAct, unitsForPermission } from './reach.js';

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
  /** The actor's units that it is counted for; none: the line is not shown. */
  units: (actor: Actor) => number[];
  /** `FROM … WHERE …` of the count; `units` is the parameter that holds them. */
  from: (units: string, today: string) => string;
}

/** A unit that has said nothing for this long is asked to (domain.md 4.1: silent = needs attention). */
const SILENT_DAYS = 30;

/** Lights under which a unit is asked to report. */
const PRESSING: readonly Light[] = ['overdue', 'critical', 'due_soon', 'no_data'];

const UNDER_WAY = quoted(TASK_PROCESS.acts.urge.from);
const page = (path: string, filter: object) => `${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`;

/** What may wait for somebody, in the order of the screen. Whom it concerns follows from who may do the act that it waits for. */
const WAITING: readonly WaitingKind[] = [
  {
    key: 'to_receive',
    label: '待签收',
    to: page('/mine', { waiting: true }),
    units: actor => unitsForAct(ASSIGNMENT_PROCESS, 'receive', actor),
    from: units =>
      `assignment a JOIN task t ON t.id = a.task_id WHERE a.state = 'pending_receipt' AND t.state IN (${UNDER_WAY}) AND a.unit_id = ANY(${units})`,
  },
  {
    key: 'to_report',
    label: '待报送进展',
    to: page('/mine', { light: PRESSING }),
    units: actor => unitsForAct(ASSIGNMENT_PROCESS, 'report', actor),
    from: (units, today) =>
      `assignment a JOIN task t ON t.id = a.task_id
        WHERE a.state = 'received' AND t.state IN (${UNDER_WAY}) AND a.unit_id = ANY(${units})
          AND (${PRESSING.map(light => lightCondition('t', light, today)).join(' OR ')})
          AND NOT EXISTS (SELECT 1 FROM cycle_return r WHERE r.assignment_id = a.id AND r.at >= '${addDays(today, -SILENT_DAYS)} 00:00+08')`,
  },
  {
    key: 'returned',
    label: '退回补办',
    to: page('/mine', { state: 'returned' }),
    units: actor => unitsForAct(TASK_PROCESS, 'request_completion', actor),
    from: units => `task t WHERE t.state = 'returned' AND t.lead_unit_id = ANY(${units})`,
  },
  {
    key: 'to_answer',
    label: '待答复督办单',
    to: '/mine',
    units: actor => unitsForAct(ESCALATION_PROCESS, 'answer', actor),
    from: units => `escalation x JOIN task t ON t.id = x.task_id WHERE x.state = 'issued' AND t.lead_unit_id = ANY(${units})`,
  },
  {
    key: 'close_requested',
    label: '待审核办结',
    to: '/review',
    units: actor => unitsForAct(TASK_PROCESS, 'complete', actor),
    from: units => `task t WHERE t.state = 'close_requested' AND t.supervising_unit_id = ANY(${units})`,
  },
  {
    key: 'escalation_answered',
    label: '待处理督办答复',
    to: '/review',
    units: actor => unitsForAct(ESCALATION_PROCESS, 'accept', actor),
    from: units => `escalation x JOIN task t ON t.id = x.task_id WHERE x.state = 'answered' AND t.supervising_unit_id = ANY(${units})`,
  },
  {
    key: 'sign_off',
    label: '待签发',
    to: '/review',
    units: actor => unitsForAct(TASK_PROCESS, 'sign_off', actor),
    from: units => `task t WHERE t.state = 'pending_issue' AND t.owner_unit_id = ANY(${units})`,
  },
  {
    key: 'overdue',
    label: '逾期未办结',
    to: page('/tasks', { light: 'overdue' }),
    units: actor => unitsForAct(TASK_PROCESS, 'urge', actor),
    from: (units, today) => `task t WHERE ${lightCondition('t', 'overdue', today)} AND t.supervising_unit_id = ANY(${units})`,
  },
  {
    key: 'documents',
    label: '待确认的规划文件',
    to: '/documents',
    units: actor => unitsForPermission('plan.confirm', actor),
    from: units => `document d JOIN plan p ON p.id = d.plan_id WHERE p.state = 'intake' AND p.owner_unit_id = ANY(${units})`,
  },
  {
    key: 'drafts',
    label: '待交办的任务',
    to: page('/tasks', { state: 'draft' }),
    units: actor => unitsForAct(TASK_PROCESS, 'issue', actor),
    from: units =>
      `task t JOIN plan p ON p.id = t.plan_id WHERE t.state = 'draft' AND p.state = 'confirmed' AND t.owner_unit_id = ANY(${units})`,
  },
];

/** How much of each kind waits for the actor, in one query; kinds that cannot wait for the actor are left out. */
export async function waitingFor(manager: EntityManager, actor: Actor, today: string): Promise<WaitingCount[]> {
  const kinds = WAITING.map(kind => ({ ...kind, mine: kind.units(actor) })).filter(({ mine }) => mine.length > 0);
  if (kinds.length === 0) return [];
  const counts = kinds.map(({ key, from }, index) => `(SELECT count(*) FROM ${from(`$${index + 1}::int[]`, today)}) AS ${key}`);
  const [row] = await manager.query(
    `SELECT ${counts.join(', ')}`,
    kinds.map(({ mine }) => mine),
  );
  return kinds.map(({ key, label, to }) => ({ key, label, to, count: row[key] }));
}
