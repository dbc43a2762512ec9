import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { visibleTo } from '../tasks/visible.js';
import type { SourceView } from './plan.dto.js';
import { codePoints, inWords, joinBetween } from './text.js';

/** Characters shown on either side of the sentence. */
const SURROUNDINGS = 120;

/** The sentence of the plan that a task comes from, in its surroundings. */
@Injectable()
export class SourceService {
  constructor(private readonly source: DataSource) {}

  /** Throws `source.not_found` for a task outside the scope or one that no sentence made. Lines of the print are joined, headings and sentences of others keep theirs. */
  async of(actor: Actor, taskId: number): Promise<SourceView> {
    const [row] = await this.source.query(
      `SELECT d.id AS "documentId", d.title AS "documentTitle", p.title AS "planTitle", m.no AS "measureNo", m.text AS "measureText", m.section, m.start_at AS start, m.end_at AS "end",
              substr(d.text, greatest(1, m.start_at + 1 - $3), least(m.start_at, $3)) AS before,
              substr(d.text, m.start_at + 1, m.end_at - m.start_at) AS sentence, substr(d.text, m.end_at + 1, $3) AS after,
              ARRAY(SELECT unnest(ARRAY[r.start_at, r.end_at]) FROM intake_record r
                     WHERE r.document_id = m.document_id AND r.end_at >= m.start_at - $3 AND r.start_at <= m.end_at + $3) AS edges,
              (SELECT json_build_object('kind', v.kind, 'text', m.text, 'versionNo', w.version_no, 'documentId', w.id, 'decidedAt', v.decided_at,
                        'deciderName', a.name, 'note', v.note)
                 FROM version_difference v JOIN document w ON w.id = v.document_id LEFT JOIN account a ON a.id = v.decider_id
                WHERE v.measure_id = m.id AND v.decision = 'taken' AND v.kind IN ('changed', 'gone') ORDER BY w.version_no DESC LIMIT 1) AS newer
         FROM task t JOIN measure m ON m.id = t.measure_id JOIN plan p ON p.id = t.plan_id JOIN document d ON d.id = m.document_id
        WHERE t.id = $1 AND ${visibleTo('t', '$2')}`,
      [taskId, scopeOf(actor).units, SURROUNDINGS],
    );
    if (!row) throw notFound('source', '项任务的出处');
    const { start, end, edges: places, ...source } = row;
    const edges = new Set<number>(places);
    const before = joinBetween(row.before, start - codePoints(row.before), edges);
    return { ...source, before, sentence: inWords(row.sentence), after: joinBetween(row.after, end, edges) };
  }
}
