import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ids, prepared } from '../platform/database/prepared.js';
import { Doorway } from '../platform/doorway.js';
import type { Effect, EffectContext, Locked, TaskBound } from '../platform/process.room.js';
import { hasRole, type Scope, SYSTEM } from '../rules/actor.js';
import { APPLICATION_PROCESS, type ApplicationFacts, type ApplicationState, type Wake, wakeOf } from '../rules/application.process.js';
import { APPLICATION_KINDS, type ApplicationKind } from '../rules/application.words.js';
import type { ActInput } from '../rules/process.js';
import { reviseRequirements } from './evidence.settling.js';
import { lockUnderTask, type TaskRecord } from './task.lock.js';

interface ApplicationRecord extends TaskBound {
  kind: ApplicationKind;
  applicantId: number;
  askedDate: string | null;
  changes: Record<string, { from: string | null; to: string }> | null;
  late: boolean;
}

/** Fields of a task that an amendment may change, by their name in the table. */
const AMENDABLE: Record<string, string> = {
  title: 'title',
  requirement: 'requirement',
  doneCriterion: 'done_criterion',
  evidenceRequired: 'evidence_required',
};

/** Opens the process of applications at the doorway; the task's own acts hand them in and carry them out. */
@Injectable()
export class ApplicationRoom implements OnModuleInit {
  constructor(private readonly doorway: Doorway) {}

  onModuleInit(): void {
    this.doorway.open({
      process: APPLICATION_PROCESS,
      table: 'application',
      load: lockApplication,
      facts: async (manager, row: ApplicationRecord) => (await applicationFacts(manager, [row.id])).get(row.id),
      effects: { carry_out: context => this.carryOut(context) },
    });
    for (const kind of Object.keys(APPLICATION_KINDS) as ApplicationKind[]) this.doorway.effect('task', `open_${kind}`, this.handIn(kind));
    this.doorway.effect('task', 'change_fields', changeFields);
  }

  /** An application by the unit's head, or by the supervisors, needs no further word of the unit. */
  private handIn(kind: ApplicationKind): Effect<TaskRecord> {
    return async ({ manager, row, actor, input, today, now }) => {
      const [task] = await manager.query('SELECT deadline, title, requirement, done_criterion, evidence_required FROM task WHERE id = $1', [
        row.id,
      ]);
      const state: ApplicationState = hasRole(actor, 'unit_staff') && !hasRole(actor, 'dept_head') ? 'applied' : 'endorsed';
      const late = kind === 'extension' && task.deadline < today;
      const changes = kind === 'amendment' ? changesOf(task, input) : null;
      const [{ id }] = await manager.query(
        `INSERT INTO application (task_id, kind, state, reason_kind, reason, basis, asked_date, changes, late, applicant_id, applied_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) RETURNING id`,
        [
          row.id,
          kind,
          state,
          input.reasonKind ?? null,
          input.reason ?? null,
          input.basis ?? null,
          input.askedDate ?? input.until ?? null,
          changes && JSON.stringify(changes),
          late,
          actor.accountId,
          now,
        ],
      );
      await this.doorway.begin(manager, 'application', { id, taskId: row.id, state, version: 1 }, 'hand_in', actor, {
        kindLabel: APPLICATION_KINDS[kind].label,
        late,
      });
    };
  }

  private async carryOut({ manager, row, input }: EffectContext<ApplicationRecord>): Promise<void> {
    if (row.kind === 'extension')
      await manager.query('UPDATE application SET granted_date = $2 WHERE id = $1', [row.id, input.grantedDate]);
    const wake = wakeOf(row);
    if (wake) await this.doorway.performIn(manager, 'task', wake, row.taskId, SYSTEM, WAKE_INPUTS[wake](row, input));
  }
}

/** What the task's act carries, from the application and its grant. */
const WAKE_INPUTS: Record<Wake, (row: ApplicationRecord, input: ActInput) => ActInput> = {
  extend: (_row, input) => ({ deadline: input.grantedDate ?? null }),
  amend: row => Object.fromEntries(Object.entries(row.changes ?? {}).map(([field, { to }]) => [field, to])),
  suspend: row => ({ until: row.askedDate }),
  terminate: () => ({}),
};

function changesOf(task: Record<string, string | null>, input: ActInput): Record<string, { from: string | null; to: string }> {
  const changed = Object.entries(AMENDABLE).filter(([field, column]) => input[field] && input[field] !== task[column]);
  return Object.fromEntries(changed.map(([field, column]) => [field, { from: task[column] ?? null, to: String(input[field]) }]));
}

async function changeFields({ manager, row, input }: EffectContext<TaskRecord>): Promise<void> {
  const changed = Object.entries(AMENDABLE).filter(([field]) => input[field]);
  const columns = changed.map(([, column], index) => `${column} = $${index + 2}`);
  await manager.query(`UPDATE task SET ${columns.join(', ')} WHERE id = $1`, [row.id, ...changed.map(([field]) => input[field])]);
  if (input.evidenceRequired) await reviseRequirements(manager, row.id, String(input.evidenceRequired));
}

async function lockApplication(manager: EntityManager, id: number, scope: Scope | null): Promise<Locked<ApplicationRecord> | null> {
  const columns = ['kind', 'applicant_id AS "applicantId"', 'asked_date AS "askedDate"', 'changes', 'late'];
  return (await lockUnderTask<ApplicationRecord>(manager, 'application', id, scope, columns)).row;
}

/** What the guards look at, for any number of applications in one query. */
export async function applicationFacts(manager: EntityManager, applicationIds: number[]): Promise<Map<number, ApplicationFacts>> {
  const rows = await prepared<FactsRow>(
    manager,
    `SELECT x.id, x.kind, x.applicant_id AS "applicantId", x.late, t.state AS "taskState", t.deadline, t.lead_unit_id AS lead, t.supervising_unit_id AS supervising,
            t.owner_unit_id AS owner, t.parent_id AS parent,
            EXISTS (SELECT 1 FROM process_history h WHERE h.process = 'task' AND h.record_id = t.id AND h.act = 'sign_off') AS "signedByLeader"
       FROM application x JOIN task t ON t.id = x.task_id WHERE x.id = ANY($1)`,
    [ids(applicationIds)],
  );
  return new Map(
    rows.map(({ id, lead, supervising, owner, parent, ...facts }) => [
      id,
      { ...facts, places: { lead: [lead], supervising: [supervising], owner: [owner], assigner: parent === null ? [] : [owner] } },
    ]),
  );
}

interface FactsRow extends Omit<ApplicationFacts, 'places'> {
  id: number;
  lead: number;
  supervising: number;
  owner: number;
  parent: number | null;
}
