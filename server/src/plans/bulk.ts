import type { EntityManager } from 'typeorm';
import { storableJson } from './text.js';

const ROWS_A_STATEMENT = 5000;

/**
 * Inserts rows by the thousand, in their order.
 * @param columns name and type of each column, as SQL: `seq integer, kind text`; every row is an object with these names
 */
export async function insertAll(manager: EntityManager, table: string, columns: string, rows: object[]): Promise<void> {
  const names = columns.split(',').map(column => column.trim().split(' ')[0]);
  for (let first = 0; first < rows.length; first += ROWS_A_STATEMENT)
    await manager.query(
      `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.join(', ')} FROM json_to_recordset($1::json) AS row (${columns})`,
      [storableJson(rows.slice(first, first + ROWS_A_STATEMENT))],
    );
}
