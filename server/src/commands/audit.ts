import { DataSource } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { onRunningDatabase } from './running.js';

/** Recomputes the chain of the audit log, and compares it with a seal that was written down earlier; exit code 1 where it is broken. */
export async function verifyAudit([seal]: string[]): Promise<number> {
  return onRunningDatabase(async (source: DataSource) => {
    const { ok, checked, brokenAt, seal: last } = await new Audit(source, new Clock()).verify(seal);
    if (ok) console.log(`审计日志完好：共核对 ${checked} 条，封记 ${last}`);
    else console.error(`审计日志被改动：前 ${checked} 条完好，第 ${brokenAt} 条与链或封记不符`);
    return ok ? 0 : 1;
  });
}
