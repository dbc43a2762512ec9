import {
  Body,
  Catch,
  Controller,
  Get,
  Headers,
  HttpCode,
  PayloadTooLargeException,
  Post,
  Put,
  Query,
  StreamableFile,
  UploadedFile,
  UseFilters,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../people/access.js';
import { Answers, check, IdParam, Input, Takes, TakesId } from '../../platform/dto.js';
import { disposition } from '../../platform/files/file-name.js';
import { ProblemFilter } from '../../platform/problem.filter.js';
import { invalid } from '../../platform/problems.js';
import type { Actor } from '../../rules/actor.js';
import { ExportTable, ImportTable, SaveTemplate, TableTrial, TemplateView } from './dto.js';
import { TABLE_MAX_BYTES, tableTooLarge } from './reader.js';
import { type TableFile, TableService } from './table.service.js';
import { TemplateService } from './template.service.js';

const MEDIA_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** Names the limit where the parser of uploads only says that it was passed. */
@Catch(PayloadTooLargeException)
class TableTooLarge extends ProblemFilter {
  override catch(_thrown: unknown, host: Parameters<ProblemFilter['catch']>[1]): void {
    super.catch(tableTooLarge(), host);
  }
}

const Uploaded = FileInterceptor('file', { defParamCharset: 'utf8', limits: { fileSize: TABLE_MAX_BYTES, files: 1, fields: 5 } });
const UploadBody = ApiBody({
  schema: {
    type: 'object',
    required: ['file'],
    properties: { file: { type: 'string', format: 'binary' }, aliases: { type: 'string' }, digest: { type: 'string' } },
  },
});

@ApiTags('plans')
@Controller('plans/:id/breakdown-table')
export class TableController {
  constructor(
    private readonly tables: TableService,
    private readonly templates: TemplateService,
  ) {}

  @Get()
  @Permit('plan.read')
  @TakesId()
  @ApiQuery({ name: 'format', required: false, schema: { type: 'string', enum: ['xlsx', 'docx'] } })
  async export(@CurrentActor() actor: Actor, @IdParam() id: number, @Query() query: unknown): Promise<StreamableFile> {
    const wish = check(ExportTable, query);
    const { fileName, bytes } = await this.tables.write(actor, id, wish);
    return new StreamableFile(bytes, {
      type: MEDIA_TYPES[wish.format],
      length: bytes.length,
      disposition: disposition('attachment', fileName),
    });
  }

  @Post('trial')
  @Permit('plan.break_down')
  @HttpCode(200)
  @UseFilters(TableTooLarge)
  @UseInterceptors(Uploaded)
  @TakesId()
  @ApiConsumes('multipart/form-data')
  @UploadBody
  @Answers(TableTrial)
  trial(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @UploadedFile() file: Express.Multer.File | undefined,
    @Body() body: unknown,
  ): Promise<TableTrial> {
    return this.tables.trial(actor, id, fileOf(file), check(ImportTable, body ?? {}));
  }

  @Post()
  @Permit('plan.break_down')
  @HttpCode(200)
  @UseFilters(TableTooLarge)
  @UseInterceptors(Uploaded)
  @TakesId()
  @ApiConsumes('multipart/form-data')
  @UploadBody
  @Answers(TableTrial)
  take(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @UploadedFile() file: Express.Multer.File | undefined,
    @Body() body: unknown,
    @Headers('idempotency-key') key?: string,
  ): Promise<TableTrial> {
    return this.tables.take(actor, id, fileOf(file), check(ImportTable, body ?? {}), key);
  }

  @Get('template')
  @Permit('plan.read')
  @TakesId()
  @Answers(TemplateView)
  template(@CurrentActor() actor: Actor, @IdParam() id: number): Promise<TemplateView> {
    return this.templates.ofPlan(actor, id);
  }

  @Put('template')
  @Permit('plan.break_down')
  @TakesId()
  @Takes(SaveTemplate)
  @Answers(TemplateView)
  saveTemplate(@CurrentActor() actor: Actor, @IdParam() id: number, @Input(SaveTemplate) body: SaveTemplate): Promise<TemplateView> {
    return this.templates.save(actor, id, body);
  }
}

function fileOf(file: Express.Multer.File | undefined): TableFile {
  if (!file) throw invalid('没有收到文件，请选择一个 .xlsx 文件后再导入。', { file: '请选择文件' });
  return { fileName: file.originalname, bytes: file.buffer };
}
