import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, AnswersList, IdParam, type Page, TakesId, whole } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { HandlersService } from './handlers.service.js';
import { ReportForms } from './report.form.js';
import { ReportForm } from './task.dto.js';

const Handler = z.object({ id: z.int(), name: z.string(), postName: z.string() });

@ApiTags('承办分支')
@Controller('assignments')
export class AssignmentsController {
  constructor(
    private readonly handlers: HandlersService,
    private readonly forms: ReportForms,
  ) {}

  @Get(':id/handlers')
  @Permit('task.read')
  @TakesId()
  @AnswersList(Handler)
  async handlersOf(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<Page<z.infer<typeof Handler>>> {
    return whole(await this.handlers.of(id, actor));
  }

  /** What a report of this share starts from: its period, and what was said last. */
  @Get(':id/report-form')
  @Permit('task.read')
  @TakesId()
  @Answers(ReportForm)
  reportForm(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<ReportForm> {
    return this.forms.of(id, actor);
  }
}
