import { Body, Controller, Get, Headers, Post, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../people/access.js';
import { check, IdParam, TakesId } from '../../platform/dto.js';
import { disposition, type NamedFile } from '../../platform/files/file-name.js';
import type { Actor } from '../../rules/actor.js';
import { ImportTable, TableTrial } from '../exchange/dto.js';
import { TakesTable, UploadedTable, XLSX } from '../exchange/upload.js';
import { ObjectTableService } from './object-table.service.js';

@ApiTags('重点建设单位')
@Controller('plans/:id/object-table')
export class ObjectTableController {
  constructor(private readonly tables: ObjectTableService) {}

  @Get()
  @Permit('object.read')
  @TakesId()
  async export(@CurrentActor() actor: Actor, @IdParam() id: number): Promise<StreamableFile> {
    const { fileName, bytes } = await this.tables.write(actor, id);
    return new StreamableFile(bytes, { type: XLSX, length: bytes.length, disposition: disposition('attachment', fileName) });
  }

  @Post('trial')
  @Permit('object.manage')
  @TakesId()
  @TakesTable()
  trial(@CurrentActor() actor: Actor, @IdParam() id: number, @UploadedTable() file: NamedFile): Promise<TableTrial> {
    return this.tables.trial(actor, id, file);
  }

  @Post()
  @Permit('object.manage')
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
}
