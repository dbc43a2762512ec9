import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { ListQuery } from '../platform/dto.js';
import { conflict, notFound } from '../platform/problems.js';

const ORGANISATION_LOCK = 731_003;

/** One change of units, posts or accounts after the other: they are rare, and their rules look at more than one row. */
export function changeOrganisation<T>(source: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return source.transaction(async manager => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [ORGANISATION_LOCK]);
    return work(manager);
  });
}

/** What a record is called in answers: `unit.not_found`, “找不到这个单位”. */
export interface Noun {
  code: string;
  label: string;
}

/** Changes a record that still has the version that was seen, and raises it. Throws 404 where it is missing, 409 where somebody was faster. */
export async function changeVersioned<E extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<E>,
  noun: Noun,
  id: number,
  version: number,
  fields: QueryDeepPartialEntity<E>,
): Promise<void> {
  const query = manager.createQueryBuilder().update(target);
  query.set({ ...fields, version: () => 'version + 1' }).where('id = :id AND version = :version', { id, version });
  const { affected } = await query.execute();
  if (affected === 1) return;
  const current = await manager.findOneBy(target, { id } as never);
  if (!current) throw notFound(noun.code, noun.label);
  throw conflict(`别人刚刚改过这${noun.label}，请刷新后再改；您填写的内容还在。`, { version: current.version });
}

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
): Promise<{ data: T[]; total: number }> {
  const wish = sort ? `${columns[sort.field]} ${sort.order} NULLS LAST, ` : '';
  const data: T[] = await source.query(`SELECT * FROM (${sql}) page ORDER BY ${wish}${otherwise} LIMIT ${limit} OFFSET ${offset}`, params);
  const [{ total }] = await source.query(`SELECT count(*) AS total FROM (${sql}) page`, params);
  return { data, total };
}
