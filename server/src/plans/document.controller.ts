import { Body, Controller, Get, Headers, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, AnswersList, check, IdParam, Input, ListOf, type ListQuery, Takes, TakesId, TakesList } from '../platform/dto.js';
import { disposition, type NamedFile } from '../platform/files/file-name.js';
import type { Actor } from '../rules/actor.js';
import { DocumentFilter, DocumentRow, DocumentView, DocumentWindow, UploadDocument, WithdrawDocument } from './document.dto.js';
import { DOCUMENT_SORTS, DocumentService } from './document.service.js';
import { TakesDocument, UploadedDocument } from './document.upload.js';
import { IntakeService } from './intake.service.js';
import { IntakeWithdrawal } from './intake.withdrawal.js';

@ApiTags('规划文件')
@Controller('documents')
export class DocumentController {
  constructor(
    private readonly documents: DocumentService,
    private readonly intake: IntakeService,
    private readonly withdrawal: IntakeWithdrawal,
  ) {}

  @Get()
  @Permit('plan.read')
  @TakesList()
  @AnswersList(DocumentRow)
  list(@CurrentActor() actor: Actor, @ListOf(DocumentFilter, DOCUMENT_SORTS) query: ListQuery<DocumentFilter>) {
    return this.documents.list(actor, query);
  }

  @Post()
  @Permit('plan.upload')
  @TakesDocument()
  @Answers(DocumentView, 201)
  async upload(
    @CurrentActor() actor: Actor,
    @UploadedDocument() file: NamedFile,
    @Body() body: unknown,
    @Headers('idempotency-key') key?: string,
  ): Promise<DocumentView> {
    const { title } = check(UploadDocument, body ?? {});
    const id = await this.intake.take(actor, { ...file, title }, key);
    return this.documents.get(actor, id);
  }

  @Get(':id')
  @Permit('plan.read')
  @TakesId()
  @ApiQuery({ name: 'from', required: false, schema: { type: 'integer' } })
  @Answers(DocumentView)
  get(@CurrentActor() actor: Actor, @IdParam() id: number, @Query() query: unknown): Promise<DocumentView> {
    return this.documents.get(actor, id, check(DocumentWindow, query).from);
  }

  @Post(':id/withdrawal')
  @Permit('plan.upload')
  @HttpCode(200)
  @TakesId()
  @Takes(WithdrawDocument)
  @Answers(DocumentView)
  async withdraw(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @Input(WithdrawDocument) { reason }: { reason: string },
  ): Promise<DocumentView> {
    await this.withdrawal.withdraw(actor, id, reason);
    return this.documents.get(actor, id);
  }

  @Get(':id/original')
  @Permit('plan.read')
  @TakesId()
  async original(@CurrentActor() actor: Actor, @IdParam() id: number): Promise<StreamableFile> {
    const { fileName, size, content } = await this.documents.original(actor, id);
    return new StreamableFile(content, {
      type: 'application/octet-stream',
      length: size,
      disposition: disposition('attachment', fileName),
    });
  }
}
