import { DataSource } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { onRunningDatabase } from './running.js';

/** Recomputes the chain of the audit log; exit code 1 where it is broken. */
export async function verifyAudit(): Promise<number> {
  return onRunningDatabase(async (source: DataSource) => {
    const { ok, checked, brokenAt } = await new Audit(source, new Clock()).verify();
    if (ok) console.log(`审计日志完好：共核对 ${checked} 条`);
    else console.error(`审计日志被改动：前 ${checked} 条完好，第 ${brokenAt} 条与链不符`);
    return ok ? 0 : 1;
  });
}
