import type { EntityManager } from 'typeorm';
import { prepared } from '../platform/database/prepared.js';
import type { Doorway } from '../platform/doorway.js';
import type { Actor } from '../rules/actor.js';
import { APPLICATION_PROCESS, type ApplicationState } from '../rules/application.process.js';
import { APPLICATION_KINDS, type ApplicationKind, EXTENSION_REASONS } from '../rules/application.words.js';
import { applicationFacts } from './application.room.js';
import type { TaskDetail } from './task.dto.js';

type View = TaskDetail['applications'][number];

interface Row extends Pick<View, 'id' | 'reason' | 'basis' | 'askedDate' | 'grantedDate' | 'late' | 'applicantName' | 'version'> {
  kind: ApplicationKind;
  state: ApplicationState;
  reasonKind: keyof typeof EXTENSION_REASONS | null;
  changes: Record<string, { from: string | null; to: string }> | null;
  appliedAt: Date;
}

const FIELDS: Record<string, string> = {
  title: '任务名称',
  requirement: '工作要求',
  doneCriterion: '完成标准',
  evidenceRequired: '佐证材料要求',
};

/** The applications of a task, the newest first, each with the acts that are open to the person who looks. */
export async function applicationsOf(manager: EntityManager, doorway: Doorway, taskId: number, actor: Actor): Promise<View[]> {
  const rows = await prepared<Row>(
    manager,
    `SELECT x.id, x.kind, x.state, x.reason_kind AS "reasonKind", x.reason, x.basis, x.asked_date AS "askedDate", x.granted_date AS "grantedDate",
            x.late, x.changes, a.name AS "applicantName", x.applied_at AS "appliedAt", x.version
       FROM application x JOIN account a ON a.id = x.applicant_id WHERE x.task_id = $1 ORDER BY x.id DESC`,
    [taskId],
  );
  if (rows.length === 0) return [];
  const facts = await applicationFacts(
    manager,
    rows.map(row => row.id),
  );
  return rows.flatMap(({ reasonKind, changes, ...row }) => {
    const of = facts.get(row.id);
    if (!of) return [];
    return {
      ...row,
      kindLabel: APPLICATION_KINDS[row.kind].label,
      stateLabel: APPLICATION_PROCESS.states[row.state].label,
      reasonLabel: reasonKind && EXTENSION_REASONS[reasonKind],
      changes: Object.entries(changes ?? {}).map(([field, change]) => ({ field, label: FIELDS[field] ?? field, ...change })),
      appliedAt: row.appliedAt.toISOString(),
      ...doorway.openActs('application', row.state, of, actor),
    };
  });
}
