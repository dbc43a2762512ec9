import type { INestApplicationContext } from '@nestjs/common';
import { Audit } from './platform/audit.service.js';
import { Carrier, type ProcessRole } from './platform/queue/carrier.js';
import { Scheduler } from './platform/queue/scheduler.js';

const SWEEP_MS = 5000;

/** Lets a process take part in what is done beside the requests: work the outbox off, and stand for the clock's duties. */
export async function startWork(app: INestApplicationContext, role: ProcessRole): Promise<void> {
  const carrier = app.get(Carrier);
  const scheduler = app.get(Scheduler);
  const audit = app.get(Audit);
  scheduler.every(SWEEP_MS, 'outbox.sweep', () => carrier.sweep());
  scheduler.every(SWEEP_MS, 'audit.settle', () => audit.settle());
  await carrier.start(role);
  scheduler.start(() => carrier.works);
}
