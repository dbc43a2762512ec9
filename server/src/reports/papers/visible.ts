import { taskVisibleTo, visibleTo } from '../../tasks/visible.js';

/** Bulletins are seen by the office and those above it; by a named unit once it is asked to check, and afterwards. */
export function bulletinVisible(paper: string, place: string): string {
  return `(${paper}.office_unit_id = ANY(${place}) OR EXISTS (SELECT 1 FROM paper_check named
    WHERE named.paper_id = ${paper}.id AND named.unit_id = ANY(${place})))`;
}

/** The same rule as below for the notices alone, without a look at their tasks. */
export function noticeVisible(paper: string, place: string): string {
  return taskVisibleTo(`${paper}.task_id`, place);
}

/** Notices are seen by whoever sees their task (`t`, joined from the outside). */
export function paperVisible(paper: string, task: string, place: string): string {
  return `CASE WHEN ${paper}.task_id IS NULL THEN ${bulletinVisible(paper, place)} ELSE ${visibleTo(task, place)} END`;
}
