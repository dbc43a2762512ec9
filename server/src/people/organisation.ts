import type { DataSource, EntityManager } from 'typeorm';

const ORGANISATION_LOCK = 731_003;

/** One change of units, posts or accounts after the other: they are rare, and their rules look at more than one row. */
export function changeOrganisation<T>(source: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return source.transaction(async manager => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [ORGANISATION_LOCK]);
    return work(manager);
  });
}
