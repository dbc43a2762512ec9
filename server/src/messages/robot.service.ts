import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { changeVersioned } from '../platform/database/versioned.js';
import { claimKey, keepResult } from '../platform/idempotency.js';
import { invalid, notFound, refused } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import { ROBOT_KINDS, type RobotKind } from '../rules/robots.js';
import { GroupRobot } from './delivery.entity.js';
import { DeliveryService } from './delivery.service.js';
import type { RobotView, SaveRobot } from './robot.dto.js';
import { RobotKeys } from './robot.keys.js';

const NOUN = { code: 'robot', label: '个群机器人' };

const ROBOTS = `
  SELECT r.id, r.unit_id AS "unitId", u.name AS "unitName", r.name, r.kind, r.url, r.secret IS NOT NULL AS signed, r.active, r.version
    FROM group_robot r JOIN unit u ON u.id = r.unit_id`;

type StoredRobot = Omit<RobotView, 'kindLabel' | 'host'> & { url: string; kind: RobotKind };

/** Group robots, kept by the system administrator. A robot's address and secret are taken in and never shown again. */
@Injectable()
export class RobotService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: Audit,
    private readonly deliveries: DeliveryService,
    private readonly keys: RobotKeys,
  ) {}

  /** All robots, in the order in which they came. */
  async list(): Promise<RobotView[]> {
    const rows: StoredRobot[] = await this.source.query(`${ROBOTS} ORDER BY r.id`);
    return rows.map(row => this.present(row));
  }

  /** Adds a robot (id null; once for a key) or changes one. 404, 409, 400 without an address or for an unknown unit. */
  save(id: number | null, robot: SaveRobot, actor: Actor, key?: string): Promise<RobotView> {
    const { version, url, secret, ...fields } = robot;
    return this.source.transaction(async manager => {
      const repeat = await claimKey(manager, actor.accountId, key, ['robot.save', id, robot]);
      if (repeat.recordId !== null) return this.robot(manager, repeat.recordId);
      const [unit] = await manager.query('SELECT 1 FROM unit WHERE id = $1 AND active', [fields.unitId]);
      if (!unit) throw invalid('所选单位不存在或已停用，请重新选择。', { unitId: '请重新选择' });
      const kept = { ...fields, ...(url && { url: this.keys.seal(url) }), ...(secret !== null && { secret: this.sealed(secret) }) };
      if (id !== null) await changeVersioned(manager, GroupRobot, NOUN, id, version ?? 0, kept);
      const saved = id ?? (await this.add(manager, kept));
      await keepResult(manager, actor.accountId, key, saved);
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

  private async add(manager: EntityManager, { url, ...kept }: Partial<GroupRobot>): Promise<number> {
    if (!url) throw invalid('请填写机器人地址。', { url: '请填写地址' });
    const inserted = await manager.insert(GroupRobot, { ...kept, url });
    return inserted.identifiers[0]?.id;
  }

  /** Left empty, there is none. */
  private sealed(secret: string): string | null {
    return secret ? this.keys.seal(secret) : null;
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
