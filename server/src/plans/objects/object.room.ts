import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Doorway } from '../../platform/doorway.js';
import { locking } from '../../platform/history.js';
import type { Keeping, Locked, ProcessRow } from '../../platform/process.room.js';
import type { Scope } from '../../rules/actor.js';
import { OBJECT_PROCESS, type ObjectFacts } from '../../rules/object.process.js';

/**
 * The county of the object, the plan's own side and whoever supervises the plan. `o`, `p`: object and plan; `place` holds `scope.units`.
 * Which plans are supervised is found once: asked for each object, it would go through all tasks of its plan.
 */
export const objectVisible = (place: string) =>
  `(p.owner_unit_id = ANY(${place}) OR o.county_unit_id = ANY(${place})
    OR p.id IN (SELECT t.plan_id FROM task t WHERE t.supervising_unit_id = ANY(${place})))`;

/** Which column keeps which field of an act, by the effect's name. Columns named without a field are emptied: a new declaration begins anew. */
const KEPT: Record<string, Record<string, string | null>> = {
  keep_declaration: {
    declared_on: 'on',
    self_assessed_on: null,
    self_score: null,
    pre_reviewed_on: null,
    pre_review: null,
    site_reviewed_on: null,
    experts: null,
    recognised_on: null,
    doc_number: null,
    rectify_by: null,
    re_reviewed_on: null,
  },
  keep_self_assessment: { self_assessed_on: 'on', self_score: 'score' },
  keep_pre_review: { pre_reviewed_on: 'on', pre_review: 'opinion' },
  keep_site_review: { site_reviewed_on: 'on', experts: 'experts' },
  keep_recognition: { recognised_on: 'on', doc_number: 'docNumber' },
  keep_rectification: { rectify_by: 'rectifyBy' },
  keep_re_review: { re_reviewed_on: 'on', doc_number: 'docNumber' },
  keep_schedule: { planned_review: 'plannedReview' },
};

/** Opens the process of the register of institutions at the doorway. */
@Injectable()
export class ObjectRoom implements OnModuleInit {
  constructor(private readonly doorway: Doorway) {}

  onModuleInit(): void {
    this.doorway.open({
      process: OBJECT_PROCESS,
      table: 'object_item',
      load: lockObject,
      facts: async (manager, row: ProcessRow) => (await objectFacts(manager, [row.id])).get(row.id),
      keeps: Object.fromEntries(Object.entries(KEPT).map(([effect, columns]) => [effect, keeping(columns)])),
      effects: {},
    });
  }
}

const keeping =
  (columns: Record<string, string | null>): Keeping<ProcessRow> =>
  ({ input }) =>
    Object.fromEntries(Object.entries(columns).map(([name, field]) => [name, field === null ? null : (input[field] ?? null)]));

async function lockObject(manager: EntityManager, id: number, scope: Scope | null): Promise<Locked<ProcessRow> | null> {
  const [row] = await manager.query(
    locking(`SELECT o.id, o.state, o.version, NULL::int AS "taskId" FROM object_item o JOIN plan p ON p.id = o.plan_id
      WHERE o.id = $1 ${scope ? `AND ${objectVisible('$2')}` : ''} FOR UPDATE OF o`),
    scope ? [id, scope.units] : [id],
  );
  return row ?? null;
}

/** What the guards look at, for any number of objects in one query. */
export async function objectFacts(manager: EntityManager, ids: number[]): Promise<Map<number, ObjectFacts>> {
  const rows: { id: number; county: number; owner: number; plannedReview: string; applicantIds: number[] }[] = await manager.query(
    `SELECT o.id, o.county_unit_id AS county, p.owner_unit_id AS owner, o.planned_review AS "plannedReview",
            ARRAY(SELECT DISTINCT h.account_id FROM process_history h WHERE h.process = 'object_item' AND h.record_id = o.id
                     AND h.act IN ('declare', 'self_assess') AND h.account_id IS NOT NULL) AS "applicantIds"
       FROM object_item o JOIN plan p ON p.id = o.plan_id WHERE o.id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, county, owner, ...facts }) => [id, { ...facts, places: { county: [county], owner: [owner] } }]));
}
