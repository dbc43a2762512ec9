import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { ownFolder } from '../../../test/support/folder.js';
import { readConfig } from '../platform/config.js';
import { House } from '../reports/house.fixture.js';
import { DeliveryService } from './delivery.service.js';
import { MailServer, Robots } from './far-side.fixture.js';

/** A house whose people read their mail at `<login>@example.cn`, with a mail server and the robots' makers on the other side. */
export class PostOffice {
  private constructor(
    readonly house: House,
    readonly mails: MailServer,
    readonly robots: Robots,
    private readonly database: TestDatabase,
  ) {}

  static async open(): Promise<PostOffice> {
    const [mails, robots, database] = [await MailServer.open(), await Robots.open(), await openTestDatabase()];
    const config = readConfig({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATA_DIR: ownFolder(),
      SECRET_KEY: 'only-for-this-spec-and-nothing-else',
      SMTP_URL: mails.url,
      MAIL_FROM: '督导 <dudao@example.cn>',
      PUBLIC_URL: 'http://10.1.2.3:3000',
    });
    const house = await House.open(database.source, config);
    for (const login of ['staff', 'head', 'guanxian', 'supervisor'])
      await (await house.as(login)).send('put', '/api/my-mail', { address: `${login}@example.cn` });
    return new PostOffice(house, mails, robots, database);
  }

  async close(): Promise<void> {
    await this.house.app.close();
    await this.database.close();
    this.mails.close();
    this.robots.close();
  }

  /** Nothing is under way, and nothing has been heard yet. */
  async clear(): Promise<void> {
    this.mails.taken.length = 0;
    this.robots.heard.length = 0;
    await this.house.drain();
  }

  /** Monday 23 November 2026 unless said otherwise; `time` in Shanghai. Whoever is signed in stays so. */
  async at(time: string, day = '2026-11-23'): Promise<void> {
    const { clock, source } = this.house;
    clock.set(new Date(`${day}T${time}:00+08:00`));
    await source.query("UPDATE session SET last_seen_at = $1, expires_at = $1::timestamptz + interval '12 hours'", [clock.now()]);
  }

  /** Lays out the digests that are due, and answers how many. */
  claim(): Promise<number> {
    return this.house.app.get(DeliveryService).claimDigests();
  }

  /** The same, and sends them. */
  async digests(): Promise<number> {
    const count = await this.claim();
    await this.house.drain();
    return count;
  }

  system() {
    return this.house.as('system');
  }
}

/** What a mail says, decoded. */
export function textOf({ data }: { data: string }): string {
  const [head = '', body = ''] = data.split(/\n\n(.*)/s);
  if (/base64/.test(head)) return Buffer.from(body, 'base64').toString();
  return body.replace(/=\n/g, '').replace(/(=[0-9A-F]{2})+/g, hex => Buffer.from(hex.replaceAll('=', ''), 'hex').toString());
}
