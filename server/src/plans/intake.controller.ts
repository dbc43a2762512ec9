import { Controller, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, AnswersList, check, IdParam, Input, Takes, TakesId, whole } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { ChangeRecord } from './document.dto.js';
import { DocumentService } from './document.service.js';
import { IntakeDesk } from './intake.desk.js';
import {
  AskForUnit,
  ChangeKind,
  ChangesAfter,
  Decide,
  DeskChanges,
  LikenessView,
  MergeRecords,
  NameUnit,
  NameView,
  SplitRecord,
  TakeApart,
  UndoStep,
} from './intake.dto.js';
import { LikenessFinder } from './intake.likeness.js';
import { NamingDesk } from './intake.naming.js';
import { DeskSteps } from './intake.steps.js';
import { UndoDesk } from './intake.undo.js';
import { UnitRequests } from './unit.requests.js';

/** The intake desk: what people do with the records of a document, and what they need to see for it. */
@ApiTags('规划文件')
@Controller('documents/:id')
export class IntakeController {
  constructor(
    private readonly desk: IntakeDesk,
    private readonly naming: NamingDesk,
    private readonly undoing: UndoDesk,
    private readonly steps: DeskSteps,
    private readonly likeness: LikenessFinder,
    private readonly documents: DocumentService,
    private readonly requests: UnitRequests,
  ) {}

  @Get('changes')
  @Permit('plan.read')
  @TakesId()
  @ApiQuery({ name: 'after', schema: { type: 'integer' } })
  @Answers(DeskChanges)
  changes(@CurrentActor() actor: Actor, @IdParam() id: number, @Query() query: unknown): Promise<DeskChanges> {
    return this.steps.changes(actor, id, check(ChangesAfter, query).after);
  }

  @Get('likenesses')
  @Permit('plan.read')
  @TakesId()
  @AnswersList(LikenessView)
  async likenesses(@CurrentActor() actor: Actor, @IdParam() id: number) {
    return whole(await this.likeness.find(actor, id));
  }

  @Get('names')
  @Permit('plan.read')
  @TakesId()
  @AnswersList(NameView)
  async names(@CurrentActor() actor: Actor, @IdParam() id: number) {
    return whole(await this.documents.names(actor, id));
  }

  @Put('names')
  @Permit('plan.confirm')
  @TakesId()
  @Takes(NameUnit)
  @Answers(DeskChanges)
  name(@CurrentActor() actor: Actor, @IdParam() id: number, @Input(NameUnit) body: NameUnit): Promise<DeskChanges> {
    return this.naming.name(actor, id, body);
  }

  @Post('unit-requests')
  @Permit('plan.confirm')
  @HttpCode(200)
  @TakesId()
  @Takes(AskForUnit)
  @AnswersList(NameView)
  async askForUnit(@CurrentActor() actor: Actor, @IdParam() id: number, @Input(AskForUnit) { name }: { name: string }) {
    await this.requests.ask(actor, id, name);
    return whole(await this.documents.names(actor, id));
  }

  @Patch('records/:recordId')
  @Permit('plan.confirm')
  @TakesId()
  @TakesId('recordId')
  @Takes(ChangeRecord)
  @Answers(DeskChanges)
  change(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @IdParam('recordId') recordId: number,
    @Input(ChangeRecord) body: ChangeRecord,
  ): Promise<DeskChanges> {
    return this.desk.change(actor, id, recordId, body);
  }

  @Post('decisions')
  @Permit('plan.confirm')
  @TakesId()
  @Takes(Decide)
  @Answers(DeskChanges, 201)
  decide(@CurrentActor() actor: Actor, @IdParam() id: number, @Input(Decide) body: Decide): Promise<DeskChanges> {
    return this.desk.decide(actor, id, body);
  }

  @Post('kinds')
  @Permit('plan.confirm')
  @TakesId()
  @Takes(ChangeKind)
  @Answers(DeskChanges, 201)
  changeKind(@CurrentActor() actor: Actor, @IdParam() id: number, @Input(ChangeKind) body: ChangeKind): Promise<DeskChanges> {
    return this.desk.changeKind(actor, id, body);
  }

  @Post('records/:recordId/items')
  @Permit('plan.confirm')
  @TakesId()
  @TakesId('recordId')
  @Takes(TakeApart)
  @Answers(DeskChanges, 201)
  takeApart(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @IdParam('recordId') recordId: number,
    @Input(TakeApart) body: { version: number },
  ): Promise<DeskChanges> {
    return this.desk.takeApart(actor, id, recordId, body.version);
  }

  @Post('records/:recordId/pieces')
  @Permit('plan.confirm')
  @TakesId()
  @TakesId('recordId')
  @Takes(SplitRecord)
  @Answers(DeskChanges, 201)
  split(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @IdParam('recordId') recordId: number,
    @Input(SplitRecord) body: SplitRecord,
  ): Promise<DeskChanges> {
    return this.desk.split(actor, id, recordId, body);
  }

  @Post('mergers')
  @Permit('plan.confirm')
  @TakesId()
  @Takes(MergeRecords)
  @Answers(DeskChanges, 201)
  merge(@CurrentActor() actor: Actor, @IdParam() id: number, @Input(MergeRecords) body: MergeRecords): Promise<DeskChanges> {
    return this.desk.merge(actor, id, body);
  }

  @Post('undoings')
  @Permit('plan.confirm')
  @TakesId()
  @Takes(UndoStep)
  @Answers(DeskChanges, 201)
  undo(@CurrentActor() actor: Actor, @IdParam() id: number, @Input(UndoStep) body: { stepId: number }): Promise<DeskChanges> {
    return this.undoing.undo(actor, id, body.stepId);
  }
}
