import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { yearsOf } from './confirmation.series.js';
import type { RecordView } from './document.dto.js';
import type { IntakeRecord, RecordContent } from './document.entity.js';
import type { DocumentNames } from './intake.names.js';
import { inWords, type PointText } from './text.js';

const NOBODY = { unitIds: [], unitName: null, source: 'open' as const };

export interface RecordRow extends IntakeRecord {
  decidedByName: string | null;
}

/** Columns of an intake record under the names of its entity; the table's alias is `r`, the decider's `a`. */
const RECORD_COLUMNS = `r.id, r.document_id AS "documentId", r.seq, r.start_at AS "startAt", r.end_at AS "endAt", r.kind, r.title, r.section, r.lead,
  r.support, r.deadline, r.phases, r.indicators, r.items, r.confidence, r.defects, r.why, r.as_read AS "asRead", r.parent_id AS "parentId", r.decision,
  r.decider_id AS "deciderId", r.decided_at AS "decidedAt", r.version, r.step_id AS "stepId", r.is_row AS "isRow", a.name AS "decidedByName"`;

/** Records in the order of the text; what contains others stands before them. */
export const IN_ORDER = 'r.seq, r.start_at, r.end_at DESC';

/** Records with who decided them, in the order of the text. `where` speaks of `r`. */
export function queryRecords(manager: EntityManager, where: string, parameters: unknown[]): Promise<RecordRow[]> {
  return manager.query(
    `SELECT ${RECORD_COLUMNS} FROM intake_record r LEFT JOIN account a ON a.id = r.decider_id WHERE ${where} ORDER BY ${IN_ORDER}`,
    parameters,
  );
}

/** Records as the screen takes them, the units that they name looked up as this document means them. */
export async function viewRecords(
  rows: RecordRow[],
  text: PointText,
  names: DocumentNames,
  documentId: number,
  manager?: EntityManager,
): Promise<RecordView[]> {
  const units = await names.match(documentId, [...new Set(rows.flatMap(row => [...row.lead, ...row.support]))], manager);
  const withUnits = (list: string[]) => list.map(name => ({ name, ...(units.get(name) ?? NOBODY) }));
  const read = rows.map(row => ({ row, text: text.slice(row.startAt, row.endAt) }));
  return read.map(({ row, text }) => ({
    id: row.id,
    seq: row.seq,
    start: row.startAt,
    end: row.endAt,
    text,
    words: inWords(text),
    kind: row.kind,
    title: row.title,
    section: row.section,
    lead: row.lead,
    support: row.support,
    deadline: row.deadline,
    phases: row.phases,
    indicators: row.indicators,
    indicatorYears: yearsOf({ text: inWords(text), indicators: row.indicators }),
    items: row.items,
    isRow: row.isRow,
    confidence: row.confidence,
    defects: row.defects,
    why: row.why,
    decision: row.decision,
    edited: row.title !== null || !isDeepStrictEqual(contentOf(row), contentOf(row.asRead)),
    parentId: row.parentId,
    decidedByName: row.decidedByName,
    version: row.version,
    leadUnits: withUnits(row.lead),
    supportUnits: withUnits(row.support),
  }));
}

function contentOf({ kind, lead, support, deadline, phases, indicators }: RecordContent): RecordContent {
  return { kind, lead, support, deadline, phases, indicators };
}
