import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalendarStore } from '../calendar/calendar.store.js';
import { Clock } from '../platform/clock.js';
import { notFound } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { lightDays } from '../rules/light-days.js';
import { lightReason } from '../rules/light-reason.js';
import { LIGHTS, type Light, lightOf } from '../rules/lights.js';
import { NAMED_LIGHTS, type NamedLight, type Scheme } from '../rules/schemes.js';
import { CLOSED_STATES, UNISSUED_STATES } from '../rules/task.process.js';
import { quoted } from '../tasks/light.sql.js';
import { type Judged, Lights } from '../tasks/lights.js';
import { visibleTo } from '../tasks/visible.js';
import type { SchemeTrial, TrySchemeChange } from './light-scheme.dto.js';

const BATCH = 1000;
const LONGEST = 200;
const ORDER = Object.keys(LIGHTS) as Light[];

/** Marks a trial: only the change that was tried can be put into effect. */
export function sealOf(id: number, { name: _name, note: _note, planIds, ...change }: TrySchemeChange): string {
  const tried = [id, change.rules, change.words, change.isDefault, change.version, [...planIds].sort((a, b) => a - b)];
  return createHash('sha256').update(JSON.stringify(tried)).digest('hex').slice(0, 32);
}

type Change = SchemeTrial['changes'][number];

/** Tries a scheme on the open tasks of today, and changes nothing. */
@Injectable()
export class LightSchemeTrial {
  constructor(
    private readonly source: DataSource,
    private readonly lights: Lights,
    private readonly calendar: CalendarStore,
    private readonly clock: Clock,
  ) {}

  /** What would change among the tasks that the scheme judges now or then, as far as the actor's scope reaches; throws 404. */
  async run(id: number, change: TrySchemeChange, actor: Actor): Promise<SchemeTrial> {
    const after = await this.schemesAfter(id, change);
    const trial: SchemeTrial = { tasks: 0, before: none(), after: none(), changed: 0, changes: [], seal: sealOf(id, change) };
    for (let last: number | undefined = 0; last !== undefined; ) {
      const rows: TriedRow[] = await this.source.query(TRIED, [scopeOf(actor).units, [...after.keys()], last]);
      for (const found of await this.compare(rows, after)) {
        trial.tasks += 1;
        trial.before[found.before] += 1;
        trial.after[found.after] += 1;
        if (found.before !== found.after) trial.changed += 1;
        if (found.before !== found.after) trial.changes.push(found);
      }
      trial.changes = trial.changes.sort(gravest).slice(0, LONGEST);
      last = rows.at(-1)?.id;
    }
    return trial;
  }

  /** The plans whose scheme the change touches, each with the one that judges it afterwards. */
  private async schemesAfter(id: number, change: TrySchemeChange): Promise<Map<number, Pick<Scheme, 'rules' | 'words'>>> {
    const schemes: (Pick<Scheme, 'rules' | 'words'> & { id: number; isDefault: boolean })[] = await this.source.query(
      'SELECT id, rules, words, is_default AS "isDefault" FROM light_scheme',
    );
    const tried = schemes.find(scheme => scheme.id === id);
    if (!tried) throw notFound('light_scheme', '套亮灯规则');
    const usual = schemes.find(scheme => scheme.isDefault) ?? tried;
    const standing = change.isDefault ? change : usual.id === id ? change : usual;
    const plans: { id: number; chosen: number | null }[] = await this.source.query('SELECT id, light_scheme_id AS chosen FROM plan');
    const touched = new Map<number, Pick<Scheme, 'rules' | 'words'>>();
    for (const plan of plans) {
      const now = plan.chosen ?? usual.id;
      const kept = plan.chosen !== null && plan.chosen !== id ? schemes.find(scheme => scheme.id === plan.chosen) : undefined;
      const then = change.planIds.includes(plan.id) ? change : (kept ?? standing);
      if (now === id || then === change) touched.set(plan.id, { rules: then.rules, words: then.words });
    }
    return touched;
  }

  private async compare(rows: TriedRow[], after: Map<number, Pick<Scheme, 'rules' | 'words'>>): Promise<Change[]> {
    const today = this.clock.today();
    const calendar = await this.calendar.current();
    const judged = await this.lights.judged(
      this.source.manager,
      rows.map(({ id }) => id),
    );
    const facts = new Map<number, Judged>(judged.map(each => [each.id, each]));
    return rows.map(({ id, planId, ...row }) => {
      const { facts: of, scheme } = facts.get(id) as Judged;
      const next = after.get(planId) as Pick<Scheme, 'rules' | 'words'>;
      const lit = (by: Pick<Scheme, 'rules' | 'words'>) =>
        lightOf({ issued: true, closed: false, nextDue: of.nextDue, ...lightDays(by.rules, of, calendar) }, today);
      const [before, then] = [lit(scheme), lit(next)];
      return {
        taskId: id,
        ...row,
        before,
        beforeLabel: wordOf(scheme, before).label,
        after: then,
        afterLabel: wordOf(next, then).label,
        afterColour: wordOf(next, then).colour,
        reason: lightReason(next, of, lightDays(next.rules, of, calendar), then, calendar, today),
      };
    });
  }
}

interface TriedRow extends Pick<Change, 'no' | 'title' | 'planTitle' | 'leadUnitName'> {
  id: number;
  planId: number;
}

const TRIED = `
  SELECT t.id, t.plan_id AS "planId", t.no, t.title, p.title AS "planTitle", u.name AS "leadUnitName"
    FROM task t JOIN plan p ON p.id = t.plan_id LEFT JOIN unit u ON u.id = t.lead_unit_id
   WHERE t.id > $3 AND t.plan_id = ANY($2) AND t.state NOT IN (${quoted([...UNISSUED_STATES, ...CLOSED_STATES])}) AND ${visibleTo('t', '$1')}
   ORDER BY t.id LIMIT ${BATCH}`;

const gravest = (a: Change, b: Change) => ORDER.indexOf(a.after) - ORDER.indexOf(b.after) || a.taskId - b.taskId;
const none = () => Object.fromEntries(ORDER.map(light => [light, 0])) as Record<Light, number>;

function wordOf({ words }: Pick<Scheme, 'words'>, light: Light) {
  const named = (NAMED_LIGHTS as readonly Light[]).includes(light);
  return named ? words[light as NamedLight] : { label: LIGHTS[light].label, colour: null };
}
