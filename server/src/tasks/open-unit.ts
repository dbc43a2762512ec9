import type { EntityManager } from 'typeorm';
import { invalid } from '../platform/problems.js';

/** Refuses a unit that the register does not have, or has closed: nothing can be handed to it any more. */
export async function refuseClosedUnit(manager: EntityManager, unitId: unknown): Promise<void> {
  const [unit] = await manager.query('SELECT 1 FROM unit WHERE id = $1 AND active', [unitId]);
  if (!unit) throw invalid('没有这个单位，或已经停用，请重新选择。', { unitId: '请重新选择单位' });
}
