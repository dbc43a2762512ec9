import { applyDecorators, Catch, HttpCode, PayloadTooLargeException, UseFilters, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { Answers } from '../../platform/dto.js';
import { ProblemFilter } from '../../platform/problem.filter.js';
import { invalid } from '../../platform/problems.js';
import { TableTrial } from './dto.js';
import { TABLE_MAX_BYTES, type TableFile, tableTooLarge } from './reader.js';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Names the limit where the parser of uploads only says that it was passed. */
@Catch(PayloadTooLargeException)
class TableTooLarge extends ProblemFilter {
  override catch(_thrown: unknown, host: Parameters<ProblemFilter['catch']>[1]): void {
    super.catch(tableTooLarge(), host);
  }
}

/** One table as a file, held in memory: it is small, and looked at whole. Answers what it would change, or has changed. */
export const TakesTable = () =>
  applyDecorators(
    HttpCode(200),
    UseFilters(TableTooLarge),
    UseInterceptors(FileInterceptor('file', { defParamCharset: 'utf8', limits: { fileSize: TABLE_MAX_BYTES, files: 1, fields: 5 } })),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: { type: 'string', format: 'binary' }, aliases: { type: 'string' }, digest: { type: 'string' } },
      },
    }),
    Answers(TableTrial),
  );

/** The uploaded table; throws where there is none. */
export function fileOf(file: Express.Multer.File | undefined): TableFile {
  if (!file) throw invalid('没有收到文件，请选择一个 .xlsx 文件后再导入。', { file: '请选择文件' });
  return { fileName: file.originalname, bytes: file.buffer };
}
