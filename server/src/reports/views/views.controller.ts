import { Controller, Get, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, Permit } from '../../people/access.js';
import { Answers, AnswersList, check, ListOf, type ListQuery, type Page, TakesList } from '../../platform/dto.js';
import type { Actor } from '../../rules/actor.js';
import { LEDGER_SORTS, LedgerFilter } from '../ledger/filter.js';
import { TaskBoard, TaskCalendar, TaskMatrix, WallRow } from './views.dto.js';
import { TaskViews } from './views.service.js';

const Month = z.string({ error: '请选择月份' }).regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/, '月份应写成 2026-11 的形式');
const Asked = () => ListOf(LedgerFilter, LEDGER_SORTS);

@ApiTags('台账')
@Controller()
export class TaskViewsController {
  constructor(private readonly views: TaskViews) {}

  @Get('task-board')
  @Permit('task.read')
  @TakesList()
  @Answers(TaskBoard)
  board(@Asked() { filter }: ListQuery<LedgerFilter>, @CurrentActor() actor: Actor): Promise<TaskBoard> {
    return this.views.board(filter, actor);
  }

  @Get('task-calendar')
  @Permit('task.read')
  @TakesList()
  @ApiQuery({ name: 'month', schema: { type: 'string' } })
  @Answers(TaskCalendar)
  calendar(
    @Asked() { filter }: ListQuery<LedgerFilter>,
    @Query('month') month: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<TaskCalendar> {
    return this.views.calendar(filter, check(Month, month), actor);
  }

  @Get('task-wall')
  @Permit('task.read')
  @TakesList()
  @AnswersList(WallRow)
  wall(@Asked() query: ListQuery<LedgerFilter>, @CurrentActor() actor: Actor): Promise<Page<WallRow>> {
    return this.views.wall(query, actor);
  }

  @Get('task-matrix')
  @Permit('task.read')
  @TakesList()
  @Answers(TaskMatrix)
  matrix(@Asked() { filter }: ListQuery<LedgerFilter>, @CurrentActor() actor: Actor): Promise<TaskMatrix> {
    return this.views.matrix(filter, actor);
  }
}
