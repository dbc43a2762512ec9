import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersList, Input, ListOf, type ListQuery, type Page, Takes, TakesList } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { CurrentActor, Permit, Unattended } from './access.js';
import { FAILED_JOB_SORTS, QueueDesk } from './queue.desk.js';
import { FailedJob, FailedJobFilter, QueueView, Resend, Resent } from './queue.dto.js';

/** The system administrator's look at the queue. */
@ApiTags('后台事项')
@Controller()
export class QueueController {
  constructor(private readonly desk: QueueDesk) {}

  @Get('queue')
  @Permit('queue.manage')
  @Unattended()
  @Answers(QueueView)
  view(): Promise<QueueView> {
    return this.desk.view();
  }

  @Get('failed-jobs')
  @Permit('queue.manage')
  @TakesList()
  @AnswersList(FailedJob)
  failed(@ListOf(FailedJobFilter, FAILED_JOB_SORTS) query: ListQuery<FailedJobFilter>): Promise<Page<FailedJob>> {
    return this.desk.failed(query);
  }

  @Post('failed-jobs/resending')
  @Permit('queue.manage')
  @HttpCode(200)
  @Takes(Resend)
  @Answers(Resent)
  async resend(@Input(Resend) body: Resend, @CurrentActor() actor: Actor): Promise<Resent> {
    return { resent: await this.desk.resend(body, actor) };
  }
}
