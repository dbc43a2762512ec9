import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { check } from '../platform/dto.js';
import { refused } from '../platform/problems.js';
import { ROLES, SYSTEM } from '../rules/actor.js';
import { CreateAccount } from './account.dto.js';
import { Account } from './account.entity.js';
import { handOver } from './holdings.js';
import { changeOrganisation } from './organisation.js';
import { hashPassword, newPassword } from './passwords.js';
import { Post } from './post.entity.js';
import { Unit } from './unit.entity.js';
import { addUnit } from './unit.service.js';

/** Opens an installation without demonstration accounts: makes the one account that can make all others. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly source: DataSource,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the first system administrator and gives the initial password, which is shown once and must be changed at the first sign-in.
   * Throws 422 where there are accounts already, 400 for an unusable login or name.
   */
  async create(login: string, name: string): Promise<string> {
    const account = check(CreateAccount, { login, name });
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    await changeOrganisation(this.source, async manager => {
      if (await manager.exists(Account)) throw refused('建立首个管理员', ['系统里已经有账号；请由现有的系统管理员新建账号或重置密码。']);
      const top = await manager.findOneBy(Unit, { parentId: IsNull() });
      const unit = { name: '系统管理', shortName: null, kind: 'other' as const, parentId: null, aliases: [], sort: 0 };
      const unitId = top?.id ?? (await addUnit(manager, unit));
      const post = await manager.insert(Post, { unitId, name: ROLES.sys_admin, role: 'sys_admin' });
      const inserted = await manager.insert(Account, { login: account.login, name: account.name, passwordHash });
      const accountId: number = inserted.identifiers[0]?.id;
      await handOver(manager, post.identifiers[0]?.id, 'holder', accountId, this.clock.now());
      const detail = { login: account.login, first: true };
      await this.audit.write(manager, { actor: SYSTEM, act: 'account.create', objectType: 'account', objectId: accountId, detail });
    });
    return password;
  }
}
