import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { changeVersioned } from '../platform/database/versioned.js';
import type { Actor } from '../rules/actor.js';
import { TEMPLATES } from '../rules/templates.js';
import { MessageSetting } from './delivery.entity.js';
import type { ChangeSettings, Settings } from './message.settings.dto.js';

const NOUN = { code: 'message_setting', label: '份消息设置' };

/** When digests leave and in what words, kept by the system administrator. */
@Injectable()
export class MessageSettings implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly audit: Audit,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.source.query(
      `INSERT INTO message_setting (digest_at, quiet_from, quiet_to, subject, body, robot)
       SELECT '08:30', '20:00', '08:00', $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM message_setting)`,
      [TEMPLATES.subject, TEMPLATES.body, TEMPLATES.robot],
    );
  }

  /** The settings as they are now. */
  async get(manager: EntityManager = this.source.manager): Promise<Settings> {
    const [row] = await manager.query(
      `SELECT digest_at AS "digestAt", quiet_from AS "quietFrom", quiet_to AS "quietTo", subject, body, robot, version
         FROM message_setting ORDER BY id LIMIT 1`,
    );
    return row;
  }

  /** 409 where somebody was faster. */
  change({ version, ...fields }: ChangeSettings, actor: Actor): Promise<Settings> {
    return this.source.transaction(async manager => {
      const before = await this.get(manager);
      const [{ id }] = await manager.query('SELECT id FROM message_setting ORDER BY id LIMIT 1');
      await changeVersioned(manager, MessageSetting, NOUN, id, version, fields);
      await this.audit.write(manager, {
        actor,
        act: 'message.settings',
        objectType: 'message_setting',
        objectId: id,
        detail: { before, after: fields },
      });
      return this.get(manager);
    });
  }
}
