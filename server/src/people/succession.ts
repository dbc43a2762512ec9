import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A unit some of whose people have changed; `successorId`: who took the place over, null where it is empty now. */
export type Follow = (manager: EntityManager, unitId: number, successorId: number | null) => Promise<void>;

/** What follows in other rooms when a place changes hands (G14): they stand above this one and say so at start. */
@Injectable()
export class Succession {
  private readonly followers: Follow[] = [];

  /** A room says what follows there. */
  follow(follow: Follow): void {
    this.followers.push(follow);
  }

  /** Called in the transaction of the change, after it. */
  async happened(manager: EntityManager, unitId: number, successorId: number | null): Promise<void> {
    for (const follow of this.followers) await follow(manager, unitId, successorId);
  }
}
