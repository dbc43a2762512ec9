import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { listing } from '../platform/database/listing.js';
import { changeVersioned } from '../platform/database/versioned.js';
import type { ListQuery, Page } from '../platform/dto.js';
import { invalid, notFound, refused } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import { ROBOT_KINDS, type RobotKind } from '../rules/robots.js';
import type { DeliveryView, MyMail, RobotView, SaveRobot } from './channel.dto.js';
import { GroupRobot } from './delivery.entity.js';
import { DeliveryService } from './delivery.service.js';
import { RobotKeys } from './robot.keys.js';

const NOUN = { code: 'robot', label: '个群机器人' };

const ROBOTS = `
  SELECT r.id, r.unit_id AS "unitId", u.name AS "unitName", r.name, r.kind, r.url, r.secret IS NOT NULL AS signed, r.active, r.version
    FROM group_robot r JOIN unit u ON u.id = r.unit_id`;

const DELIVERIES = `
  SELECT d.id, d.day, coalesce(r.kind, 'mail') AS kind, coalesce(a.name, r.name, '') AS "to", d.items, d.sent_at AS "sentAt", d.attempted_at AS "attemptedAt",
         EXISTS (SELECT 1 FROM outbox o WHERE o.topic = 'message.deliver' AND o.dead AND o.done_at IS NULL AND (o.payload ->> 'deliveryId')::int = d.id) AS failed
    FROM delivery d LEFT JOIN account a ON a.id = d.account_id LEFT JOIN group_robot r ON r.id = d.robot_id`;

/** Group robots, people's addresses, and how the digests fared. A robot's address and secret are taken in and never shown again. */
@Injectable()
export class ChannelService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: Audit,
    private readonly deliveries: DeliveryService,
    private readonly keys: RobotKeys,
  ) {}

  /** All robots, in the order in which they came. */
  async robots(): Promise<RobotView[]> {
    const rows: StoredRobot[] = await this.source.query(`${ROBOTS} ORDER BY r.id`);
    return rows.map(row => this.present(row));
  }

  /** Adds a robot (id null) or changes one. 404, 409, 400 without an address or for an unknown unit. */
  save(id: number | null, { version, url, secret, ...fields }: SaveRobot, actor: Actor): Promise<RobotView> {
    return this.source.transaction(async manager => {
      const [unit] = await manager.query('SELECT 1 FROM unit WHERE id = $1 AND active', [fields.unitId]);
      if (!unit) throw invalid('所选单位不存在或已停用，请重新选择。', { unitId: '请重新选择' });
      const sealed = url && this.keys.seal(url);
      const sealedSecret = secret && this.keys.seal(secret);
      const kept = { ...fields, ...(sealed && { url: sealed }), ...(secret !== null && { secret: sealedSecret || null }) };
      if (id === null && url === null) throw invalid('请填写机器人地址。', { url: '请填写地址' });
      const saved =
        id ?? (await manager.insert(GroupRobot, { ...kept, url: sealed as string, secret: sealedSecret || null })).identifiers[0]?.id;
      if (id !== null) await changeVersioned(manager, GroupRobot, NOUN, id, version ?? 0, kept);
      await this.audit.write(manager, { actor, act: 'robot.save', objectType: 'robot', objectId: saved, detail: { ...fields } });
      return this.robot(manager, saved);
    });
  }

  /** Lets a robot say a word; 422 with what is wrong. */
  async try(id: number): Promise<void> {
    const [robot] = await this.source.query('SELECT kind, url, secret FROM group_robot WHERE id = $1', [id]);
    if (!robot) throw notFound(NOUN.code, NOUN.label);
    const fault = await this.deliveries.tryRobot(robot);
    if (fault) throw refused('发送测试消息', [`${fault}。`]);
  }

  /** How the digests of the last days fared, without what they said. */
  async list(query: ListQuery<object>): Promise<Page<DeliveryView>> {
    const page = await listing<StoredDelivery>(this.source, DELIVERIES, [], {}, 'id DESC', query);
    return { ...page, data: page.data.map(presentDelivery) };
  }

  /** The person's own address, empty where there is none. */
  async myMail(accountId: number | null): Promise<MyMail> {
    const [row] = await this.source.query('SELECT address FROM mail_address WHERE account_id = $1', [accountId]);
    return { address: row?.address ?? '' };
  }

  /** Sets or, left empty, takes away the actor's own address. */
  async setMyMail({ address }: MyMail, actor: Actor): Promise<MyMail> {
    await this.source.transaction(async manager => {
      if (address)
        await manager.query(
          'INSERT INTO mail_address (account_id, address) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET address = excluded.address',
          [actor.accountId, address],
        );
      else await manager.query('DELETE FROM mail_address WHERE account_id = $1', [actor.accountId]);
      await this.audit.write(manager, { actor, act: 'message.address', objectType: 'account', objectId: actor.accountId, detail: {} });
    });
    return this.myMail(actor.accountId);
  }

  private async robot(manager: EntityManager, id: number): Promise<RobotView> {
    const [row] = await manager.query(`${ROBOTS} WHERE r.id = $1`, [id]);
    if (!row) throw notFound(NOUN.code, NOUN.label);
    return this.present(row);
  }

  private present({ url, ...row }: StoredRobot): RobotView {
    return { ...row, kindLabel: ROBOT_KINDS[row.kind], host: this.keys.hostOf(url) };
  }
}

type StoredRobot = Omit<RobotView, 'kindLabel' | 'host'> & { url: string; kind: RobotKind };

interface StoredDelivery extends Omit<DeliveryView, 'channel' | 'state' | 'sentAt'> {
  kind: 'mail' | RobotKind;
  sentAt: Date | null;
  attemptedAt: Date | null;
  /** Given up by the outbox. */
  failed: boolean;
}

function presentDelivery(row: StoredDelivery): DeliveryView {
  const { id, day, to, items, kind } = row;
  const channel = kind === 'mail' ? '邮件' : ROBOT_KINDS[kind];
  return { id, day, channel, to, state: stateOf(row), items, sentAt: row.sentAt?.toISOString() ?? null };
}

function stateOf({ sentAt, items, attemptedAt, failed }: StoredDelivery): DeliveryView['state'] {
  if (sentAt) return items ? 'sent' : 'empty';
  if (attemptedAt) return 'unknown';
  return failed ? 'failed' : 'waiting';
}
