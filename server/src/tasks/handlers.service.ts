import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PeopleOf } from '../people/people-of.js';
import { notFound } from '../platform/problems.js';
import { type Actor, ownUnits } from '../rules/actor.js';

@Injectable()
export class HandlersService {
  constructor(
    private readonly source: DataSource,
    private readonly people: PeopleOf,
  ) {}

  /** The people of a share's unit to whom its head may pass the work; only for people of that unit. */
  async of(assignmentId: number, actor: Actor): Promise<{ id: number; name: string; postName: string }[]> {
    const [share] = await this.source.query('SELECT unit_id FROM assignment WHERE id = $1 AND unit_id = ANY($2)', [
      assignmentId,
      ownUnits(actor),
    ]);
    if (!share) throw notFound('assignment', '项任务');
    const holders = await this.people.holders([share.unit_id]);
    return holders.map(({ accountId, name, postName }) => ({ id: accountId, name, postName }));
  }
}
