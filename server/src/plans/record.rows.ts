import type { EntityManager } from 'typeorm';
import type { ReadingRecord, Span } from '../reading/index.js';
import { insertAll } from './bulk.js';
import type { Decision, RecordContent } from './document.entity.js';
import { storableJson } from './text.js';

/** What was read, as it goes to the desk. */
export interface TakenRecord extends ReadingRecord {
  /** It is a row of a breakdown table. */
  isRow?: boolean;
}

const COLUMNS = `document_id integer, seq integer, start_at integer, end_at integer, kind text, section jsonb, lead jsonb, support jsonb, deadline jsonb,
  phases jsonb, indicators jsonb, items jsonb, confidence real, defects jsonb, why jsonb, as_read jsonb, parent_id integer, step_id integer, is_row boolean`;

/** Inserts what was read, in the order of the text. */
export async function insertRecords(manager: EntityManager, documentId: number, records: TakenRecord[]): Promise<void> {
  await insertRows(
    manager,
    records.map((record, index) => rowOf(documentId, record, index + 1)),
  );
}

/** A record as the database takes it, by column. */
export function rowOf(documentId: number, record: TakenRecord, seq: number, parentId: number | null = null): Record<string, unknown> {
  const { start, end, text, isRow = false, ...read } = record;
  const { kind, lead, support, deadline, phases, indicators } = read;
  return {
    ...read,
    document_id: documentId,
    seq,
    start_at: start,
    end_at: end,
    parent_id: parentId,
    is_row: isRow,
    as_read: { kind, lead, support, deadline, phases, indicators },
  };
}

/** Puts rows of `intake_record` in, by column, as made by a step. */
export async function insertRows(manager: EntityManager, rows: Record<string, unknown>[], stepId: number | null = null): Promise<void> {
  await insertAll(
    manager,
    'intake_record',
    COLUMNS,
    rows.map(row => ({ ...row, step_id: stepId })),
  );
}

/** Columns that an act at the desk may write, as the database takes them. */
const WRITTEN: Record<keyof RecordShape | 'decision', [column: string, isJson?: 'json']> = {
  kind: ['kind'],
  title: ['title'],
  startAt: ['start_at'],
  endAt: ['end_at'],
  lead: ['lead', 'json'],
  support: ['support', 'json'],
  deadline: ['deadline', 'json'],
  phases: ['phases', 'json'],
  indicators: ['indicators', 'json'],
  items: ['items', 'json'],
  confidence: ['confidence'],
  defects: ['defects', 'json'],
  decision: ['decision'],
};

/** The part of a record that an act at the desk replaces. */
export interface RecordShape extends RecordContent {
  startAt: number;
  endAt: number;
  title: string | null;
  items: Span[];
  confidence: number;
  defects: string[];
}

export type RecordChange = Partial<RecordShape & { decision: Decision }>;

/** Writes the same change on records as one step; who did it and when stands on the records too. */
export async function writeRecords(
  manager: EntityManager,
  ids: number[],
  change: RecordChange,
  { stepId, accountId, at }: { stepId: number; accountId: number | null; at: Date },
): Promise<void> {
  const values: unknown[] = [ids, stepId, accountId, at];
  const sets = Object.entries(WRITTEN).flatMap(([field, [column, isJson]]) => {
    const value = change[field as keyof RecordChange];
    if (value === undefined) return [];
    values.push(isJson && value !== null ? storableJson(value) : value);
    return `, ${column} = $${values.length}`;
  });
  await manager.query(
    `UPDATE intake_record SET step_id = $2, decider_id = $3, decided_at = $4, version = version + 1${sets.join('')} WHERE id = ANY($1::int[])`,
    values,
  );
}
