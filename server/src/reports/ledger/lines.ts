import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ids, prepared } from '../../platform/database/prepared.js';
import { quoted } from '../../platform/database/quoted.js';
import { ENDING_ACTS } from '../../platform/history.entity.js';
import { type DatedFacts, stretchOf } from '../../rules/light-days.js';
import { type Light, lightOf } from '../../rules/lights.js';
import { expectedPercent } from '../../rules/pace.js';
import { VOID_RETURNS } from '../../rules/return.words.js';
import type { PaceRules, SchemeRules } from '../../rules/schemes.js';
import { closedAs, type TaskState, UNISSUED_STATES } from '../../rules/task.process.js';
import { LIGHT_COLUMNS } from '../../tasks/light.sql.js';
import { type Judged, Lights } from '../../tasks/lights.js';

/** One task as the exported ledger tells of it. Days are 'YYYY-MM-DD' in Asia/Shanghai, percents whole numbers. */
export interface LedgerLine {
  id: number;
  no: string | null;
  title: string;
  requirement: string;
  doneCriterion: string | null;
  evidenceRequired: string | null;
  planTitle: string;
  section: string | null;
  measureNo: string | null;
  state: TaskState;
  leadUnitName: string | null;
  county: string | null;
  supervisingUnitName: string;
  coLeadUnitNames: string[];
  supportUnitNames: string[];
  handlerName: string | null;
  receivedOn: string | null;
  receivedByName: string | null;
  issuedOn: string | null;
  completedOn: string | null;
  delistedOn: string | null;
  delistedByName: string | null;
  light: Light;
  lightLabel: string;
  lightReason: string;
  expectedPercent: number | null;
  percent: number | null;
  lastReportText: string | null;
  problem: string | null;
  nextStep: string | null;
  lastReportOn: string | null;
  cadence: string | null;
  phase: string | null;
  nextDue: string | null;
  originalDeadline: string | null;
  deadline: string | null;
  extensionCount: number;
  noticeNos: string[];
  openEscalations: number;
  evidenceCount: number;
  reviewResult: string | null;
  carriedFrom: string | null;
  carriedTo: string | null;
}

