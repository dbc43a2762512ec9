import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CalendarStore } from '../../calendar/calendar.store.js';
import { onLadderOf } from '../../messages/ladder.book.js';
import { Clock } from '../../platform/clock.js';
import { prepared } from '../../platform/database/prepared.js';
import { sendOff } from '../../platform/database/transaction.js';
import { Doorway } from '../../platform/doorway.js';
import { nextNumber, nextNumbers } from '../../platform/numbers.js';
import type { EffectContext } from '../../platform/process.room.js';
import type { Actor } from '../../rules/actor.js';
import { daysBetween, type LitTask, lightOf } from '../../rules/lights.js';
import { closedAs, type EscalationLevel, LEADER_LEVELS, type TaskState } from '../../rules/task.process.js';
import { workingDaysBetween } from '../../rules/working-days.js';
import { LIGHT_COLUMNS } from '../../tasks/light.sql.js';
import { Lights } from '../../tasks/lights.js';
import type { EscalationFacts, InterviewFacts, ReminderFacts, TaskOnTheDay } from './factsheet.js';
import { LetterheadService } from './letterhead.service.js';
import { sheetOf } from './notices.js';

/** Draws up the papers that follow from an act, in its transaction: the facts of that moment are stored and never read again. */
@Injectable()
export class NoticePapers implements OnModuleInit {
  constructor(
    private readonly doorway: Doorway,
    private readonly lights: Lights,
    private readonly clock: Clock,
    private readonly letterheads: LetterheadService,
    private readonly calendar: CalendarStore,
  ) {}

  onModuleInit(): void {
    this.doorway.effect('escalation', 'draw_up_notice', context => this.notice(context));
    this.doorway.effect('escalation', 'draw_up_minutes', context => this.minutes(context));
    this.doorway.effect('task', 'draw_up_reminders', context => this.reminders(context));
  }

  /** 督办单: its number is that of the notice of the ladder. */
  private async notice({ manager, row, actor, today }: EffectContext): Promise<void> {
    const [notice] = await manager.query(
      `SELECT x.notice_no AS number, x.level, x.reason AS demand, x.reply_by AS "replyBy", t.supervising_unit_id AS "officeUnitId",
              (SELECT o.notice_no FROM escalation o WHERE o.task_id = x.task_id AND o.id < x.id ORDER BY o.id DESC LIMIT 1) AS previous,
              ARRAY(SELECT DISTINCT i.leader_name FROM instruction i WHERE i.task_id = x.task_id AND i.state IN ('issued', 'answered') ORDER BY 1) AS "instructedBy"
         FROM escalation x JOIN task t ON t.id = x.task_id WHERE x.id = $1`,
      [row.id],
    );
    const { officeUnitId, ...of } = notice;
    const unclimbed = LEADER_LEVELS.includes(of.level) ? await stepsPassedBy(manager, row.taskId, of.level) : [];
    const facts: EscalationFacts = {
      kind: 'escalation_notice',
      ...(LETTERS.includes(of.level) && { layout: 'letter' }),
      ...of,
      ...(unclimbed.length > 0 && { unclimbed }),
      ...(await this.taskFacts(manager, row.taskId, officeUnitId)),
      day: today,
      issuer: issuerOf(actor),
    };
    await keep(manager, [[facts, `escalation:${row.id}`]], { officeUnitId, taskId: row.taskId, actor });
  }

  /** 约谈记录: drawn up when the interview has been held. */
  private async minutes({ manager, row, actor, input, today }: EffectContext): Promise<void> {
    const [{ officeUnitId, ...notice }] = await manager.query(
      `SELECT x.notice_no AS "noticeNo", x.reason, t.supervising_unit_id AS "officeUnitId"
         FROM escalation x JOIN task t ON t.id = x.task_id WHERE x.id = $1`,
      [row.id],
    );
    const said = (field: string) => String(input[field]);
    const facts: InterviewFacts = {
      kind: 'interview_record',
      number: await nextNumber(manager, 'interview', Number(today.slice(0, 4))),
      ...notice,
      ...(await this.taskFacts(manager, row.taskId, officeUnitId)),
      heldOn: said('heldOn'),
      venue: said('venue'),
      interviewer: said('interviewer'),
      persons: said('persons'),
      minutes: said('minutes'),
      decision: said('decision'),
      day: today,
      issuer: issuerOf(actor),
    };
    await keep(manager, [[facts, `interview:${row.id}`]], { officeUnitId, taskId: row.taskId, actor });
  }

  /** 催办通知: a sheet of its own for each unit that has a share. */
  private async reminders({ manager, row, actor, input, today, historyId }: EffectContext): Promise<void> {
    const [units, task] = await Promise.all([prepared<Reminded>(manager, REMINDED, [row.taskId]), this.task(manager, row.taskId)]);
    if (!units[0]) return;
    const { officeUnitId, nextDue } = units[0];
    const [left, head, numbers] = await Promise.all([
      this.daysLeft(manager, nextDue, today),
      this.letterheads.of(officeUnitId, manager),
      nextNumbers(manager, 'reminder', Number(today.slice(0, 4)), units.length),
    ]);
    const papers = units.map(({ unitId, unitName }, index): [ReminderFacts, string] => [
      {
        kind: 'reminder',
        layout: 'letter',
        number: numbers[index] as string,
        unitName,
        head,
        task,
        ...left,
        day: today,
        words: typeof input.text === 'string' && input.text ? input.text : null,
        issuer: issuerOf(actor),
      },
      `reminder:${historyId}:${unitId}`,
    ]);
    await keep(manager, papers, { officeUnitId, taskId: row.taskId, actor });
  }

