import type { EntityManager } from 'typeorm';
import type { ReadingRecord } from '../reading/index.js';
import { insertAll } from './bulk.js';

/** Between two records as read there is room for the parts of a list. */
const SEQ_STEP = 1000;

const COLUMNS = `document_id integer, seq integer, start_at integer, end_at integer, kind text, section jsonb, lead jsonb, support jsonb, deadline jsonb,
  phases jsonb, indicators jsonb, items jsonb, confidence real, defects jsonb, why jsonb, as_read jsonb, parent_id integer`;

/** Inserts what was read, in the order of the text. */
export async function insertRecords(manager: EntityManager, documentId: number, records: ReadingRecord[]): Promise<void> {
  await insertRows(
    manager,
    records.map((record, index) => rowOf(documentId, record, (index + 1) * SEQ_STEP)),
  );
}

/** A record as the database takes it, by column. */
export function rowOf(documentId: number, record: ReadingRecord, seq: number, parentId: number | null = null): Record<string, unknown> {
  const { start, end, text, ...read } = record;
  const { kind, lead, support, deadline, phases, indicators } = read;
  return {
    ...read,
    document_id: documentId,
    seq,
    start_at: start,
    end_at: end,
    parent_id: parentId,
    as_read: { kind, lead, support, deadline, phases, indicators },
  };
}

export async function insertRows(manager: EntityManager, rows: Record<string, unknown>[]): Promise<void> {
  await insertAll(manager, 'intake_record', COLUMNS, rows);
}
