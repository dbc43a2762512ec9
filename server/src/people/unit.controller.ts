import { Controller, Get, Headers, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ListQuery, Page } from '../platform/dto.js';
import { Answers, AnswersList, IdParam, Input, ListOf, Takes, TakesId, TakesList } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { CurrentActor, Permit } from './access.js';
import { ChangeUnit, CreateUnit, UnitFilter, UnitRow } from './unit.dto.js';
import { UNIT_SORTS, UnitService } from './unit.service.js';

@ApiTags('单位')
@Controller('units')
export class UnitController {
  constructor(private readonly units: UnitService) {}

  @Get()
  @Permit('unit.read')
  @TakesList()
  @AnswersList(UnitRow)
  list(@ListOf(UnitFilter, UNIT_SORTS) query: ListQuery<UnitFilter>): Promise<Page<UnitRow>> {
    return this.units.list(query);
  }

  @Get(':id')
  @Permit('unit.read')
  @TakesId()
  @Answers(UnitRow)
  get(@IdParam() id: number): Promise<UnitRow> {
    return this.units.get(id);
  }

  @Post()
  @Permit('unit.manage')
  @Takes(CreateUnit)
  @Answers(UnitRow, 201)
  create(@Input(CreateUnit) body: CreateUnit, @CurrentActor() actor: Actor, @Headers('idempotency-key') key?: string): Promise<UnitRow> {
    return this.units.create(body, actor, key);
  }

  @Put(':id')
  @Permit('unit.manage')
  @TakesId()
  @Takes(ChangeUnit)
  @Answers(UnitRow)
  change(@IdParam() id: number, @Input(ChangeUnit) body: ChangeUnit, @CurrentActor() actor: Actor): Promise<UnitRow> {
    return this.units.change(id, body, actor);
  }
}
