import { Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, IdParam, Input, Takes, TakesId } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { BulkIssueService } from './bulk-issue.service.js';
import { TaskDetails } from './task.details.js';
import { BulkIssue, BulkResult, TaskDetail } from './task.dto.js';

@ApiTags('任务')
@Controller('tasks')
export class TasksController {
  constructor(
    private readonly details: TaskDetails,
    private readonly bulk: BulkIssueService,
  ) {}

  @Get(':id')
  @Permit('task.read')
  @TakesId()
  @Answers(TaskDetail)
  async one(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<TaskDetail> {
    return this.details.open(id, actor);
  }

  @Post('bulk/issue')
  @HttpCode(200)
  @Permit('plan.break_down')
  @Takes(BulkIssue)
  @Answers(BulkResult)
  issueMany(
    @Input(BulkIssue) body: BulkIssue,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key?: string,
  ): Promise<BulkResult> {
    return this.bulk.issue(body.ids, actor, key);
  }
}
