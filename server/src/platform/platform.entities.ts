import { AuditLog } from './audit.entity.js';
import { ProcessHistory } from './history.entity.js';
import { IdempotencyKey } from './idempotency.entity.js';
import { DocumentNumber } from './numbers.js';
import { Outbox } from './outbox.entity.js';

export const PLATFORM_ENTITIES = [AuditLog, ProcessHistory, IdempotencyKey, DocumentNumber, Outbox];
