import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { quoted } from '../platform/database/quoted.js';
import type { ListQuery, Page } from '../platform/dto.js';
import { denied, notFound } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import type { RollUp } from '../rules/readings.js';
import { CLOSED_STATES, DONE_STATES, UNISSUED_STATES } from '../rules/task.process.js';
import { standingsOf } from '../tasks/indicator.standing.js';
import { visibleTo } from '../tasks/visible.js';
import { spokenOfIn } from './items.js';
import type { IndicatorSeriesView, MeasureView, PlanFilter, PlanView, TargetView } from './plan.dto.js';
import { PLAN_KINDS, PLAN_STATES, type PlanKind, type PlanState } from './plan.entity.js';
import { planInReach, planStateIs, postFor } from './reach.js';
import { IN_ORDER } from './record.view.js';
import { joinLines } from './text.js';

const SORTABLE: Record<string, string> = { title: 'p.title', startYear: 'p.start_year', confirmedAt: 'p.confirmed_at', state: 'p.state' };
export const PLAN_SORTS = Object.keys(SORTABLE);

const NOT_OVERDUE = quoted([...CLOSED_STATES, ...UNISSUED_STATES]);

/** $1: the units of the scope, $2: today, $3: its tops. Tasks are counted as far as the scope reaches. */
const PLAN = `SELECT p.id, p.title, p.kind, p.doc_number AS "docNumber", p.owner_unit_id AS "ownerUnitId", u.name AS "ownerUnitName", p.state,
    p.start_year AS "startYear", p.end_year AS "endYear", p.confirmed_at AS "confirmedAt", a.name AS "confirmedByName", p.version,
    (SELECT min(d.id) FROM document d WHERE d.plan_id = p.id AND d.owner_unit_id = ANY($1)) AS "documentId",
    (SELECT coalesce(json_agg(json_build_object('id', h.id, 'year', h.year, 'kind', h.kind, 'name', h.name, 'dueDate', h.due_date) ORDER BY h.year), '[]')
       FROM plan_phase h WHERE h.plan_id = p.id) AS phases,
    json_build_object('measures', (SELECT count(*) FROM measure m WHERE m.plan_id = p.id), 'tasks', coalesce(seen.tasks, 0),
      'completed', coalesce(seen.completed, 0), 'overdue', coalesce(seen.overdue, 0)) AS counts
  FROM plan p JOIN unit u ON u.id = p.owner_unit_id LEFT JOIN account a ON a.id = p.confirmer_id
  LEFT JOIN (SELECT t.plan_id, count(*) AS tasks, count(*) FILTER (WHERE t.state IN (${quoted(DONE_STATES)})) AS completed,
                    count(*) FILTER (WHERE t.state NOT IN (${NOT_OVERDUE}) AND t.next_due < $2::date) AS overdue
               FROM task t WHERE t.state <> 'discarded' AND ${visibleTo('t', '$3')} GROUP BY 1) seen ON seen.plan_id = p.id`;

type PlanRow = Omit<PlanView, 'kindLabel' | 'stateLabel' | 'permissions'> & { kind: PlanKind; state: PlanState };

