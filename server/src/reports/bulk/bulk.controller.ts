import { Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../people/access.js';
import { Answers, Input, Takes } from '../../platform/dto.js';
import type { Actor } from '../../rules/actor.js';
import { BulkOutcome, DoBulk, TryBulk } from './bulk.dto.js';
import { BulkActs } from './bulk.service.js';

/** Acts on many tasks of the ledger; the process tables decide on each. */
@ApiTags('台账')
@Controller('task-bulk')
export class BulkController {
  constructor(private readonly bulk: BulkActs) {}

  @Post('trial')
  @HttpCode(200)
  @Permit('task.read')
  @Takes(TryBulk)
  @Answers(BulkOutcome)
  trial(@Input(TryBulk) body: TryBulk, @CurrentActor() actor: Actor): Promise<BulkOutcome> {
    return this.bulk.preview(body, actor);
  }

  @Post()
  @HttpCode(200)
  @Permit('task.read')
  @Takes(DoBulk)
  @Answers(BulkOutcome)
  perform(@Input(DoBulk) body: DoBulk, @CurrentActor() actor: Actor, @Headers('idempotency-key') key?: string): Promise<BulkOutcome> {
    return this.bulk.perform(body, actor, key);
  }
}
