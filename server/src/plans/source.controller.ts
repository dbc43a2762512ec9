import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, IdParam, TakesId } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { SourceView } from './plan.dto.js';
import { SourceService } from './source.service.js';

@ApiTags('任务')
@Controller('tasks/:id/source')
export class SourceController {
  constructor(private readonly source: SourceService) {}

  @Get()
  @Permit('task.read')
  @TakesId()
  @Answers(SourceView)
  get(@CurrentActor() actor: Actor, @IdParam() id: number): Promise<SourceView> {
    return this.source.of(actor, id);
  }
}
