import { Body, Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, AnswersList, check, IdParam, Input, type Page, Takes, TakesId, whole } from '../platform/dto.js';
import type { NamedFile } from '../platform/files/file-name.js';
import type { Actor } from '../rules/actor.js';
import { UploadDocument, WithdrawDocument } from './document.dto.js';
import { TakesDocument, UploadedDocument } from './document.upload.js';
import { VersionDecisions } from './version.decisions.js';
import { DecideDifferences, VersionRow, VersionView } from './version.dto.js';
import { VersionService } from './version.service.js';

@ApiTags('方案')
@Controller('plans/:id/versions')
export class VersionController {
  constructor(
    private readonly versions: VersionService,
    private readonly decisions: VersionDecisions,
  ) {}

  @Get()
  @Permit('plan.read')
  @TakesId()
  @AnswersList(VersionRow)
  async list(@CurrentActor() actor: Actor, @IdParam() id: number): Promise<Page<VersionRow>> {
    return whole(await this.versions.list(actor, id));
  }

  @Post()
  @Permit('plan.upload')
  @TakesId()
  @TakesDocument()
  @Answers(VersionView, 201)
  async upload(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @UploadedDocument() file: NamedFile,
    @Body() body: unknown,
    @Headers('idempotency-key') key?: string,
  ): Promise<VersionView> {
    const { title } = check(UploadDocument, body ?? {});
    const documentId = await this.versions.take(actor, id, { ...file, title }, key);
    return this.versions.get(actor, id, documentId);
  }

  @Get(':documentId')
  @Permit('plan.read')
  @TakesId()
  @TakesId('documentId')
  @Answers(VersionView)
  get(@CurrentActor() actor: Actor, @IdParam() id: number, @IdParam('documentId') documentId: number): Promise<VersionView> {
    return this.versions.get(actor, id, documentId);
  }

  @Post(':documentId/decisions')
  @Permit('plan.confirm')
  @HttpCode(200)
  @TakesId()
  @TakesId('documentId')
  @Takes(DecideDifferences)
  @Answers(VersionView)
  async decide(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @IdParam('documentId') documentId: number,
    @Input(DecideDifferences) body: DecideDifferences,
    @Headers('idempotency-key') key?: string,
  ): Promise<VersionView> {
    await this.decisions.decide(actor, id, documentId, body, key);
    return this.versions.get(actor, id, documentId);
  }

  @Post(':documentId/withdrawal')
  @Permit('plan.upload')
  @HttpCode(200)
  @TakesId()
  @TakesId('documentId')
  @Takes(WithdrawDocument)
  @AnswersList(VersionRow)
  async withdraw(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @IdParam('documentId') documentId: number,
    @Input(WithdrawDocument) { reason }: { reason: string },
  ): Promise<Page<VersionRow>> {
    await this.versions.withdraw(actor, id, documentId, reason);
    return this.list(actor, id);
  }
}
