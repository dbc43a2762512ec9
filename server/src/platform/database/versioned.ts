import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { conflict, notFound } from '../problems.js';

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
  const current = await manager.findOneBy(target, { id } as unknown as FindOptionsWhere<E>);
  if (!current) throw notFound(noun.code, noun.label);
  throw conflict(`别人刚刚改过这${noun.label}，请刷新后再改；您填写的内容还在。`, { version: current.version });
}
