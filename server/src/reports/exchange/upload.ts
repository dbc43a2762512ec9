import { applyDecorators, Catch, HttpCode, PayloadTooLargeException, UseFilters } from '@nestjs/common';
import { Answers } from '../../platform/dto.js';
import { FileOfForm, FileTooLarge, TakesFile } from '../../platform/files/form-file.js';
import { TableTrial } from './dto.js';
import { TABLE_MAX_BYTES, tableTooLarge } from './reader.js';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@Catch(PayloadTooLargeException)
class TableTooLarge extends FileTooLarge {
  protected readonly problem = tableTooLarge();
}

/** One table as a file. Answers what it would change, or has changed. */
export const TakesTable = () =>
  applyDecorators(
    HttpCode(200),
    UseFilters(TableTooLarge),
    TakesFile(['aliases', 'digest'], { fileSize: TABLE_MAX_BYTES, files: 1, fields: 5 }),
    Answers(TableTrial),
  );

export const UploadedTable = () => FileOfForm('请选择一个 .xlsx 文件后再导入');
