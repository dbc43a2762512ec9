import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { DataSource, type EntityManager } from 'typeorm';
import { CalendarStore } from '../calendar/calendar.store.js';
import { Clock, timeOf } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { OutboxService } from '../platform/outbox.service.js';
import { Scheduler } from '../platform/queue/scheduler.js';
import { isQuiet } from '../rules/quiet.js';
import { type Robot, robotRefusal, robotRequest } from '../rules/robots.js';
import { isWorkingDay } from '../rules/working-days.js';
import { type Digest, Digests } from './digest.js';
import { FollowedNews } from './followed.js';
import { MessageSettings } from './message.settings.js';
import { KEY_LOST, RobotKeys } from './robot.keys.js';
import { mailRefusal, mayHaveArrived } from './uncertain.js';

const EVERY_MS = 60_000;
const PATIENCE_MS = 15_000;
/** Longer than the outbox goes on trying by itself: what comes back after this was set going again by a person. */
const UNKNOWN_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
const UNKNOWN = '上次发送中途断开，可能已经送达；核实确未收到后再重新发送';

interface Claimed {
  id: number;
  day: string;
  accountId: number | null;
  robotId: number | null;
  afterId: number;
  uptoId: number;
  attemptedAt: Date | null;
  sentAt: Date | null;
}

/**
 * Digests by mail and group robot: one to each person and group on a working day, never one per task. Each is an errand of the outbox, which
 * tries again, backs off and gives up into the dead letters that the system administrator can send again.
 */
