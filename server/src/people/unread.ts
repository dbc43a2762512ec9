import { Injectable } from '@nestjs/common';

/** How many messages of a person are unread: the messages room, which stands above this one, says how to count them. */
@Injectable()
export class UnreadCounter {
  private count: (accountId: number) => Promise<number> = async () => 0;

  /** Called once at start by the room that keeps messages. */
  countBy(count: (accountId: number) => Promise<number>): void {
    this.count = count;
  }

  /** Unread messages of an account. */
  of(accountId: number): Promise<number> {
    return this.count(accountId);
  }
}
