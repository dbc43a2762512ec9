import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock.js';
import { quoted } from '../../platform/database/quoted.js';
import { Doorway } from '../../platform/doorway.js';
import type { ListQuery, Page } from '../../platform/dto.js';
import { History } from '../../platform/history.js';
import { claimKey, keepResult } from '../../platform/idempotency.js';
import { conflict, denied, invalid, notFound } from '../../platform/problems.js';
import { type Actor, scopeOf } from '../../rules/actor.js';
import { OBJECT_PROCESS } from '../../rules/object.process.js';
import { BEFORE_REVIEW, kindOfIndicator, OBJECT_KINDS, type ObjectKind, type ObjectState } from '../../rules/object.words.js';
import { storyOf } from '../../tasks/timeline.js';
import { postFor } from '../reach.js';
import type { ChangeObject, EnterObject, ObjectCounts, ObjectDetail, ObjectFilter, ObjectRow } from './object.dto.js';
import { objectFacts, objectVisible } from './object.room.js';

const SORTS: Record<string, string> = {
  plannedReview: 'o.planned_review',
  countyName: 'c.name COLLATE "zh-x-icu"',
  institution: 'o.institution COLLATE "zh-x-icu"',
  kindLabel: 'o.kind',
  state: 'o.state',
};
export const OBJECT_SORTS = Object.keys(SORTS);

/** `today` is 'YYYY-MM-DD' as the clock gives it, never from a request. */
const isLate = (today: string) => `(o.state IN (${quoted(BEFORE_REVIEW)}) AND o.planned_review < '${today}')`;

const COLUMNS = (
  today: string,
) => `o.id, o.plan_id AS "planId", p.title AS "planTitle", p.owner_unit_id AS "ownerUnitId", o.county_unit_id AS "countyUnitId",
  coalesce(c.short_name, c.name) AS "countyName", o.institution, o.institution_code AS "institutionCode", o.kind, o.specialty, o.build_year AS "buildYear",
  o.planned_review AS "plannedReview", ${isLate(today)} AS late, o.guidance_unit AS "guidanceUnit", o.note, o.state,
  o.declared_on AS "declaredOn", o.self_assessed_on AS "selfAssessedOn", o.self_score AS "selfScore", o.pre_reviewed_on AS "preReviewedOn",
  o.pre_review AS "preReview", o.site_reviewed_on AS "siteReviewedOn", o.experts, o.recognised_on AS "recognisedOn", o.doc_number AS "docNumber",
  o.rectify_by AS "rectifyBy", o.re_reviewed_on AS "reReviewedOn", o.version`;
const FROM = 'FROM object_item o JOIN plan p ON p.id = o.plan_id JOIN unit c ON c.id = o.county_unit_id';

type Stored = Omit<ObjectRow, 'kindLabel' | 'stateLabel' | 'mayChange' | 'permittedActs' | 'blockedActs'> & {
  ownerUnitId: number;
  kind: ObjectKind;
  state: ObjectState;
};

/** The register of institutions that a plan builds up (重点建设单位一览表), as far as the actor's scope reaches. */
@Injectable()
export class ObjectService {
  constructor(
    private readonly source: DataSource,
    private readonly doorway: Doorway,
    private readonly history: History,
    private readonly clock: Clock,
  ) {}