/** Plans with their measures and targets, as far as the actor's scope reaches. */
@Injectable()
export class PlanService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** The plans that a filter leaves: confirmed ones first, and the latest before the others. `q` looks into titles and numbers. */
  async list(actor: Actor, { filter, sort, offset, limit }: ListQuery<PlanFilter>): Promise<Page<PlanView>> {
    const { units, tops } = scopeOf(actor);
    const where = (q: string, state: string) =>
      `${planInReach('p', '$1')} AND (${q}::text IS NULL OR position(lower(${q}) IN lower(p.title || ' ' || coalesce(p.doc_number, ''))) > 0)
       AND ${planStateIs(state)}`;
    const order = sort ? `${SORTABLE[sort.field]} ${sort.order} NULLS LAST` : "p.state = 'confirmed' DESC, p.created_at DESC";
    const filters = [filter.q || null, filter.state ?? null];
    const rows: PlanRow[] = await this.source.query(`${PLAN} WHERE ${where('$4', '$5')} ORDER BY ${order}, p.id DESC LIMIT $6 OFFSET $7`, [
      units,
      this.clock.today(),
      tops,
      ...filters,
      limit,
      offset,
    ]);
    const [{ total }] = await this.source.query(`SELECT count(*) AS total FROM plan p WHERE ${where('$2', '$3')}`, [units, ...filters]);
    return { data: rows.map(row => viewOf(row, actor)), total };
  }

  /** Throws `plan.not_found` outside the scope. */
  async get(actor: Actor, id: number, manager: EntityManager = this.source.manager): Promise<PlanView> {
    const { units, tops } = scopeOf(actor);
    const [row] = await manager.query(`${PLAN} WHERE p.id = $4 AND ${planInReach('p', '$1')}`, [units, this.clock.today(), tops, id]);
    if (!row) throw notFound('plan', '个方案');
    return viewOf(row, actor);
  }

  /** The measures of a plan in its own order. Throws `plan.not_found` outside the scope. */
  async measures(actor: Actor, planId: number): Promise<MeasureView[]> {
    await this.get(actor, planId);
    return measuresOf(this.source.manager, actor, planId);
  }

  /** What the plan is measured by: the plan's own indicators first, then those of its measures, each with its baseline and its targets. */
  async indicators(actor: Actor, planId: number): Promise<IndicatorSeriesView[]> {
    await this.get(actor, planId);
    const rows: Omit<IndicatorSeriesView, 'standing'>[] = await this.source.query(
      `${INDICATORS} WHERE i.plan_id = $1 ORDER BY m.position NULLS FIRST, i.id`,
      [planId],
    );
    const standings = await standingsOf(
      this.source.manager,
      rows.map(({ id }) => id),
      this.clock.today(),
    );
    return rows.map((row, index) => ({ ...row, standing: standings[index] as IndicatorSeriesView['standing'] }));
  }

  /** How the figures of several units become one, as whoever breaks the plan down decides. Throws `plan.not_found` outside the scope. */
  async setRollUp(actor: Actor, planId: number, indicatorId: number, rollUp: RollUp): Promise<IndicatorSeriesView[]> {
    const plan = await this.get(actor, planId);
    if (!plan.permissions.breakDown) throw denied('只有方案主办单位可以改汇总方式。');
    await this.source.transaction(async manager => {
      const [, changed] = await manager.query('UPDATE indicator SET roll_up = $3 WHERE id = $2 AND plan_id = $1', [
        planId,
        indicatorId,
        rollUp,
      ]);
      if (changed === 0) throw notFound('indicator', '个指标');
      await this.audit.write(manager, {
        actor,
        act: 'plan.roll_up',
        objectType: 'plan',
        objectId: planId,
        detail: { indicatorId, rollUp },
      });
    });
    return this.indicators(actor, planId);
  }

  /** The accepted targets of a confirmed plan. */
  async targets(actor: Actor, planId: number): Promise<TargetView[]> {
    await this.get(actor, planId);
    const rows: TargetView[] = await this.source.query(
      `SELECT r.id, substr(d.text, r.start_at + 1, r.end_at - r.start_at) AS text, r.section, r.deadline->>'date' AS deadline,
              r.indicators
         FROM intake_record r JOIN document d ON d.id = r.document_id JOIN plan p ON p.id = d.plan_id
        WHERE p.id = $1 AND p.state = 'confirmed' AND r.kind = 'target' AND r.decision = 'accepted' ORDER BY ${IN_ORDER}`,
      [planId],
    );
    return rows.map(row => ({ ...row, text: joinLines(row.text) }));
  }
}

