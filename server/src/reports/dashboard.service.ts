import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { quoted } from '../platform/database/quoted.js';
import { Unchanged } from '../platform/database/unchanged.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { LIGHTS, type Light } from '../rules/lights.js';
import { DONE_STATES } from '../rules/task.process.js';
import { lightCase } from '../tasks/light.sql.js';
import { TaskRows } from '../tasks/task.rows.js';
import { visibleTo } from '../tasks/visible.js';
import type { Dashboard } from './dashboard.dto.js';
import { waitingFor } from './waiting.js';

const LONGEST_LIST = 8;
const DONE = quoted(DONE_STATES);

type LightCounts = Partial<Record<Light, number>>;

/** What one pass over the tasks in reach gives. */
interface Counts {
  /** Tasks by plan, leading unit and light, and how many of them are done. */
  cells: { planId: number; unitId: number | null; light: Light; total: number; done: number }[];
  byPhase: Dashboard['byPhase'];
  plans: { id: number; title: string }[];
  units: { id: number; name: string; path: string }[];
  late: number[];
  dueSoon: number[];
}

/** The first page of everybody's day: the tasks in reach are gone through once, and everything is counted from that. */
@Injectable()
export class DashboardService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly rows: TaskRows,
    private readonly unchanged: Unchanged,
  ) {}

  /** As the database stands now; counted anew only when anything has been written since the same person last asked. */
  of(actor: Actor): Promise<Dashboard> {
    const today = this.clock.today();
    return this.unchanged.since(JSON.stringify(['dashboard', today, actor.accountId, actor.posts]), () => this.count(actor, today));
  }

  private async count(actor: Actor, today: string): Promise<Dashboard> {
    const { tops } = scopeOf(actor);
    const [waiting, [counts]] = await Promise.all([
      waitingFor(this.source.manager, actor, today),
      this.source.query(countsOn(today), [tops, today]) as Promise<[Counts]>,
    ]);
    const [late, dueSoon] = await Promise.all([this.rows.of(counts.late, actor), this.rows.of(counts.dueSoon, actor)]);
    return {
      waiting,
      late,
      dueSoon,
      byPhase: counts.byPhase,
      byUnit: unitsOf(counts),
      byLight: lightsOf(counts.cells),
      plans: plansOf(counts),
    };
  }
}

function lightsOf(cells: Counts['cells']): Dashboard['byLight'] {
  const sums = Object.fromEntries(Object.keys(LIGHTS).map(light => [light, 0])) as Record<Light, number>;
  for (const { light, total } of cells) sums[light] += total;
  return sums;
}

/** Units that lead something that has been issued, the most behind first. */
function unitsOf({ cells, units }: Counts): Dashboard['byUnit'] {
  const byUnit = groupBy(cells.filter(counted), ({ unitId }) => unitId);
  const lines = units.flatMap(({ id, name, path }) => {
    const own = byUnit.get(id);
    if (!own) return [];
    const lit: LightCounts = lightsOf(own);
    const sum = (...lights: Light[]) => lights.reduce((total, light) => total + (lit[light] ?? 0), 0);
    const counts = {
      completed: sum('done'),
      overdue: sum('overdue'),
      dueSoon: sum('due_soon', 'critical'),
      normal: sum('normal', 'no_date', 'no_data', 'paused'),
    };
    return [{ path, line: { unitId: id, unitName: name, total: totalOf(own), ...counts } }];
  });
  return lines
    .sort((a, b) => b.line.overdue - a.line.overdue || b.line.total - a.line.total || (a.path < b.path ? -1 : 1))
    .map(({ line }) => line);
}

function plansOf({ cells, plans }: Counts): Dashboard['plans'] {
  const byPlan = groupBy(cells.filter(counted), ({ planId }) => planId);
  return plans.flatMap(({ id, title }) => {
    const own = byPlan.get(id);
    if (!own) return [];
    const [total, completed] = [totalOf(own), own.reduce((sum, cell) => sum + cell.done, 0)];
    return [{ id, title, total, completed, percent: Math.round((100 * completed) / total) }];
  });
}

function groupBy<T, K>(items: T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** What has not been issued, and what was given up or lives on in another task, is nobody's to do: it weighs in no share of the whole. */
const counted = ({ light }: Counts['cells'][number]) => light !== 'unissued' && light !== 'ended';
const totalOf = (cells: Counts['cells']) => cells.reduce((sum, { total }) => sum + total, 0);

/**
 * The tasks in reach (`$1`: the tops of the scope) in one pass; `$2`: today. What was discarded counts nowhere.
 * A phase without a record is reached once the task is completed, and behind once its day has passed.
 */
function countsOn(today: string): string {
  const first = (lights: readonly Light[]) =>
    `ARRAY(SELECT id FROM seen WHERE light IN (${quoted(lights)}) ORDER BY next_due, id LIMIT ${LONGEST_LIST})`;
  return `
  WITH seen AS MATERIALIZED (
    SELECT t.id, t.plan_id, t.lead_unit_id, t.next_due, t.state IN (${DONE}) AS done, ${lightCase('t', today)} AS light
      FROM task t WHERE t.state <> 'discarded' AND ${visibleTo('t', '$1')}),
  cells AS (SELECT plan_id, lead_unit_id, light, count(*) AS total, count(*) FILTER (WHERE done) AS done FROM seen GROUP BY 1, 2, 3),
  phases AS (
    SELECT s.plan_id, f.year, min(f.name) AS name, count(*) AS total, count(*) FILTER (WHERE v.verdict = 'reached') AS reached,
           count(*) FILTER (WHERE v.verdict = 'behind') AS behind, count(*) FILTER (WHERE v.verdict = 'open') AS open
      FROM seen s JOIN task_phase f ON f.task_id = s.id
     CROSS JOIN LATERAL (SELECT CASE WHEN f.verdict IN ('reached', 'behind') THEN f.verdict WHEN s.done THEN 'reached'
                                     WHEN f.verdict IS NULL AND f.due_date < $2::date THEN 'behind' ELSE 'open' END AS verdict) v
     WHERE s.light <> 'unissued' GROUP BY 1, 2)
  SELECT (SELECT COALESCE(json_agg(json_build_object('planId', plan_id, 'unitId', lead_unit_id, 'light', light, 'total', total, 'done', done)), '[]') FROM cells) AS cells,
         (SELECT COALESCE(json_agg(json_build_object('year', f.year, 'name', f.name, 'planId', p.id, 'planTitle', p.title, 'total', f.total,
                   'reached', f.reached, 'behind', f.behind, 'open', f.open) ORDER BY p.id, f.year), '[]') FROM phases f JOIN plan p ON p.id = f.plan_id) AS "byPhase",
         (SELECT COALESCE(json_agg(json_build_object('id', id, 'title', title) ORDER BY id), '[]') FROM plan WHERE id IN (SELECT plan_id FROM cells)) AS plans,
         (SELECT COALESCE(json_agg(json_build_object('id', id, 'name', name, 'path', path)), '[]') FROM unit WHERE id IN (SELECT lead_unit_id FROM cells)) AS units,
         ${first(['overdue'])} AS late, ${first(['due_soon', 'critical'])} AS "dueSoon"`;
}