const onDay = (instant: string) => `to_char(${instant} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;
const unitsOf = (role: string) => `ARRAY(SELECT u.name FROM assignment a JOIN unit u ON u.id = a.unit_id
  WHERE a.task_id = t.id AND a.role = '${role}' AND a.state <> 'replaced' ORDER BY a.id)`;

/** The county of a unit: itself, or the nearest above it that is one. The path names those above ('/1/3/57/'). */
export const COUNTY_OF = (unit: string) => `(SELECT above.name FROM unit above
  WHERE above.kind = 'county_bureau' AND above.id = ANY(string_to_array(trim(BOTH '/' FROM ${unit}.path), '/')::int[]) ORDER BY length(above.path) DESC LIMIT 1)`;

const LINES = `
  SELECT t.id, t.no, t.title, t.requirement, t.done_criterion AS "doneCriterion", t.evidence_required AS "evidenceRequired", t.state, t.percent, t.cadence,
         p.title AS "planTitle", m.section ->> -1 AS section, m.no AS "measureNo", lead.name AS "leadUnitName", ${COUNTY_OF('lead')} AS county,
         supervising.name AS "supervisingUnitName", ${unitsOf('co_lead')} AS "coLeadUnitNames", ${unitsOf('support')} AS "supportUnitNames",
         handler.name AS "handlerName", ${onDay('share.received_at')} AS "receivedOn", receiver.name AS "receivedByName",
         ${onDay('t.issued_at')} AS "issuedOn", ${onDay('t.completed_at')} AS "completedOn",
         ${onDay('struck.at')} AS "delistedOn", struck.actor_name AS "delistedByName",
         ${LIGHT_COLUMNS('t')}, t.original_deadline AS "originalDeadline", t.deadline, phase.year || '年' || phase.name AS phase,
         last.done_text AS "lastReportText", last.problem, last.next_step AS "nextStep", ${onDay('last.at')} AS "lastReportOn",
         (SELECT count(*) FROM application x WHERE x.task_id = t.id AND x.kind = 'extension' AND x.state = 'granted') AS "extensionCount",
         ARRAY(SELECT x.notice_no FROM escalation x WHERE x.task_id = t.id ORDER BY x.id) AS "noticeNos",
         (SELECT count(*) FROM escalation x WHERE x.task_id = t.id AND x.state = 'issued') AS "openEscalations",
         (SELECT count(*) FROM evidence e WHERE e.task_id = t.id AND e.withdrawn_at IS NULL) AS "evidenceCount",
         COALESCE(judged.input ->> 'reason', judged.input ->> 'opinion') AS "reviewResult",
         COALESCE(before.no, before.title) AS "carriedFrom", COALESCE(later.no, later.title) AS "carriedTo"
    FROM task t JOIN plan p ON p.id = t.plan_id JOIN unit supervising ON supervising.id = t.supervising_unit_id
    LEFT JOIN unit lead ON lead.id = t.lead_unit_id LEFT JOIN measure m ON m.id = t.measure_id
    LEFT JOIN assignment share ON share.task_id = t.id AND share.unit_id = t.lead_unit_id
    LEFT JOIN account handler ON handler.id = share.handler_id LEFT JOIN account receiver ON receiver.id = share.received_by
    LEFT JOIN task before ON before.id = t.predecessor_id
    LEFT JOIN LATERAL (SELECT x.no, x.title FROM task x WHERE x.predecessor_id = t.id ORDER BY x.id DESC LIMIT 1) later ON true
    LEFT JOIN LATERAL (SELECT f.year, f.name FROM task_phase f WHERE f.task_id = t.id AND f.verdict IS NULL AND f.due_date = t.next_due LIMIT 1) phase ON true
    LEFT JOIN LATERAL (SELECT r.at, r.done_text, r.problem, r.next_step FROM cycle_return r
       WHERE r.task_id = t.id AND r.state NOT IN (${quoted(VOID_RETURNS)}) ORDER BY r.id DESC LIMIT 1) last ON true
    LEFT JOIN LATERAL (SELECT h.at, h.actor_name FROM process_history h
       WHERE h.task_id = t.id AND h.process = 'task' AND h.act IN (${ENDING_ACTS}) AND h.act = 'delist' ORDER BY h.id DESC LIMIT 1) struck ON true
    LEFT JOIN LATERAL (SELECT h.input FROM process_history h
       WHERE h.task_id = t.id AND h.process = 'task' AND h.act IN (${ENDING_ACTS}) AND h.act <> 'delist' ORDER BY h.id DESC LIMIT 1) judged ON true
   WHERE t.id = ANY($1)`;

/** Where the plan's scheme does not go by pace, an even one. */
const EVEN: Pick<PaceRules, 'curve' | 'weights'> = { curve: 'linear', weights: [] };

/** Everything that the columns of the ledger tell of a task. */
@Injectable()
export class LedgerLines {
  constructor(private readonly lights: Lights) {}

  /** The lines of some tasks in the given order; the caller has put the scope into the choice of the ids. */
  async of(manager: EntityManager, taskIds: number[], today: string): Promise<LedgerLine[]> {
    const reading = this.lights.judged(manager, taskIds);
    const [rows, all, explain] = await Promise.all([
      prepared<StoredLine>(manager, LINES, [ids(taskIds)]),
      reading,
      this.lights.explainerOf(manager, reading, today),
    ]);
    const judged = new Map(all.map(each => [each.id, each]));
    const lines = new Map(
      rows.map(({ paused, warnFrom, criticalFrom, noData, ...row }) => {
        const issued = !UNISSUED_STATES.includes(row.state);
        const closed = closedAs(row.state);
        const light = lightOf({ issued, closed, paused, nextDue: row.nextDue, warnFrom, criticalFrom, noData }, today);
        const { lightLabel, lightReason } = explain(row.id, light);
        const expected = issued && closed === null ? expectedOn(judged.get(row.id), today) : null;
        return [row.id, { ...row, light, lightLabel, lightReason, expectedPercent: expected }];
      }),
    );
    return taskIds.flatMap(id => lines.get(id) ?? []);
  }
}

type StoredLine = Omit<LedgerLine, 'light' | 'lightLabel' | 'lightReason' | 'expectedPercent'> & {
  paused: boolean;
  warnFrom: string | null;
  criticalFrom: string | null;
  noData: boolean;
};

/** What should be done by a day, in whole percent; null for what has no end. */
function expectedOn(judged: Judged | undefined, today: string): number | null {
  if (!judged) return null;
  const { facts, scheme } = judged;
  if (facts.nextDue === null || facts.issuedOn === null) return null;
  const rules: SchemeRules = scheme.rules;
  return Math.round(expectedPercent(rules.kind === 'pace' ? rules : EVEN, stretchOf(facts as DatedFacts), today));
}
