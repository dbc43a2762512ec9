import { Controller, Get, Headers, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, IdParam, Input, Takes, TakesId } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { BreakdownRows, BreakdownView, SaveBreakdown } from './breakdown.dto.js';
import { BreakdownService } from './breakdown.service.js';

@ApiTags('方案')
@Controller('plans/:id/breakdown')
export class BreakdownController {
  constructor(private readonly breakdown: BreakdownService) {}

  @Get()
  @Permit('plan.read')
  @TakesId()
  @Answers(BreakdownView)
  get(@CurrentActor() actor: Actor, @IdParam() id: number): Promise<BreakdownView> {
    return this.breakdown.get(actor, id);
  }

  @Put()
  @Permit('plan.break_down')
  @TakesId()
  @Takes(SaveBreakdown)
  @Answers(BreakdownRows)
  async save(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @Input(SaveBreakdown) body: SaveBreakdown,
    @Headers('idempotency-key') key?: string,
  ) {
    return { rows: await this.breakdown.save(actor, id, body.rows, key) };
  }
}
