import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { quoted } from '../platform/database/quoted.js';
import { PROCESSES } from '../rules/index.js';
import { OTHER_ACTS, TOLD_ALREADY } from '../tasks/timeline.js';
import { seenBy } from '../tasks/together/onlookers.js';

/** So many kinds of act a line names. */
const NAMED = 4;

/** Acts that no follower is told of: what another line tells already, and what only some roles may read. */
const UNTOLD = [...TOLD_ALREADY, 'task.escalate', 'task.instruct'];

const NEWS = `
  SELECT f.task_id AS "taskId", f.account_id AS "accountId", t.title, max(h.id) AS last, count(*) AS lines,
         array_agg(DISTINCT h.process || '.' || h.act) AS acts
    FROM task_follower f JOIN task t ON t.id = f.task_id JOIN process_history h ON h.task_id = f.task_id AND h.id > f.told_id
   WHERE f.told_on IS DISTINCT FROM $1::date AND h.account_id IS DISTINCT FROM f.account_id AND h.process <> 'instruction'
     AND h.process || '.' || h.act NOT IN (${quoted(UNTOLD)}) AND ${seenBy('t', 'f.account_id')}
   GROUP BY f.task_id, f.account_id, t.title ORDER BY f.account_id, f.task_id`;

/** Writes the lines, and how far each follower has been told. `$1` what is told, `$2` today, `$3` now. */
const TOLD = `
  WITH told AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS n("accountId" int, "taskId" int, last int, title text, body text)),
    line AS (
      INSERT INTO message (recipient_id, kind, title, body, task_id, cause, at)
      SELECT "accountId", 'followed', '关注的任务有新进展：' || title, body, "taskId", 'followed:' || "taskId" || ':' || $2::date, $3 FROM told ORDER BY "accountId", "taskId"
      ON CONFLICT (recipient_id, cause) DO NOTHING)
  UPDATE task_follower f SET told_id = n.last, told_on = $2::date FROM told n WHERE f.task_id = n."taskId" AND f.account_id = n."accountId"`;

interface News {
  taskId: number;
  accountId: number;
  title: string;
  last: number;
  lines: number;
  acts: string[];
}

/** What happened to followed tasks, as one line a day and task in the follower's inbox: the daily digest carries it out of the house. */
@Injectable()
export class FollowedNews {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Tells every follower what others did since he was last told; answers how many lines were written. */
  async tell(): Promise<number> {
    const today = this.clock.today();
    return this.source.transaction(async manager => {
      const news: News[] = await manager.query(NEWS, [today]);
      const told = news.map(each => ({ ...each, body: bodyOf(each) }));
      await manager.query(TOLD, [JSON.stringify(told), today, this.clock.now()]);
      return news.length;
    });
  }
}

function bodyOf({ title, lines, acts }: News): string {
  const labels = [...new Set(acts.map(labelOf))];
  const more = labels.length > NAMED ? '等' : '';
  return `您关注的任务“${title}”新增 ${lines} 条办理记录：${labels.slice(0, NAMED).join('、')}${more}。请到任务页查看。`;
}

/** The act in words, as the timeline has them. */
function labelOf(name: string): string {
  const [process, act] = name.split('.') as [string, string];
  return PROCESSES.find(each => each.name === process)?.acts[act]?.label ?? OTHER_ACTS[name]?.label ?? '其他';
}
