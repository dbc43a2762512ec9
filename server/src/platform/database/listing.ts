import type { DataSource } from 'typeorm';
import type { ListQuery, Page } from '../dto.js';

/**
 * One page of a query, and how many rows it has in all.
 * @param sql a SELECT; `params` its values
 * @param columns what may be sorted by: the API's field → the query's column, or an expression over them
 * @param otherwise the order without a wish, and among equals
 */
export async function listing<T>(
  source: DataSource,
  sql: string,
  params: unknown[],
  columns: Record<string, string>,
  otherwise: string,
  { sort, offset, limit }: ListQuery<unknown>,
): Promise<Page<T>> {
  const wish = sort ? `${columns[sort.field]} ${sort.order} NULLS LAST, ` : '';
  const data: T[] = await source.query(`SELECT * FROM (${sql}) page ORDER BY ${wish}${otherwise} LIMIT ${limit} OFFSET ${offset}`, params);
  const [{ total }] = await source.query(`SELECT count(*) AS total FROM (${sql}) page`, params);
  return { data, total };
}
