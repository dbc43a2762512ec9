import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, AnswersList, ListOf, type ListQuery, type Page, TakesList } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import type { Light } from '../rules/lights.js';
import { LightName, TaskRow } from '../tasks/task.dto.js';
import { LEDGER_SORTS, LedgerFilter } from './ledger/filter.js';
import { LedgerService } from './ledger.service.js';

const LightCounts = z.record(LightName, z.int()).meta({ id: 'LightCounts' });

@ApiTags('台账')
@Controller()
export class LedgerController {
  constructor(private readonly ledger: LedgerService) {}

  @Get('tasks')
  @Permit('task.read')
  @TakesList()
  @AnswersList(TaskRow)
  list(@ListOf(LedgerFilter, LEDGER_SORTS) query: ListQuery<LedgerFilter>, @CurrentActor() actor: Actor): Promise<Page<TaskRow>> {
    return this.ledger.list(query, actor);
  }

  /** Counts for the tabs above the ledger, under the same filter. */
  @Get('task-counts')
  @Permit('task.read')
  @TakesList()
  @Answers(LightCounts)
  counts(
    @ListOf(LedgerFilter, LEDGER_SORTS) { filter }: ListQuery<LedgerFilter>,
    @CurrentActor() actor: Actor,
  ): Promise<Record<Light, number>> {
    return this.ledger.countByLight(filter, actor);
  }
}
