import type { EntityManager } from 'typeorm';
import type { ReadingRecord } from '../reading/index.js';
import { storableJson } from './text.js';

/** Between two records as read there is room for the parts of a list. */
const SEQ_STEP = 1000;
const ROWS_A_STATEMENT = 5000;

/** Inserts what was read, in the order of the text. */
export async function insertRecords(manager: EntityManager, documentId: number, records: ReadingRecord[]): Promise<void> {
  const rows = records.map((record, index) => rowOf(record, (index + 1) * SEQ_STEP));
  for (let first = 0; first < rows.length; first += ROWS_A_STATEMENT)
    await insertRows(manager, documentId, rows.slice(first, first + ROWS_A_STATEMENT));
}

/** A record as the database takes it, by column. */
export function rowOf(record: ReadingRecord, seq: number, parentId: number | null = null): Record<string, unknown> {
  const { start, end, text, ...read } = record;
  const { kind, lead, support, deadline, phases, indicators } = read;
  return {
    ...read,
    seq,
    start_at: start,
    end_at: end,
    parent_id: parentId,
    as_read: { kind, lead, support, deadline, phases, indicators },
  };
}

const COLUMNS = `seq integer, start_at integer, end_at integer, kind text, section jsonb, lead jsonb, support jsonb, deadline jsonb, phases jsonb,
  indicators jsonb, items jsonb, confidence real, defects jsonb, why jsonb, as_read jsonb, parent_id integer`;

/** Inserts many records with one statement. */
export async function insertRows(manager: EntityManager, documentId: number, rows: Record<string, unknown>[]): Promise<void> {
  const names = COLUMNS.split(',').map(column => column.trim().split(' ')[0]);
  await manager.query(
    `INSERT INTO intake_record (document_id, ${names.join(', ')})
     SELECT $1, ${names.join(', ')}
       FROM json_to_recordset($2::json) AS row (${COLUMNS})`,
    [documentId, storableJson(rows)],
  );
}
