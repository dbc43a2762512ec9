import { Body, Controller, Headers, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../people/access.js';
import { check } from '../../platform/dto.js';
import type { NamedFile } from '../../platform/files/file-name.js';
import type { Actor } from '../../rules/actor.js';
import { ImportTable, TableTrial } from '../exchange/dto.js';
import { TakesTable, UploadedTable } from '../exchange/upload.js';
import { LedgerImport } from './import.service.js';

@ApiTags('台账')
@Controller('task-import')
export class LedgerImportController {
  constructor(private readonly imports: LedgerImport) {}

  @Post('trial')
  @Permit('task.mine')
  @TakesTable()
  trial(@CurrentActor() actor: Actor, @UploadedTable() file: NamedFile): Promise<TableTrial> {
    return this.imports.trial(actor, file);
  }

  @Post()
  @Permit('task.mine')
  @TakesTable()
  take(
    @CurrentActor() actor: Actor,
    @UploadedTable() file: NamedFile,
    @Body() body: unknown,
    @Headers('idempotency-key') key?: string,
  ): Promise<TableTrial> {
    return this.imports.take(actor, file, check(ImportTable, body ?? {}), key);
  }
}
