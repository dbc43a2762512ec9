import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { prepared } from './database/prepared.js';
import { Problem } from './problems.js';

export interface Repeat {
  repeated: boolean;
  recordId: number | null;
}

const CLAIM = 'INSERT INTO idempotency_key (account_id, key, fingerprint) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING key';

/**
 * Claims a client's key inside the transaction of its request. Two requests with one key at the same moment: the second waits for the
 * first to commit and then finds it done. Throws `idempotency.mismatch` where the key was used for something else. Without a key: never repeated.
 */
export async function claimKey(
  manager: EntityManager,
  accountId: number | null,
  key: string | undefined,
  request: unknown,
): Promise<Repeat> {
  if (!key || accountId === null) return { repeated: false, recordId: null };
  if (key.length > 200) throw new Problem(400, 'idempotency.key', '请求有误', 'Idempotency-Key 过长。');
  const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest();
  const inserted = await prepared(manager, CLAIM, [accountId, key, fingerprint]);
  if (inserted.length > 0) return { repeated: false, recordId: null };
  const [earlier] = await manager.query('SELECT fingerprint, record_id FROM idempotency_key WHERE account_id = $1 AND key = $2', [
    accountId,
    key,
  ]);
  if (!earlier.fingerprint.equals(fingerprint))
    throw new Problem(422, 'idempotency.mismatch', '重复提交', '这个提交编号已用于另一次操作，请刷新页面后重新提交。');
  return { repeated: true, recordId: earlier.record_id };
}

/** Whether a key has been used: for what is asked before the transaction that claims it, and not of a repeat any more. */
export async function isClaimed(manager: EntityManager, accountId: number | null, key: string | undefined): Promise<boolean> {
  if (!key || accountId === null) return false;
  const found = await manager.query('SELECT 1 FROM idempotency_key WHERE account_id = $1 AND key = $2', [accountId, key]);
  return found.length > 0;
}

/** Notes what the request made, for its repeats. */
export async function keepResult(
  manager: EntityManager,
  accountId: number | null,
  key: string | undefined,
  recordId: number,
): Promise<void> {
  if (!key || accountId === null) return;
  await manager.query('UPDATE idempotency_key SET record_id = $3 WHERE account_id = $1 AND key = $2', [accountId, key, recordId]);
}
