import { Controller, Delete, Get, Headers, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../people/access.js';
import { Answers, AnswersList, IdParam, Input, type Page, Takes, TakesId, whole } from '../../platform/dto.js';
import type { Actor } from '../../rules/actor.js';
import { TaskDetails } from '../task.details.js';
import { TaskDetail } from '../task.dto.js';
import { CommentService } from './comment.service.js';
import { Followers } from './follower.service.js';
import { Onlooker, WriteComment } from './together.dto.js';

@ApiTags('协作')
@Controller()
export class TogetherController {
  constructor(
    private readonly comments: CommentService,
    private readonly followers: Followers,
    private readonly details: TaskDetails,
  ) {}

  @Get('tasks/:id/onlookers')
  @Permit('task.read')
  @TakesId()
  @AnswersList(Onlooker)
  async onlookers(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<Page<Onlooker>> {
    return whole(await this.comments.onlookers(id, actor));
  }

  @Post('tasks/:id/comments')
  @HttpCode(200)
  @Permit('task.read')
  @TakesId()
  @Takes(WriteComment)
  @Answers(TaskDetail)
  async comment(
    @IdParam() id: number,
    @Input(WriteComment) body: WriteComment,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key?: string,
  ): Promise<TaskDetail> {
    await this.comments.write(id, body, actor, key);
    return this.details.of(id, actor);
  }

  @Post('comments/:id/withdrawal')
  @HttpCode(200)
  @Permit('task.read')
  @TakesId()
  @Answers(TaskDetail)
  async withdraw(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<TaskDetail> {
    return this.details.of(await this.comments.withdraw(id, actor), actor);
  }

  @Put('tasks/:id/following')
  @HttpCode(204)
  @Permit('task.read')
  @TakesId()
  follow(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<void> {
    return this.followers.follow(id, actor);
  }

  @Delete('tasks/:id/following')
  @HttpCode(204)
  @Permit('task.read')
  @TakesId()
  unfollow(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<void> {
    return this.followers.unfollow(id, actor);
  }
}
