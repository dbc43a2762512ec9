import { Controller, Get, Headers, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, AnswersList, Input, ListOf, type ListQuery, Takes, TakesList } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { BulkResult } from '../tasks/task.dto.js';
import { ChangeLadder, DecideProposals, Ladder, Proposal, ProposalFilter } from './ladder.dto.js';
import { LadderProposals } from './ladder.proposals.js';
import { LadderService } from './ladder.service.js';

@ApiTags('督办阶梯')
@Controller('ladder')
export class LadderController {
  constructor(
    private readonly ladder: LadderService,
    private readonly proposals: LadderProposals,
  ) {}

  @Get()
  @Permit('ladder.read')
  @Answers(Ladder)
  get(): Promise<Ladder> {
    return this.ladder.get();
  }

  @Put()
  @Permit('ladder.manage')
  @Takes(ChangeLadder)
  @Answers(Ladder)
  change(@Input(ChangeLadder) body: ChangeLadder, @CurrentActor() actor: Actor): Promise<Ladder> {
    return this.ladder.change(body, actor);
  }

  @Get('proposals')
  @Permit('ladder.read')
  @TakesList()
  @AnswersList(Proposal)
  list(@CurrentActor() actor: Actor, @ListOf(ProposalFilter, []) query: ListQuery<ProposalFilter>) {
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
