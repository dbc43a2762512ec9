import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import type { Actor } from '../rules/actor.js';
import type { MyMail } from './mail-addresses.dto.js';

/** Where people want their digests sent. */
@Injectable()
export class MailAddresses {
  constructor(
    private readonly source: DataSource,
    private readonly audit: Audit,
  ) {}

  /** The person's own address, empty where there is none. */
  async of(accountId: number | null): Promise<MyMail> {
    const [row] = await this.source.query('SELECT address FROM mail_address WHERE account_id = $1', [accountId]);
    return { address: row?.address ?? '' };
  }

  /** Sets or, left empty, takes away the actor's own address. */
  async set({ address }: MyMail, actor: Actor): Promise<MyMail> {
    await this.source.transaction(async manager => {
      if (address)
        await manager.query(
          'INSERT INTO mail_address (account_id, address) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET address = excluded.address',
          [actor.accountId, address],
        );
      else await manager.query('DELETE FROM mail_address WHERE account_id = $1', [actor.accountId]);
      await this.audit.write(manager, { actor, act: 'message.address', objectType: 'account', objectId: actor.accountId, detail: {} });
    });
    return this.of(actor.accountId);
  }
}
