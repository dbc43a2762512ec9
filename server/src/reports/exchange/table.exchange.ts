import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../../platform/audit.service.js';
import { cleanFileName, type NamedFile } from '../../platform/files/file-name.js';
import { claimKey } from '../../platform/idempotency.js';
import { conflict } from '../../platform/problems.js';
import type { Actor } from '../../rules/actor.js';
import type { TableTrial } from './dto.js';
import { faulty } from './found-table.js';
import { readSheets, type Sheet } from './reader.js';
import { tryOut } from './try-out.js';

/** Does all that a table asks for, gathering what is refused; whether it stays is decided when it is done. */
export type Attempt = (manager: EntityManager, sheets: Sheet[]) => Promise<TableTrial>;

export interface Taking {
  /** The table's name to a person, and that of what it changes. */
  table: string;
  changes: string;
  actor: Actor;
  /** What the trial said will change: nothing else is taken over. */
  digest: string | undefined;
  key: string | undefined;
  /** What the key stands for, beside the file. */
  request: unknown[];
  audit: { act: string; objectType: string; objectId: number | null };
}

/** A table that was edited outside comes back: looked at first, then taken over, all of it or nothing. */
@Injectable()
export class TableExchange {
  constructor(
    private readonly source: DataSource,
    private readonly audit: Audit,
  ) {}

  /** What importing a table would change, and everything that stands in the way; nothing is kept. */
  async trial(file: NamedFile, attempt: Attempt): Promise<TableTrial> {
    const sheets = await readSheets(file.bytes, cleanFileName(file.fileName));
    return tryOut(this.source, async manager => ({ outcome: await attempt(manager, sheets), keep: false }));
  }

  /** Takes a table over. Throws `act.refused` with what stands in the way, `act.conflict` where something else would change than the trial showed. */
  async take(file: NamedFile, { table, changes, actor, digest, key, request, audit }: Taking, attempt: Attempt): Promise<TableTrial> {
    const sheets = await readSheets(file.bytes, cleanFileName(file.fileName));
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    return tryOut(this.source, async manager => {
      const { repeated } = await claimKey(manager, actor.accountId, key, [...request, sha256]);
      const outcome = await attempt(manager, sheets);
      if (repeated) return { outcome, keep: false };
      if (outcome.faults.length > 0) throw faulty(`导入${table}`, outcome);
      if (digest !== undefined && digest !== outcome.digest)
        throw conflict(`核对之后${changes}又有了变化，没有导入任何内容。请重新核对后再导入。`, { digest: outcome.digest });
      const { fileName, created, changed } = outcome;
      await this.audit.write(manager, { actor, ...audit, detail: { fileName, sha256, created, changed, changes: outcome.changes } });
      return { outcome, keep: true };
    });
  }
}
