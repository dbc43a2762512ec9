import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, Permit } from '../../people/access.js';
import { check, ListOf, type ListQuery, TakesList } from '../../platform/dto.js';
import { disposition } from '../../platform/files/file-name.js';
import type { Actor } from '../../rules/actor.js';
import { COLUMN_NAMES, type LedgerColumnName } from './columns.js';
import { LedgerExport } from './export.service.js';
import { LEDGER_SORTS, LedgerFilter } from './filter.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The columns in their order, `no,title,light`; absent: all. */
const Columns = z
  .string()
  .optional()
  .transform(names => (names ? [...new Set(names.split(','))] : undefined))
  .pipe(z.array(z.enum(COLUMN_NAMES, { error: '没有这一列，请刷新页面后重试' })).optional());

@ApiTags('台账')
@Controller('task-export')
export class LedgerExportController {
  constructor(private readonly exports: LedgerExport) {}

  /** The ledger as a workbook: the rows of the filter in their order with the columns that were chosen. */
  @Get()
  @Permit('task.read')
  @TakesList()
  @ApiQuery({ name: 'columns', required: false, schema: { type: 'string' } })
  async export(
    @ListOf(LedgerFilter, LEDGER_SORTS) { filter, sort }: ListQuery<LedgerFilter>,
    @Query('columns') names: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const columns: LedgerColumnName[] | undefined = check(Columns, names);
    const file = await this.exports.write({ filter, sort, columns }, actor);
    return new StreamableFile(file.stream, { type: XLSX, disposition: disposition('attachment', file.fileName) });
  }
}
