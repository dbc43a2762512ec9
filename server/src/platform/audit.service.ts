import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../rules/actor.js';
import { Clock } from './clock.js';
import { sendOff } from './database/transaction.js';

export interface AuditEntry {
  actor: Pick<Actor, 'accountId' | 'name' | 'ip'>;
  act: string;
  objectType: string;
  objectId: number | string | null;
  success?: boolean;
  detail?: Record<string, unknown>;
}

export interface Verification {
  ok: boolean;
  checked: number;
  /** The first line whose hash or number does not follow from the one before it. */
  brokenAt: number | null;
  /**
   * Number and hash of the last line. Written down outside of the system it shows later that no line was cut off at the end:
   * of that the chain alone knows nothing.
   */
  seal: string;
}

const BATCH = 5000;

/** The log that nobody can change unseen: each line bears the hash of the one before it. */
@Injectable()
export class Audit {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Appends a line in the caller's transaction: the change and its trace are kept or lost together. Number and hash are the database's. */
  async write(manager: EntityManager, entry: AuditEntry): Promise<void> {
    await sendOff(
      manager,
      `INSERT INTO audit_entry (at, account_id, actor_name, ip, act, object_type, object_id, success, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        this.clock.now(),
        entry.actor.accountId,
        entry.actor.name,
        entry.actor.ip,
        entry.act,
        entry.objectType,
        entry.objectId === null ? null : String(entry.objectId),
        entry.success ?? true,
        JSON.stringify(entry.detail ?? {}),
      ],
    );
  }

  /** Appends a line on its own: for what changes nothing else (a refused sign-in, a reading of the log). */
  async note(entry: AuditEntry): Promise<void> {
    await this.write(this.source.manager, entry);
  }

  /** Chains the lines that wait since their commit. Every few seconds, and for whoever is going to read the log. */
  async settle(): Promise<void> {
    for (let taken = BATCH; taken === BATCH; )
      taken = await this.source.transaction(async manager => {
        await manager.query('SELECT pg_advisory_xact_lock(731002)');
        const [{ chained }] = await manager.query('SELECT audit_chain_waiting($1) AS chained', [BATCH]);
        return chained;
      });
  }

  /** Walks the whole chain and recomputes it outside the database; memory stays flat. */
  async verify(seal?: string): Promise<Verification> {
    await this.settle();
    const [sealed, hash] = seal?.split('-') ?? [];
    let previous: { id: number; hash: Buffer } = { id: 0, hash: Buffer.alloc(0) };
    let checked = 0;
    for (;;) {
      const rows: { id: number; hash: Buffer; canonical: string }[] = await this.source.query(
        'SELECT id, hash, audit_canonical(audit_log) AS canonical FROM audit_log WHERE id > $1 ORDER BY id LIMIT $2',
        [previous.id, BATCH],
      );
      for (const row of rows) {
        const expected = createHash('sha256').update(previous.hash).update(row.canonical).digest();
        if (row.id !== previous.id + 1 || !expected.equals(row.hash) || (row.id === Number(sealed) && !sealOf(row).endsWith(`-${hash}`)))
          return { ok: false, checked, brokenAt: row.id, seal: sealOf(previous) };
        previous = row;
        checked += 1;
      }
      if (rows.length < BATCH) {
        const brokenAt = sealed && Number(sealed) > previous.id ? previous.id + 1 : null;
        return { ok: brokenAt === null, checked, brokenAt, seal: sealOf(previous) };
      }
    }
  }
}

/** 227-3f9a…: short enough to be copied by hand. */
const sealOf = ({ id, hash }: { id: number; hash: Buffer }) => `${id}-${hash.toString('hex').slice(0, 16)}`;
