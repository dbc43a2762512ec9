import { Controller, Get, Headers, Post, Put, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, Permit } from '../../people/access.js';
import { actsOf } from '../../people/acts.js';
import { Answers, AnswersList, check, IdParam, Input, ListOf, type ListQuery, Takes, TakesId, TakesList } from '../../platform/dto.js';
import type { Actor } from '../../rules/actor.js';
import { OBJECT_PROCESS } from '../../rules/object.process.js';
import { ChangeObject, EnterObject, ObjectCounts, ObjectDetail, ObjectFilter, ObjectRow } from './object.dto.js';
import { OBJECT_SORTS, ObjectService } from './object.service.js';

const PlanId = z.coerce.number({ error: '请先选择规划方案' }).int().min(1, '请先选择规划方案').max(2_147_483_647);

@ApiTags('重点建设单位')
@Controller()
export class ObjectController {
  constructor(private readonly objects: ObjectService) {}

  @Get('objects')
  @Permit('object.read')
  @TakesList()
  @AnswersList(ObjectRow)
  list(@ListOf(ObjectFilter, OBJECT_SORTS) query: ListQuery<ObjectFilter>, @CurrentActor() actor: Actor) {
    return this.objects.list(actor, query);
  }

  /** How the register stands against the plan's own figures. */
  @Get('object-counts')
  @Permit('object.read')
  @ApiQuery({ name: 'planId', schema: { type: 'integer' } })
  @Answers(ObjectCounts)
  async counts(@Query('planId') planId: unknown, @CurrentActor() actor: Actor): Promise<ObjectCounts> {
    return { data: await this.objects.counts(actor, check(PlanId, planId)) };
  }

  @Get('objects/:id')
  @Permit('object.read')
  @TakesId()
  @Answers(ObjectDetail)
  one(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<ObjectDetail> {
    return this.objects.get(actor, id);
  }

  @Post('objects')
  @Permit('object.manage')
  @Takes(EnterObject)
  @Answers(ObjectDetail, 201)
  async enter(
    @Input(EnterObject) body: EnterObject,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key?: string,
  ): Promise<ObjectDetail> {
    return this.objects.get(actor, await this.objects.enter(actor, body, key));
  }

  @Put('objects/:id')
  @Permit('object.manage')
  @TakesId()
  @Takes(ChangeObject)
  @Answers(ObjectDetail)
  async change(@IdParam() id: number, @Input(ChangeObject) body: ChangeObject, @CurrentActor() actor: Actor): Promise<ObjectDetail> {
    await this.objects.change(actor, id, body);
    return this.objects.get(actor, id);
  }
}

/** Each act answers the institution as it then stands. */
export const ObjectActsController = actsOf(OBJECT_PROCESS, 'object.read', ObjectService, (objects, { id }, actor) =>
  objects.get(actor, id),
);
