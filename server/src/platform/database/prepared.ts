import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

const names = new Map<string, string>();

/**
 * Runs a query that each connection parses and plans once and then only executes: for reads by id that are asked again and again, where planning
 * costs more than the work. One plan serves all values, so it is not for searches whose best plan depends on them.
 * @param text SQL that is the same at every call: nothing of a request or of the day is written into it
 * @param manager of the transaction to read in; outside of one the pool's next connection serves
 */
export async function prepared<Row>(manager: EntityManager, text: string, values: unknown[]): Promise<Row[]> {
  const connection: Pool | PoolClient = manager.queryRunner
    ? await manager.queryRunner.connect()
    : (manager.connection.driver as unknown as { master: Pool }).master;
  const { rows } = await connection.query({ name: nameOf(text), text, values });
  return rows;
}

/** PostgreSQL keeps plans by name, at most 63 bytes. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
