import { Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, AnswersList, IdParam, Input, ListOf, type ListQuery, Takes, TakesId, TakesList, whole } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { SetRollUp } from '../tasks/indicator.dto.js';
import { ConfirmationService } from './confirmation.service.js';
import { PhaseRow, PhaseViewService } from './phase.view.js';
import { ConfirmPlan, IndicatorSeriesView, MeasureView, PlanFilter, PlanView, TargetView } from './plan.dto.js';
import { PLAN_SORTS, PlanService } from './plan.service.js';

@ApiTags('方案')
@Controller('plans')
export class PlanController {
  constructor(
    private readonly plans: PlanService,
    private readonly confirmation: ConfirmationService,
    private readonly phases: PhaseViewService,
  ) {}

  @Get()
  @Permit('plan.read')
  @TakesList()
  @AnswersList(PlanView)
  list(@CurrentActor() actor: Actor, @ListOf(PlanFilter, PLAN_SORTS) query: ListQuery<PlanFilter>) {
    return this.plans.list(actor, query);
  }

  @Get(':id')
  @Permit('plan.read')
  @TakesId()
  @Answers(PlanView)
  get(@CurrentActor() actor: Actor, @IdParam() id: number): Promise<PlanView> {
    return this.plans.get(actor, id);
  }

  @Post(':id/confirmation')
  @Permit('plan.confirm')
  @HttpCode(200)
  @TakesId()
  @Takes(ConfirmPlan)
  @Answers(PlanView)
  async confirm(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @Input(ConfirmPlan) body: ConfirmPlan,
    @Headers('idempotency-key') key?: string,
  ): Promise<PlanView> {
    await this.confirmation.confirm(actor, id, body, key);
    return this.plans.get(actor, id);
  }

  @Get(':id/measures')
  @Permit('plan.read')
  @TakesId()
  @AnswersList(MeasureView)
  async measures(@CurrentActor() actor: Actor, @IdParam() id: number) {
    return whole(await this.plans.measures(actor, id));
  }

  @Get(':id/indicators')
  @Permit('plan.read')
  @TakesId()
  @AnswersList(IndicatorSeriesView)
  async indicators(@CurrentActor() actor: Actor, @IdParam() id: number) {
    return whole(await this.plans.indicators(actor, id));
  }

  @Post(':id/indicators/:indicatorId/roll-up')
  @Permit('plan.break_down')
  @HttpCode(200)
  @TakesId()
  @TakesId('indicatorId')
  @Takes(SetRollUp)
  @AnswersList(IndicatorSeriesView)
  async setRollUp(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @IdParam('indicatorId') indicatorId: number,
    @Input(SetRollUp) body: SetRollUp,
  ) {
    return whole(await this.plans.setRollUp(actor, id, indicatorId, body.rollUp));
  }

  @Get(':id/phase-view')
  @Permit('task.read')
  @TakesId()
  @AnswersList(PhaseRow)
  async phaseView(@CurrentActor() actor: Actor, @IdParam() id: number) {
    return whole(await this.phases.of(actor, id));
  }

  @Get(':id/targets')
  @Permit('plan.read')
  @TakesId()
  @AnswersList(TargetView)
  async targets(@CurrentActor() actor: Actor, @IdParam() id: number) {
    return whole(await this.plans.targets(actor, id));
  }
}
