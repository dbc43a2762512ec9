import { Body, Controller, Get, Headers, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../people/access.js';
import { Answers, check, IdParam, Input, Takes, TakesId } from '../../platform/dto.js';
import { disposition, type NamedFile } from '../../platform/files/file-name.js';
import type { Actor } from '../../rules/actor.js';
import { ImportTable, TableTrial } from '../exchange/dto.js';
import { TakesTable, UploadedTable, XLSX } from '../exchange/upload.js';
import { ExportTable, SaveTemplate, TemplateView } from './dto.js';
import { TableService } from './table.service.js';
import { TemplateService } from './template.service.js';

const MEDIA_TYPES = {
  xlsx: XLSX,
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

@ApiTags('方案')
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
  @TakesId()
  @TakesTable()
  trial(@CurrentActor() actor: Actor, @IdParam() id: number, @UploadedTable() file: NamedFile, @Body() body: unknown): Promise<TableTrial> {
    return this.tables.trial(actor, id, file, check(ImportTable, body ?? {}));
  }

  @Post()
  @Permit('plan.break_down')
  @TakesId()
  @TakesTable()
  take(
    @CurrentActor() actor: Actor,
    @IdParam() id: number,
    @UploadedTable() file: NamedFile,
    @Body() body: unknown,
    @Headers('idempotency-key') key?: string,
  ): Promise<TableTrial> {
    return this.tables.take(actor, id, file, check(ImportTable, body ?? {}), key);
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