  /** The institutions that a filter leaves, those late for their review first. */
  async list(actor: Actor, { filter, sort, offset, limit }: ListQuery<ObjectFilter>): Promise<Page<ObjectRow>> {
    const today = this.clock.today();
    const { where, parameters } = conditionOf(filter, actor, today);
    const order = sort ? `${SORTS[sort.field]} ${sort.order}` : `${isLate(today)} DESC, o.planned_review`;
    const rows: Stored[] = await this.source.query(
      `SELECT ${COLUMNS(today)} ${FROM} WHERE ${where} ORDER BY ${order}, o.id LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    const [{ total }] = await this.source.query(`SELECT count(*) AS total ${FROM} WHERE ${where}`, parameters);
    return { data: await this.present(this.source.manager, rows, actor), total };
  }

  /** One institution with its story. Throws 404 outside the scope. */
  async get(actor: Actor, id: number): Promise<ObjectDetail> {
    const { manager } = this.source;
    const rows: Stored[] = await manager.query(`SELECT ${COLUMNS(this.clock.today())} ${FROM} WHERE o.id = $2 AND ${objectVisible('$1')}`, [
      scopeOf(actor).units,
      id,
    ]);
    const [row] = await this.present(manager, rows, actor);
    if (!row) throw notFound('object', '个重点建设单位');
    return { ...row, timeline: await storyOf(manager, 'object_item', id) };
  }

  /** All institutions of a plan in the order of the table, for its export and import. */
  async ofPlan(manager: EntityManager, actor: Actor, planId: number): Promise<ObjectRow[]> {
    const rows: Stored[] = await manager.query(
      `SELECT ${COLUMNS(this.clock.today())} ${FROM} WHERE o.plan_id = $2 AND o.state <> 'removed' AND ${objectVisible('$1')}
        ORDER BY array_position($3::text[], o.kind), c.path, o.planned_review, o.id`,
      [scopeOf(actor).units, planId, Object.keys(OBJECT_KINDS)],
    );
    return this.present(manager, rows, actor);
  }

  /** Enters an institution. Throws 404/403 where the plan is not the actor's own, 400 for what does not fit. Answers its id. */
  async enter(actor: Actor, entry: EnterObject, key?: string): Promise<number> {
    return this.source.transaction(async manager => {
      const repeat = await claimKey(manager, actor.accountId, key, ['object.enter', entry]);
      if (repeat.recordId !== null) return repeat.recordId;
      const id = await this.enterIn(manager, actor, entry, {});
      await keepResult(manager, actor.accountId, key, id);
      return id;
    });
  }

  /** The same inside a transaction; `past` is how far it had come before it was entered here. */
  async enterIn(manager: EntityManager, actor: Actor, entry: EnterObject, past: Past): Promise<number> {
    await this.refuseForeign(manager, actor, entry.planId);
    await refuseCounty(manager, entry.countyUnitId);
    refuseMissingSpecialty(entry);
    await refuseTwice(manager, entry, null);
    const { state = OBJECT_PROCESS.initial, ...dates } = past;
    const columns: Record<string, unknown> = {
      plan_id: entry.planId,
      county_unit_id: entry.countyUnitId,
      planned_review: entry.plannedReview,
      state,
      ...registered(entry),
      ...Object.fromEntries(Object.entries(dates).map(([name, value]) => [PAST_COLUMNS[name as keyof typeof PAST_COLUMNS], value])),
    };
    const names = Object.keys(columns);
    const [{ id }] = await manager.query(
      `INSERT INTO object_item (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')}) RETURNING id`,
      Object.values(columns),
    );
    await this.doorway.begin(manager, 'object_item', { id, taskId: null, state, version: 1 }, 'enter', actor, {});
    return id;
  }

  /** Corrects what the register says; how far it has come moves by its acts only. Throws 403, 404, 409. */
  async change(actor: Actor, id: number, change: ChangeObject): Promise<void> {
    await this.source.transaction(manager => this.changeIn(manager, actor, id, change));
  }

  /**
   * Corrects an entry in a transaction that is already open. Throws 404 outside the scope, 403 for whoever is not of the plan’s own side,
   * 400 by field, 409 where somebody was faster.
   */
  async changeIn(manager: EntityManager, actor: Actor, id: number, { version, ...entry }: ChangeObject): Promise<void> {
    const [row] = await manager.query(
      `SELECT o.plan_id AS "planId", o.county_unit_id AS "countyUnitId", o.state, o.version ${FROM} WHERE o.id = $2 AND ${objectVisible('$1')} FOR UPDATE OF o`,
      [scopeOf(actor).units, id],
    );
    if (!row) throw notFound('object', '个重点建设单位');
    await this.refuseForeign(manager, actor, row.planId);
    if (row.version !== version) throw conflict('这个重点建设单位刚刚在别处改过，请刷新后再改。', { version: row.version });
    refuseMissingSpecialty(entry);
    await refuseTwice(manager, { ...entry, planId: row.planId, countyUnitId: row.countyUnitId }, id);
    const columns = registered(entry);
    const set = Object.keys(columns).map((name, index) => `${name} = $${index + 2}`);
    await manager.query(`UPDATE object_item SET ${set.join(', ')}, version = version + 1 WHERE id = $1`, [id, ...Object.values(columns)]);
    await this.history.tell(manager, {
      kind: 'object_item',
      act: 'correct',
      row: { id, taskId: null, state: row.state, version },
      actor,
      input: { institution: entry.institution },
    });
  }

  /** How each kind stands against the plan's own figures. Throws 404 outside the scope. */
  async counts(actor: Actor, planId: number): Promise<ObjectCounts['data']> {
    const today = this.clock.today();
    const { where, parameters } = conditionOf({ planId }, actor, today);
    const rows: {
      kind: ObjectKind;
      listed: number;
      recognised: number;
      rectifying: number;
      failed: number;
      pending: number;
      late: number;
    }[] = await this.source.query(
      `SELECT o.kind, count(*) AS listed, count(*) FILTER (WHERE o.state = 'recognised') AS recognised,
                count(*) FILTER (WHERE o.state = 'rectifying') AS rectifying, count(*) FILTER (WHERE o.state = 'failed') AS failed,
                count(*) FILTER (WHERE o.state NOT IN ('recognised', 'rectifying', 'failed')) AS pending,
                count(*) FILTER (WHERE ${isLate(today)}) AS late ${FROM} WHERE ${where} GROUP BY o.kind`,
      parameters,
    );
    const quarters: { kind: ObjectKind; quarter: string; planned: number }[] = await this.source.query(
      `SELECT o.kind, to_char(o.planned_review, 'YYYY"年第"Q"季度"') AS quarter, count(*) AS planned ${FROM}
        WHERE ${where} AND o.state IN (${quoted(BEFORE_REVIEW)}) GROUP BY 1, 2 ORDER BY 2`,
      parameters,
    );
    const targets = await targetsOf(this.source.manager, planId);
    return (Object.keys(OBJECT_KINDS) as ObjectKind[]).flatMap(kind => {
      const row = rows.find(each => each.kind === kind);
      const target = targets.get(kind) ?? null;
      if (!row && !target) return [];
      const none = { kind, listed: 0, recognised: 0, rectifying: 0, failed: 0, pending: 0, late: 0 };
      return {
        ...(row ?? none),
        kindLabel: OBJECT_KINDS[kind].label,
        target: target?.value ?? null,
        targetName: target?.name ?? null,
        quarters: quarters.filter(each => each.kind === kind).map(({ quarter, planned }) => ({ quarter, planned })),
      };
    });
  }

  /** Throws 404, 403 unless the plan belongs to a unit for which the actor keeps the register. */
  async refuseForeign(manager: EntityManager, actor: Actor, planId: number): Promise<void> {
    const [plan] = await manager.query(
      'SELECT p.owner_unit_id AS owner, p.state FROM plan p WHERE p.id = $1 AND p.owner_unit_id = ANY($2)',
      [planId, scopeOf(actor).units],
    );
    if (!plan) throw notFound('plan', '个方案');
    if (!postFor(actor, 'object.manage', plan.owner)) throw denied('只有方案主办单位的负责人可以登记重点建设单位。');
    if (plan.state !== 'confirmed') throw invalid('方案还没有确认，请先确认方案再登记重点建设单位。');
  }

  private async present(manager: EntityManager, rows: Stored[], actor: Actor): Promise<ObjectRow[]> {
    const facts = await objectFacts(
      manager,
      rows.map(({ id }) => id),
    );
    return rows.flatMap(({ ownerUnitId, ...row }) => {
      const of = facts.get(row.id);
      if (!of) return [];
      return {
        ...row,
        kindLabel: OBJECT_KINDS[row.kind].label,
        stateLabel: OBJECT_PROCESS.states[row.state].label,
        mayChange: row.state !== 'removed' && postFor(actor, 'object.manage', ownerUnitId) !== null,
        ...this.doorway.openActs('object_item', row.state, of, actor),
      };
    });
  }
}

/** How far an institution had come before it was entered here. */
const PAST_COLUMNS = {
  declaredOn: 'declared_on',
  selfAssessedOn: 'self_assessed_on',
  selfScore: 'self_score',
  preReviewedOn: 'pre_reviewed_on',
  preReview: 'pre_review',
  siteReviewedOn: 'site_reviewed_on',
  experts: 'experts',
  recognisedOn: 'recognised_on',
  docNumber: 'doc_number',
  rectifyBy: 'rectify_by',
  reReviewedOn: 're_reviewed_on',
} as const;
export type Past = { state?: ObjectState } & Partial<Record<keyof typeof PAST_COLUMNS, string | null>>;

type Registered = Omit<ChangeObject, 'version'>;

const registered = ({ institution, institutionCode, kind, specialty, buildYear, guidanceUnit, note }: Registered) => ({
  institution,
  institution_code: institutionCode,
  kind,
  specialty,
  build_year: buildYear,
  guidance_unit: guidanceUnit,
  note,
});

function conditionOf(filter: ObjectFilter, actor: Actor, today: string): { where: string; parameters: unknown[] } {
  const parameters: unknown[] = [scopeOf(actor).units];
  const place = (value: unknown) => `$${parameters.push(value)}`;
  const parts = [objectVisible('$1')];
  if (filter.q) parts.push(`position(lower(${place(filter.q)}) IN lower(o.institution || ' ' || o.specialty)) > 0`);
  if (filter.planId) parts.push(`o.plan_id = ${place(filter.planId)}`);
  if (filter.kind) parts.push(`o.kind = ${place(filter.kind)}`);
  if (filter.countyUnitId) parts.push(`o.county_unit_id = ${place(filter.countyUnitId)}`);
  if (filter.buildYear) parts.push(`o.build_year = ${place(filter.buildYear)}`);
  if (filter.late) parts.push(isLate(today));
  parts.push(filter.state ? `o.state = ${place(filter.state)}` : `o.state <> 'removed'`);
  return { where: parts.join(' AND '), parameters };
}

/** What the plan itself asks for, by kind: the last target of the indicator whose name tells of the kind. */
async function targetsOf(manager: EntityManager, planId: number): Promise<Map<ObjectKind, { name: string; value: number }>> {
  const rows: { name: string; value: number }[] = await manager.query(
    `SELECT DISTINCT ON (i.id) i.name, g.value::float AS value FROM indicator i JOIN indicator_target g ON g.indicator_id = i.id
      WHERE i.plan_id = $1 AND g.value IS NOT NULL AND i.unit <> '%' ORDER BY i.id, g.year DESC NULLS FIRST, g.due_date DESC NULLS FIRST, g.id DESC`,
    [planId],
  );
  const found = new Map<ObjectKind, { name: string; value: number }>();
  for (const row of rows) {
    const kind = kindOfIndicator(row.name);
    if (kind && !found.has(kind)) found.set(kind, row);
  }
  return found;
}

async function refuseCounty(manager: EntityManager, unitId: number): Promise<void> {
  const [unit] = await manager.query("SELECT 1 FROM unit WHERE id = $1 AND kind = 'county_bureau' AND active", [unitId]);
  if (!unit) throw invalid('请选择县（市、区）卫生健康局。', { countyUnitId: '不是县（市、区）卫生健康局' });
}

function refuseMissingSpecialty({ kind, specialty }: Registered): void {
  const { label, specialty: needed } = OBJECT_KINDS[kind];
  if (needed && !specialty) throw invalid(`${label}应当写明专科名称。`, { specialty: '请填写专科名称' });
  if (!needed && specialty) throw invalid(`${label}不按专科建设，专科名称应当留空。`, { specialty: '应当留空' });
}

async function refuseTwice(
  manager: EntityManager,
  { planId, kind, countyUnitId, institution, specialty }: Registered & { planId: number; countyUnitId: number },
  id: number | null,
): Promise<void> {
  const [other] = await manager.query(
    `SELECT 1 FROM object_item WHERE plan_id = $1 AND kind = $2 AND county_unit_id = $3 AND institution = $4 AND specialty = $5
        AND state <> 'removed' AND id IS DISTINCT FROM $6`,
    [planId, kind, countyUnitId, institution, specialty, id],
  );
  if (other) throw invalid(`“${institution}${specialty}”已在一览表中。`, { institution: '已在一览表中' });
}