@Injectable()
export class DeliveryService implements OnModuleInit {
  private readonly mail: Transporter | null;

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly calendar: CalendarStore,
    private readonly outbox: OutboxService,
    private readonly scheduler: Scheduler,
    private readonly settings: MessageSettings,
    private readonly digests: Digests,
    private readonly followed: FollowedNews,
    private readonly robots: RobotKeys,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const patience = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
    this.mail = config.smtpUrl ? createTransport({ url: config.smtpUrl, ...patience }, { from: config.mailFrom ?? undefined }) : null;
  }

  /** Whether a mail server is configured. */
  get mailReady(): boolean {
    return this.mail !== null;
  }

  onModuleInit(): void {
    this.outbox.handle('message.deliver', ({ deliveryId }, manager) => this.deliver(manager, deliveryId));
    this.scheduler.every(EVERY_MS, 'message.digest', () => this.claimDigests());
  }

  /** Claims today's digests once their hour has come; answers how many. On a day off, and in a year without a calendar at weekends, there are none. */
  async claimDigests(): Promise<number> {
    const today = this.clock.today();
    const settings = await this.settings.get();
    const time = timeOf(this.clock.now());
    if (time < settings.digestAt || isQuiet(time, settings) || !(await this.isWorked(today))) return 0;
    await this.followed.tell();
    return this.source.transaction(async manager => {
      const claimed: { id: number }[] = [
        ...(this.mail ? await manager.query(CLAIM_PEOPLE, [today]) : []),
        ...(await manager.query(CLAIM_GROUPS, [today])),
      ];
      for (const { id } of claimed) await this.outbox.add(manager, 'message.deliver', { deliveryId: id });
      return claimed.length;
    });
  }

  /** Sends a robot a word now, to see whether it hears; answers what is wrong, null for nothing. */
  async tryRobot(robot: Robot): Promise<string | null> {
    return this.post(robot, '督导', '督导系统连通测试：收到这条消息说明设置正确。').catch(
      () => '对方没有答复，请到群里看看有没有收到，并检查地址和网络',
    );
  }

  private async isWorked(today: string): Promise<boolean> {
    const worked = isWorkingDay(await this.calendar.current(), today);
    return worked.known ? worked.value : ![0, 6].includes(new Date(`${today}T00:00:00Z`).getUTCDay());
  }

  /**
   * Sends one digest. What it told of is found now. Before it leaves the house that is noted for good, on a connection of its own: a process
   * that dies between sending and its commit must not send it a second time.
   */
  private async deliver(manager: EntityManager, id: number): Promise<void> {
    const [row]: Claimed[] = await manager.query(
      `SELECT id, day, account_id AS "accountId", robot_id AS "robotId", after_id AS "afterId", upto_id AS "uptoId",
              attempted_at AS "attemptedAt", sent_at AS "sentAt" FROM delivery WHERE id = $1`,
      [id],
    );
    if (!row || row.sentAt) return;
    const now = this.clock.now();
    if (isQuiet(timeOf(now), await this.settings.get()))
      return this.outbox.add(manager, 'message.deliver', { deliveryId: id }, new Date(now.getTime() + HOUR_MS));
    if (row.attemptedAt && now.getTime() - row.attemptedAt.getTime() < UNKNOWN_MS) throw new Error(UNKNOWN);
    const way = row.accountId ? await this.wayToPerson(manager, row) : await this.wayToGroup(manager, row);
    if (way && way.digest.items > 0) await this.send(id, way.send);
    await manager.query('UPDATE delivery SET sent_at = $2, items = $3 WHERE id = $1', [id, now, way?.digest.items ?? 0]);
  }

  private async send(id: number, send: () => Promise<string | null>): Promise<void> {
    await this.source.query('UPDATE delivery SET attempted_at = $2 WHERE id = $1', [id, this.clock.now()]);
    const refusal = await send().catch(error => {
      throw mayHaveArrived(error) ? new Error(UNKNOWN) : error;
    });
    if (refusal === null) return;
    await this.source.query('UPDATE delivery SET attempted_at = NULL WHERE id = $1', [id]);
    throw new Error(refusal);
  }

  private async wayToPerson(manager: EntityManager, row: Claimed): Promise<Way | null> {
    const [person] = await manager.query(
      'SELECT a.name, m.address FROM account a JOIN mail_address m ON m.account_id = a.id WHERE a.id = $1 AND a.disabled_at IS NULL',
      [row.accountId],
    );
    if (!person || !this.mail) return null;
    const digest = await this.digests.ofPerson(manager, row.accountId as number, person.name, row.afterId, row.uptoId);
    const messageId = `<dudao-${row.day}-${row.id}@${this.config.mailFrom?.split('@')[1]?.replace(/[^\w.-]/g, '') || 'localhost'}>`;
    const send = async () => {
      const to = { name: person.name, address: person.address };
      const sent = this.mail?.sendMail({ to, subject: digest.title, text: digest.text, messageId });
      return (await sent?.then(() => null, refusalOf)) ?? null;
    };
    return { digest, send };
  }

  private async wayToGroup(manager: EntityManager, row: Claimed): Promise<Way | null> {
    const [robot] = await manager.query(
      'SELECT r.kind, r.url, r.secret, r.unit_id AS "unitId", u.name AS "unitName" FROM group_robot r JOIN unit u ON u.id = r.unit_id WHERE r.id = $1 AND r.active AND u.active',
      [row.robotId],
    );
    if (!robot) return null;
    const digest = await this.digests.ofUnit(manager, robot.unitId, robot.unitName);
    return { digest, send: () => this.post(robot, digest.title, digest.text) };
  }

  /** Answers what the robot's maker said against it; null: nothing. */
  private async post(sealed: Robot, title: string, text: string): Promise<string | null> {
    const robot = this.robots.opened(sealed);
    if (!robot) return KEY_LOST;
    const { url, body } = robotRequest(robot, title, text, this.clock.now());
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    }).catch(error => {
      if (mayHaveArrived(error)) throw error;
      return null;
    });
    if (!answer) return '连不上对方的服务器，请检查地址和网络';
    return robotRefusal(answer.status, await answer.json().catch(() => null));
  }
}

/** In words; what may have arrived is no refusal. */
function refusalOf(error: unknown): string {
  if (mayHaveArrived(error)) throw error;
  return mailRefusal(error);
}

interface Way {
  digest: Digest;
  /** Answers what the other side said against it, null for nothing; throws where nobody knows whether it arrived. */
  send: () => Promise<string | null>;
}

/** People with an address and something new and unread in the inbox since their last digest. `$1`: today. */
const CLAIM_PEOPLE = `
  INSERT INTO delivery (day, account_id, after_id, upto_id)
  SELECT $1::date, p.account_id, p.after_id, p.upto_id FROM (
    SELECT m.account_id, last.after_id, (SELECT max(x.id) FROM message x WHERE x.recipient_id = m.account_id AND x.read_at IS NULL) AS upto_id
      FROM mail_address m JOIN account a ON a.id = m.account_id AND a.disabled_at IS NULL
      CROSS JOIN LATERAL (SELECT coalesce(max(d.upto_id), 0) AS after_id FROM delivery d WHERE d.account_id = m.account_id) last) p
   WHERE p.upto_id > p.after_id ON CONFLICT DO NOTHING RETURNING id`;

const CLAIM_GROUPS = `
  INSERT INTO delivery (day, robot_id) SELECT $1::date, r.id FROM group_robot r JOIN unit u ON u.id = r.unit_id AND u.active
   WHERE r.active ON CONFLICT DO NOTHING RETURNING id`;