  /** The task as this transaction sees it, and the letterhead of its office. */
  private async taskFacts(manager: EntityManager, taskId: number, officeUnitId: number) {
    const [head, task] = await Promise.all([this.letterheads.of(officeUnitId, manager), this.task(manager, taskId)]);
    return { head, task };
  }

  private async task(manager: EntityManager, taskId: number): Promise<TaskOnTheDay> {
    const today = this.clock.today();
    const [[told], explain] = await Promise.all([prepared<Told>(manager, TOLD, [taskId]), this.lights.explainer(manager, [taskId], today)]);
    const { state, paused, nextDue, warnFrom, criticalFrom, noData, ...task } = told as Told;
    const lit = { paused, nextDue, warnFrom, criticalFrom, noData, issued: true, closed: closedAs(state) };
    return { ...task, standing: explain(taskId, lightOf(lit, today)).lightReason };
  }

  private async daysLeft(manager: EntityManager, nextDue: string | null, today: string) {
    if (nextDue === null) return { daysLeft: null, workingDaysLeft: null };
    const working = workingDaysBetween(await this.calendar.current(manager), today, nextDue);
    return { daysLeft: daysBetween(today, nextDue), workingDaysLeft: working.known ? working.value : null };
  }
}

/** The units that a task's reminder goes to, a sheet each. */
const REMINDED = `
  SELECT u.id AS "unitId", u.name AS "unitName", t.supervising_unit_id AS "officeUnitId", t.next_due AS "nextDue"
    FROM task t JOIN assignment a ON a.task_id = t.id JOIN unit u ON u.id = a.unit_id
   WHERE t.id = $1 AND a.state <> 'replaced' ORDER BY a.role, a.id`;

interface Reminded {
  unitId: number;
  unitName: string;
  officeUnitId: number;
  nextDue: string | null;
}

/** What a paper tells of its task, and what its light is read from. */
const TOLD = `
  SELECT t.no, t.title, p.title AS "planTitle", m.section ->> -1 AS section, lead.name AS "leadUnitName", t.deadline, t.percent, t.state, ${LIGHT_COLUMNS('t')},
         ARRAY(SELECT u.name FROM assignment a JOIN unit u ON u.id = a.unit_id
                WHERE a.task_id = t.id AND a.role <> 'lead' AND a.state <> 'replaced' ORDER BY a.role, a.id) AS "supportUnitNames"
    FROM task t JOIN plan p ON p.id = t.plan_id LEFT JOIN measure m ON m.id = t.measure_id LEFT JOIN unit lead ON lead.id = t.lead_unit_id
   WHERE t.id = $1`;

type Told = Omit<TaskOnTheDay, 'standing'> & Omit<LitTask, 'issued' | 'closed'> & { state: TaskState };

/** Notices above the three colours are letters (督办函); those are forms of their own. */
const LETTERS: readonly EscalationLevel[] = ['interview', 'criticise', 'accountability'];

/** Steps in use below a level that this round of the ladder has neither taken nor skipped for a reason (未逐级的理由). */
async function stepsPassedBy(manager: EntityManager, taskId: number, level: EscalationLevel): Promise<string[]> {
  const rows: { name: string }[] = await manager.query(
    `SELECT r.name FROM task t JOIN ladder_rung r ON ${onLadderOf('t')} JOIN ladder_rung own ON own.kind = $2 AND own.plan_id IS NOT DISTINCT FROM r.plan_id
      WHERE t.id = $1 AND r.active AND r.kind <> 'reminder' AND r.position < own.position AND NOT EXISTS (
        SELECT 1 FROM rung_firing f JOIN rung_decision d ON d.firing_id = f.id WHERE f.task_id = t.id AND f.rung = r.code AND f.round = t.ladder_round)
      ORDER BY r.position`,
    [taskId, level],
  );
  return rows.map(({ name }) => name);
}

function issuerOf({ name, posts }: Actor): string {
  const post = posts[0];
  return post ? `${post.unitName}${post.name} ${name}` : name;
}

interface Origin {
  officeUnitId: number;
  taskId: number;
  actor: Actor;
}

/** Keeps papers, each with what caused it. */
async function keep(
  manager: EntityManager,
  papers: [EscalationFacts | ReminderFacts | InterviewFacts, string][],
  origin: Origin,
): Promise<void> {
  const rows = papers.map(([facts, cause]) => {
    const sheet = sheetOf(facts, null, { number: facts.number, signerName: null, day: facts.day });
    return { kind: facts.kind, number: facts.number, cause, facts, day: facts.day, sha256: digest(sheet) };
  });
  await sendOff(
    manager,
    `INSERT INTO paper (kind, state, number, office_unit_id, task_id, cause, facts, drafter_id, signer_name, issued_on, sha256)
     SELECT p.kind, 'issued', p.number, $2, $3, p.cause, p.facts, $4, $5, p.day, p.sha256
       FROM jsonb_to_recordset($1::jsonb) AS p(kind text, number text, cause text, facts jsonb, day date, sha256 text)`,
    [JSON.stringify(rows), origin.officeUnitId, origin.taskId, origin.actor.accountId, origin.actor.name],
  );
}

/** The fingerprint of a sheet: the same sheet always has the same. */
export function digest(sheet: object): string {
  return createHash('sha256').update(JSON.stringify(sheet)).digest('hex');
}
