import type { Circle, NoticeFacts } from './notices.js';

/** What notices tell of a task `t`, and the units around it. */
export const TOLD = `
  t.id, t.no, t.title, t.state, p.title AS "planTitle", lead.name AS "leadUnitName", t.deadline, t.next_due AS "nextDue",
  t.lead_unit_id AS lead, t.supervising_unit_id AS supervising, t.owner_unit_id AS owner,
  ARRAY(SELECT a.unit_id FROM assignment a WHERE a.task_id = t.id AND a.state <> 'replaced') AS assignees
  FROM task t JOIN plan p ON p.id = t.plan_id LEFT JOIN unit lead ON lead.id = t.lead_unit_id`;

export type Told = NoticeFacts['task'] & { lead: number | null; supervising: number; owner: number; assignees: number[] };

/** What notices tell of the task, and the units that their circles are drawn around: all but the one whose share an act was on. */
export function apart({ lead, supervising, owner, assignees, ...task }: Told) {
  const around: Record<Exclude<Circle['of'], 'assignee'>, number[]> = {
    lead: lead === null ? [] : [lead],
    supervising: [supervising],
    owner: [owner],
    assignees,
  };
  return { task, around };
}
