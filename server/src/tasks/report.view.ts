import type { EntityManager } from 'typeorm';
import { prepared } from '../platform/database/prepared.js';
import type { Doorway } from '../platform/doorway.js';
import type { Actor } from '../rules/actor.js';
import { missedPeriods, opensOn, owedPeriod, type Period } from '../rules/periods.js';
import { RETURN_PROCESS, type ReturnAct } from '../rules/return.process.js';
import { type ReturnState, RISKS, type Risk } from '../rules/return.words.js';
import type { ShareReporting } from './report.days.js';
import { returnFacts } from './return.room.js';
import type { TaskDetail } from './task.dto.js';

type View = TaskDetail['reports'][number];
type PeriodView = TaskDetail['assignments'][number]['missed'][number];

interface Row extends Omit<View, 'stateLabel' | 'riskLabel' | 'decision' | 'at' | 'permittedActs' | 'blockedActs'> {
  state: ReturnState;
  risk: Risk | null;
  at: Date;
  decision: { act: ReturnAct; byName: string; at: string; text: string | null } | null;
}

const REPORTS = `
  SELECT r.id, r.assignment_id AS "assignmentId", u.name AS "unitName", r.percent, r.done_text AS "doneText", r.problem, r.next_step AS "nextStep",
      r.help, r.risk, r.unchanged, r.period, r.period_label AS "periodLabel", r.state, r.version, p.name AS "reportedByName", r.at, d.decision
    FROM cycle_return r JOIN assignment a ON a.id = r.assignment_id JOIN unit u ON u.id = a.unit_id JOIN account p ON p.id = r.reporter_id
    LEFT JOIN LATERAL (SELECT json_build_object('act', h.act, 'byName', h.actor_name, 'at', h.at,
          'text', COALESCE(h.input ->> 'reason', NULLIF(h.input ->> 'opinion', ''))) AS decision
       FROM process_history h WHERE h.process = 'cycle_return' AND h.record_id = r.id AND h.act NOT IN ('hand_in', 'replace') ORDER BY h.id DESC LIMIT 1) d ON true
   WHERE r.task_id = $1 ORDER BY r.id DESC LIMIT 500`;

/** A task's reports, the newest first, each with what was said of it and the acts that are open to the person who looks. */
export async function reportsOf(manager: EntityManager, doorway: Doorway, taskId: number, actor: Actor): Promise<View[]> {
  const [rows, facts] = await Promise.all([prepared<Row>(manager, REPORTS, [taskId]), returnFacts(manager, 'taskId', taskId)]);
  return rows.flatMap(({ decision, at, ...row }) => {
    const of = facts.get(row.id);
    if (!of) return [];
    return {
      ...row,
      at: at.toISOString(),
      stateLabel: RETURN_PROCESS.states[row.state].label,
      riskLabel: row.risk && RISKS[row.risk],
      decision: decision && {
        label: RETURN_PROCESS.acts[decision.act].label,
        byName: decision.byName,
        at: new Date(decision.at).toISOString(),
        text: decision.text,
      },
      ...doorway.openActs('cycle_return', row.state, of, actor),
    };
  });
}

/** The period that a share is waited for next. */
export function owedOf(share: ShareReporting | undefined): PeriodView | null {
  const owed = share?.owes ? owedPeriod(share.periods, share.answered) : null;
  return owed && periodView(owed);
}

/** The periods that a share has let pass. */
export function missedOf(share: ShareReporting | undefined, today: string): PeriodView[] {
  return share?.owes ? missedPeriods(share.periods, share.answered, today).map(periodView) : [];
}

/** A period as forms and pages show it. */
export function periodView(period: Period): PeriodView {
  const { key, label, due, locks } = period;
  return { key, label, opens: opensOn(period), due, locks };
}