const INDICATORS = `SELECT i.id, i.name, i.unit, i.op, i.measure_id AS "measureId", m.no AS "measureNo", r.document_id AS "documentId", r.start_at AS start,
    CASE WHEN i.baseline_value IS NULL THEN NULL
      ELSE json_build_object('value', i.baseline_value, 'date', i.baseline_date, 'raw', i.baseline_raw) END AS baseline,
    (SELECT coalesce(json_agg(json_build_object('id', g.id, 'year', g.year, 'dueDate', g.due_date, 'op', g.op, 'value', g.value, 'value2', g.value2,
        'raw', g.raw, 'defect', g.defect) ORDER BY g.year, g.due_date, g.id), '[]') FROM indicator_target g
      WHERE g.indicator_id = i.id AND g.replaced_document_id IS NULL) AS targets,
    (SELECT coalesce(json_agg(json_build_object('id', g.id, 'year', g.year, 'dueDate', g.due_date, 'op', g.op, 'value', g.value, 'value2', g.value2,
        'raw', g.raw, 'defect', g.defect, 'untilVersion', w.version_no) ORDER BY w.version_no DESC, g.id), '[]')
       FROM indicator_target g JOIN document w ON w.id = g.replaced_document_id WHERE g.indicator_id = i.id) AS former
  FROM indicator i JOIN intake_record r ON r.id = i.record_id LEFT JOIN measure m ON m.id = i.measure_id`;

/** A plan's measures in its own order, with the tasks in the actor's reach that came of them. */
export async function measuresOf(manager: EntityManager, actor: Actor, planId: number): Promise<MeasureView[]> {
  const rows: (MeasureView & { isItem: boolean | null })[] = await manager.query(
    `SELECT m.id, m.no, m.title, m.section, m.text,
            (SELECT substr(d.text, r.start_at + 1, r.end_at - r.start_at) FROM intake_record r JOIN document d ON d.id = r.document_id
              WHERE r.id = m.parent_record_id) AS "listText", m.deadline, m.deadline_raw AS "deadlineRaw", m.phases, m.lead_names AS "leadNames",
            m.support_names AS "supportNames", (SELECT r.indicators FROM intake_record r WHERE r.id = coalesce(taken.id, m.record_id)) AS indicators, m.document_id AS "documentId",
            (SELECT d.version_no FROM document d WHERE d.id = m.gone_document_id) AS "goneSince",
            m.start_at AS start, m.end_at AS "end",
            taken."isItem", coalesce(came."taskIds", '{}') AS "taskIds"
       FROM measure m
       LEFT JOIN (SELECT t.measure_id, array_agg(t.id ORDER BY t.id) AS "taskIds" FROM task t
                   WHERE t.plan_id = $1 AND t.state <> 'discarded' AND ${visibleTo('t', '$2')} GROUP BY 1) came ON came.measure_id = m.id
       LEFT JOIN LATERAL (SELECT v.new_record_id AS id, v.new_item IS NOT NULL AS "isItem" FROM version_difference v
                           WHERE v.measure_id = m.id AND v.decision = 'taken' AND v.kind = 'changed' ORDER BY v.document_id DESC LIMIT 1) taken ON true
      WHERE m.plan_id = $1 ORDER BY m.position`,
    [planId, scopeOf(actor).tops],
  );
  return rows.map(({ isItem, ...row }) => ({
    ...row,
    indicators: isItem ? spokenOfIn(row.text, row.indicators) : row.indicators,
    listText: row.listText === null ? null : joinLines(row.listText),
  }));
}

function viewOf(row: PlanRow, actor: Actor): PlanView {
  return {
    ...row,
    kindLabel: PLAN_KINDS[row.kind],
    stateLabel: PLAN_STATES[row.state],
    permissions: {
      confirm: row.state === 'intake' && postFor(actor, 'plan.confirm', row.ownerUnitId) !== null,
      breakDown: row.state === 'confirmed' && postFor(actor, 'plan.break_down', row.ownerUnitId) !== null,
    },
  };
}
