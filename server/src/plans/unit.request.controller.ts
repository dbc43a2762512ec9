import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { AnswersList, IdParam, Input, type Page, Takes, TakesId, whole } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { AnswerUnitRequest, UnitRequestView } from './intake.dto.js';
import { UnitRequests } from './unit.requests.js';

/** The system administrator's side of requests to register a unit; they are made at the desk. */
@ApiTags('单位')
@Controller('unit-requests')
export class UnitRequestController {
  constructor(private readonly requests: UnitRequests) {}

  @Get()
  @Permit('unit.manage')
  @AnswersList(UnitRequestView)
  async waiting(): Promise<Page<UnitRequestView>> {
    return whole(await this.requests.waiting());
  }

  @Post(':id/answer')
  @Permit('unit.manage')
  @HttpCode(200)
  @TakesId()
  @Takes(AnswerUnitRequest)
  @AnswersList(UnitRequestView)
  async answer(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @Input(AnswerUnitRequest) { answer }: AnswerUnitRequest,
  ): Promise<Page<UnitRequestView>> {
    await this.requests.answer(actor, id, answer);
    return this.waiting();
  }
}
