import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { bodySchema } from '../../platform/act.body.js';
import { Doorway } from '../../platform/doorway.js';
import { check } from '../../platform/dto.js';
import { oneByOne, requestOnMany } from '../../platform/one-by-one.js';
import { refused } from '../../platform/problems.js';
import { type Actor, ownUnits, scopeOf } from '../../rules/actor.js';
import { PROCESSES } from '../../rules/index.js';
import type { ActInput } from '../../rules/process.js';
import { RETURN_PROCESS } from '../../rules/return.process.js';
import { visibleTo } from '../../tasks/visible.js';
import { tryOut } from '../exchange/try-out.js';
import { BULK_ACTS, type BulkAct, type BulkRecord } from './bulk.acts.js';
import type { BulkOutcome, DoBulk, TryBulk } from './bulk.dto.js';

interface Chosen {
  id: number;
  no: string | null;
  title: string;
  report: string | null;
  /** The record that the act is on; null: the task has none for the person's units. */
  recordId: number | null;
  version: number | null;
}

const REPORT = "r.percent || '%，' || r.done_text";

/** How the record of a task `t` is found for the units `$3`, and what is said where there is none. */
const RECORDS: Record<BulkRecord, { one: string; none: string }> = {
  task: { one: 'SELECT t.id, t.version, NULL AS report', none: '' },
  assignment: {
    one: `SELECT a.id, a.version, (SELECT ${REPORT} FROM cycle_return r WHERE r.assignment_id = a.id AND r.state = 'approved' ORDER BY r.id DESC LIMIT 1) AS report
            FROM assignment a WHERE a.task_id = t.id AND a.unit_id = ANY($3) AND a.state <> 'replaced' ORDER BY a.role = 'lead' DESC, a.id LIMIT 1`,
    none: '本单位没有承担这项任务。',
  },
  cycle_return: {
    one: `SELECT r.id, r.version, ${REPORT} AS report FROM cycle_return r JOIN assignment a ON a.id = r.assignment_id
           WHERE r.task_id = t.id AND a.unit_id = ANY($3) AND r.state = '${RETURN_PROCESS.initial}' ORDER BY r.id LIMIT 1`,
    none: '这项任务没有等本单位同意报出的进展。',
  },
};

/** One act on many tasks: each through the doorway in a transaction of its own, so that one refusal holds nobody else up. */
@Injectable()
export class BulkActs {
  constructor(
    private readonly source: DataSource,
    private readonly doorway: Doorway,
  ) {}

  /**
   * What would become of each task: every act is really tried and taken back, so that the preview knows all that the act itself would say.
   * Throws 400 for fields that no task could take. Ids outside the scope are passed over in silence.
   */
  async preview({ act, ids, input }: TryBulk, actor: Actor): Promise<BulkOutcome> {
    refuseUnfit(act, input, actor);
    const tasks = await this.chosen(act, ids, actor);
    return this.each(tasks, task =>
      tryOut(this.source, async manager => {
        await this.doorway.performIn(manager, BULK_ACTS[act], act, recordOf(act, task), actor, { ...input, version: task.version });
        return { outcome: task, keep: false };
      }),
    );
  }

  /** Does the act on each task that is still as it was in the preview. Sent again under its key it counts as done what it did the first time. */
  async perform({ act, items, input }: DoBulk, actor: Actor, key?: string): Promise<BulkOutcome> {
    refuseUnfit(act, input, actor);
    const seen = new Map(items.map(({ id, version }) => [id, version]));
    const onEach = requestOnMany(this.source, actor.accountId, key);
    const tasks = (await this.chosen(act, [...seen.keys()], actor)).map(task => ({ ...task, version: seen.get(task.id) as number }));
    // The record is asked for under the key: what was agreed to the first time is no longer there to be agreed to.
    return this.each(tasks, task =>
      onEach(task.id, ['bulk', act, task.id, task.version, input], (manager, together) =>
        this.doorway.performIn(manager, BULK_ACTS[act], act, recordOf(act, task), actor, { ...input, version: task.version }, together),
      ),
    );
  }

  private async each(tasks: Chosen[], attempt: (task: Chosen) => Promise<unknown>): Promise<BulkOutcome> {
    const { done, refused: left } = await oneByOne(tasks, attempt);
    return {
      open: done.map(({ recordId, version, ...task }) => ({ ...task, version: version as number })),
      refused: left.map(({ recordId, version, ...task }) => task),
    };
  }

  private chosen(act: BulkAct, ids: number[], actor: Actor): Promise<Chosen[]> {
    return this.source.query(
      `SELECT t.id, t.no, t.title, own.id AS "recordId", own.version, own.report FROM task t LEFT JOIN LATERAL (${RECORDS[BULK_ACTS[act]].one}) own ON true
        WHERE t.id = ANY($1) AND ${visibleTo('t', '$2')} AND ($3::int[] IS NOT NULL) ORDER BY array_position($1::int[], t.id)`,
      [ids, scopeOf(actor).units, ownUnits(actor)],
    );
  }
}

/** What of a task the act is on; throws where there is nothing. */
function recordOf(act: BulkAct, { recordId }: Chosen): number {
  if (recordId === null) throw refused('办理', [RECORDS[BULK_ACTS[act]].none]);
  return recordId;
}

/** Fields that the act cannot take from anybody. */
function refuseUnfit(act: BulkAct, input: ActInput, actor: Actor): void {
  const table = PROCESSES.find(process => process.name === BULK_ACTS[act])?.acts[act];
  if (!table) throw new Error(`bulk: no act ${act}`);
  check(bodySchema(table, actor), { ...input, version: 1 });
}
