import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PeopleOf } from '../people/people-of.js';
import { ids, prepared } from '../platform/database/prepared.js';
import type { Circle, Notice, NoticeFacts } from './notices.js';

/** A notice with what it tells of, and the units that stand around that. */
export interface Addressed {
  notice: Notice;
  facts: NoticeFacts;
  places: Record<Circle['of'], number[]>;
  /** Written down with the message: one person gets one message for one cause. */
  cause: string;
  /** Messages that bear the same are one line of the inbox: what one act did to many tasks. */
  together: string | null;
}

/** Who is told, and the telling: for many notices at once, with as many questions as for one. */
@Injectable()
export class Recipients {
  constructor(private readonly people: PeopleOf) {}

  /** For each notice who holds a post in one of its circles now (G13), without the one who acted. */
  async of(manager: EntityManager, all: Addressed[]): Promise<number[][]> {
    const circles = all.map(circlesOf);
    const lines = await unitsAbove(
      manager,
      circles.flat().flatMap(({ above, units }) => (above ? units : [])),
    );
    const reach = ({ above, units }: Reached) => (above ? units.flatMap(unit => lines.get(unit) ?? []) : units);
    const posted = await this.people.posted([...new Set(circles.flat().flatMap(reach))], manager);
    return all.map(({ facts }, at) => {
      const standing = (circle: Reached) =>
        reach(circle).flatMap(unit => posted.get(unit)?.filter(({ role }) => circle.roles.includes(role)) ?? []);
      const accounts = new Set((circles[at] ?? []).flatMap(standing).map(({ accountId }) => accountId));
      accounts.delete(facts.act?.accountId ?? 0);
      return [...accounts];
    });
  }

  /** Writes the notices to their recipients. A repeat finds its messages written already. */
  async write(manager: EntityManager, all: Addressed[], recipients: number[][], at: Date): Promise<void> {
    const lines = all.flatMap(({ notice, facts, cause, together }, index) => {
      const message = { kind: notice.kind, title: notice.title(facts), body: notice.body(facts), taskId: facts.task.id, cause, together };
      return (recipients[index] ?? []).map(recipient => ({ recipient, ...message }));
    });
    if (lines.length === 0) return;
    await prepared(
      manager,
      `INSERT INTO message (recipient_id, kind, title, body, task_id, cause, together, at)
       SELECT recipient, kind, title, body, "taskId", cause, together, $2
         FROM jsonb_to_recordset($1::jsonb) AS m(recipient int, kind text, title text, body text, "taskId" int, cause text, together text)
       ON CONFLICT (recipient_id, cause) DO NOTHING`,
      [JSON.stringify(lines), at],
    );
  }
}

interface Reached extends Pick<Circle, 'roles' | 'above'> {
  units: number[];
}

/** The circles that a notice goes to, as its act has left the record and as the rung of the ladder copies it. */
function circlesOf({ notice, facts: { act, escalation }, places }: Addressed): Reached[] {
  return notice.to
    .filter(({ inStates }) => !inStates || (act !== null && inStates.includes(act.toState)))
    .map(({ of, roles, above, copied }) => ({
      roles: copied ? roles.filter(role => escalation?.copyTo.includes(role)) : roles,
      above,
      units: places[of],
    }));
}

/** Each unit with all that stand above it, itself included: its path names them. */
async function unitsAbove(manager: EntityManager, units: number[]): Promise<Map<number, number[]>> {
  if (units.length === 0) return new Map();
  const rows = await prepared<{ id: number; above: number[] }>(
    manager,
    `SELECT id, string_to_array(trim(BOTH '/' FROM path), '/')::int[] AS above FROM unit WHERE id = ANY($1::int[])`,
    [ids(units)],
  );
  return new Map(rows.map(({ id, above }) => [id, above]));
}
