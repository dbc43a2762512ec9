import { Controller, Delete, Get, Headers, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, AnswersList, IdParam, Input, ListOf, type ListQuery, NoFilter, Takes, TakesId, TakesList } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { BulkResult } from '../tasks/task.dto.js';
import { EscalationForms } from './escalation.form.js';
import { ChangeLadder, DecideProposals, EscalationForm, Ladder, Proposal } from './ladder.dto.js';
import { LadderProposals } from './ladder.proposals.js';
import { LadderService } from './ladder.service.js';

@ApiTags('督办阶梯')
@Controller('ladder')
export class LadderController {
  constructor(
    private readonly ladder: LadderService,
    private readonly proposals: LadderProposals,
    private readonly forms: EscalationForms,
  ) {}

  @Get()
  @Permit('ladder.read')
  @Answers(Ladder)
  get(@CurrentActor() actor: Actor): Promise<Ladder> {
    return this.ladder.get(null, actor);
  }

  @Put()
  @Permit('ladder.manage')
  @Takes(ChangeLadder)
  @Answers(Ladder)
  change(@Input(ChangeLadder) body: ChangeLadder, @CurrentActor() actor: Actor): Promise<Ladder> {
    return this.ladder.change(null, body, actor);
  }

  /** The ladder that a plan's tasks go by: its own, or the office's. */
  @Get('plans/:id')
  @Permit('ladder.read')
  @TakesId()
  @Answers(Ladder)
  ofPlan(@IdParam() planId: number, @CurrentActor() actor: Actor): Promise<Ladder> {
    return this.ladder.get(planId, actor);
  }

  /** Gives the plan a ladder of its own, or changes it. */
  @Put('plans/:id')
  @Permit('ladder.manage')
  @TakesId()
  @Takes(ChangeLadder)
  @Answers(Ladder)
  changeOfPlan(@IdParam() planId: number, @Input(ChangeLadder) body: ChangeLadder, @CurrentActor() actor: Actor): Promise<Ladder> {
    return this.ladder.change(planId, body, actor);
  }

  /** The plan goes by the office's ladder again. */
  @Delete('plans/:id')
  @Permit('ladder.manage')
  @TakesId()
  @Answers(Ladder)
  drop(@IdParam() planId: number, @CurrentActor() actor: Actor): Promise<Ladder> {
    return this.ladder.drop(planId, actor);
  }

  @Get('tasks/:id/escalation-form')
  @Permit('ladder.read')
  @TakesId()
  @Answers(EscalationForm)
  form(@IdParam() taskId: number, @CurrentActor() actor: Actor): Promise<EscalationForm> {
    return this.forms.of(taskId, actor);
  }

  @Get('proposals')
  @Permit('ladder.read')
  @TakesList()
  @AnswersList(Proposal)
  list(@CurrentActor() actor: Actor, @ListOf(NoFilter, []) query: ListQuery<object>) {
    return this.proposals.list(actor, query);
  }

  @Post('decisions')
  @HttpCode(200)
  @Permit('ladder.decide')
  @Takes(DecideProposals)
  @Answers(BulkResult)
  decide(
    @Input(DecideProposals) body: DecideProposals,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key?: string,
  ): Promise<BulkResult> {
    return this.proposals.decide(body, actor, key);
  }
}
