import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { ADMIN_ROLES } from '../rules/actor.js';
import { chineseDate } from '../rules/lights.js';
import { MESSAGE_KINDS, type MessageKind } from '../rules/messages.js';
import { type Placeholder, renderTemplate } from '../rules/templates.js';
import { lightCondition } from '../tasks/light.sql.js';
import { visibleTo } from '../tasks/visible.js';
import { LINE, titleOfMany } from './lines.js';
import { MessageSettings } from './message.settings.js';

/** Lines that a digest shows; more are counted. */
const LONGEST = 30;

export interface Digest {
  items: number;
  title: string;
  text: string;
}

/** Finds what a digest says, at the moment when it is sent: what was read meanwhile, or may no longer be seen, is left out. */
@Injectable()
export class Digests {
  /** Which lines `m` (with their task `t`) a person may be told of: those whose record the person may see now. */
  private readonly sights = [`m.task_id IS NOT NULL AND ${visibleTo('t', `ARRAY(${REACH})`)}`];

  constructor(
    private readonly settings: MessageSettings,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A room above adds lines that lead to records of its own. @param condition on message `m`, from the units that the person reaches */
  alsoTell(condition: (units: string) => string): void {
    this.sights.push(`(${condition(`ARRAY(${REACH})`)})`);
  }

  /** A person's unread lines of an interval of the inbox, of what the person may see now. */
  async ofPerson(manager: EntityManager, accountId: number, name: string, afterId: number, uptoId: number): Promise<Digest> {
    const rows: { kind: MessageKind; title: string; tasks: number; total: number }[] = await manager.query(
      `SELECT m.kind, (array_agg(m.title ORDER BY t.next_due, m.id))[1] AS title, count(*) AS tasks, count(*) OVER () AS total
         FROM message m LEFT JOIN task t ON t.id = m.task_id
        WHERE m.recipient_id = $1 AND m.read_at IS NULL AND m.id > $2 AND m.id <= $3 AND (${this.sights.join(' OR ')})
        GROUP BY m.kind, ${LINE} ORDER BY max(m.id) DESC LIMIT ${LONGEST}`,
      [accountId, afterId, uptoId, [...ADMIN_ROLES]],
    );
    const lines = rows.map(({ kind, title, tasks }) => `【${MESSAGE_KINDS[kind]}】${titleOfMany(title, tasks)}`);
    return this.render('subject', 'body', name, lines, rows[0]?.total ?? 0);
  }

  /** What presses in a unit: its own open tasks that are late or warned of, and the notices that it has to answer. */
  async ofUnit(manager: EntityManager, unitId: number, unitName: string): Promise<Digest> {
    const today = this.clock.today();
    const lit = (['overdue', 'critical', 'due_soon'] as const).map(light => lightCondition('t', light, today)).join(' OR ');
    const rows: { title: string; nextDue: string; late: boolean; notices: number; total: number }[] = await manager.query(
      `SELECT t.title, t.next_due AS "nextDue", t.next_due < '${today}' AS late, count(*) OVER () AS total,
              (SELECT count(*) FROM escalation x WHERE x.task_id = t.id AND x.state = 'issued' AND t.lead_unit_id = $1) AS notices
         FROM task t WHERE EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND a.unit_id = $1 AND a.state <> 'replaced') AND (${lit})
        ORDER BY t.next_due, t.id LIMIT ${LONGEST}`,
      [unitId],
    );
    const lines = rows.map(
      ({ title, nextDue, late, notices }) =>
        `【${late ? '逾期' : '临期'}】${title}（${chineseDate(nextDue)}到期${notices > 0 ? `，${notices}张督办单待答复` : ''}）`,
    );
    return this.render('subject', 'robot', unitName, lines, rows[0]?.total ?? 0);
  }

  private async render(title: 'subject', text: 'body' | 'robot', name: string, lines: string[], items: number): Promise<Digest> {
    const settings = await this.settings.get();
    const values = this.values(name, lines, items);
    return { items, title: renderTemplate(settings[title], values), text: renderTemplate(settings[text], values) };
  }

  /** The values of a template's placeholders. */
  values(name: string, lines: string[], items: number): Record<Placeholder, string> {
    const more = items > lines.length ? [`……另有 ${items - lines.length} 条，请登录查看`] : [];
    return {
      收件人: name,
      日期: chineseDate(this.clock.today()),
      件数: String(items),
      清单: [...lines.map((line, index) => `${index + 1}. ${line}`), ...more].join('\n'),
      网址: this.config.publicUrl ?? '（请在内网打开）',
    };
  }
}

/** The units that a person's business posts reach, for `ARRAY(…)`; `$1` the account, `$4` the roles of administrators. */
const REACH = `
  SELECT below.id FROM post_holding h JOIN post p ON p.id = h.post_id JOIN unit u ON u.id = p.unit_id
    JOIN unit below ON below.path >= u.path AND below.path < u.path || ':'
   WHERE h.account_id = $1 AND h.until IS NULL AND p.active AND u.active AND NOT (p.role = ANY($4::text[]))`;
