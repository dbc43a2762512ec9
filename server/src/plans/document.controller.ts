import {
  type ArgumentsHost,
  Body,
  Catch,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  PayloadTooLargeException,
  Post,
  Query,
  StreamableFile,
  UploadedFile,
  UseFilters,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Answers, AnswersList, check, IdParam, Input, ListOf, type ListQuery, Takes, TakesId, TakesList } from '../platform/dto.js';
import { tooLarge } from '../platform/files/blob.store.js';
import { disposition } from '../platform/files/file-name.js';
import { ProblemFilter } from '../platform/problem.filter.js';
import { invalid } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import { DocumentFilter, DocumentRow, DocumentView, DocumentWindow, UploadDocument, WithdrawDocument } from './document.dto.js';
import { DOCUMENT_SORTS, DocumentService } from './document.service.js';
import { IntakeService } from './intake.service.js';
import { IntakeWithdrawal } from './intake.withdrawal.js';

/** Names the limit where the parser of uploads only says that it was passed. */
@Catch(PayloadTooLargeException)
export class DocumentTooLarge extends ProblemFilter {
  constructor(@Inject(CONFIG) private readonly config: Config) {
    super();
  }

  override catch(_thrown: unknown, host: ArgumentsHost): void {
    super.catch(tooLarge(this.config.documentMaxBytes), host);
  }
}

@ApiTags('documents')
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
  @UseFilters(DocumentTooLarge)
  @UseInterceptors(FileInterceptor('file'))
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' }, title: { type: 'string' } },
    },
  })
  @Answers(DocumentView, 201)
  async upload(
    @CurrentActor() actor: Actor,
    @UploadedFile() file: Express.Multer.File | undefined,
    @Body() body: unknown,
    @Headers('idempotency-key') key?: string,
  ): Promise<DocumentView> {
    if (!file) throw invalid('没有收到文件，请选择文件或粘贴正文后再上传。', { file: '请选择文件' });
    const { title } = check(UploadDocument, body ?? {});
    const id = await this.intake.take(actor, { fileName: file.originalname, bytes: file.buffer, title }, key);
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
