import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotOpened, Vault } from '../platform/vault.js';
import type { Robot } from '../rules/robots.js';

export const KEY_LOST = '系统密钥已更换，群机器人的地址打不开，请在“消息通道”里重新填写地址和加签密钥';

interface Kept {
  url: string;
  secret: string | null;
}

/** The addresses and secrets of group robots: sealed in the database, open only while one is used. */
@Injectable()
export class RobotKeys implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly vault: Vault,
  ) {}

  /** What was kept before there was a seal is sealed now. */
  async onModuleInit(): Promise<void> {
    const rows: (Kept & { id: number })[] = await this.source.query('SELECT id, url, secret FROM group_robot');
    for (const { id, url, secret } of rows)
      if (!this.vault.isSealed(url))
        await this.source.query('UPDATE group_robot SET url = $2, secret = $3 WHERE id = $1 AND url = $4', [
          id,
          this.vault.seal(url),
          secret && this.vault.seal(secret),
          url,
        ]);
  }

  /** As it is kept: nobody reads it in the database. */
  seal(text: string): string {
    return this.vault.seal(text);
  }

  /** As it is used; null: the key that sealed it is gone. */
  opened<R extends Kept>(robot: R): R | null {
    try {
      return { ...robot, url: this.vault.open(robot.url), secret: robot.secret && this.vault.open(robot.secret) };
    } catch (error) {
      if (error instanceof NotOpened) return null;
      throw error;
    }
  }

  /** The part of an address that tells nothing of its key. */
  hostOf(url: string): string {
    const robot = this.opened<Robot>({ kind: 'wecom', url, secret: null });
    return robot ? new URL(robot.url).host : '（地址打不开，请重新填写）';
  }
}
