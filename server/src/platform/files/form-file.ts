import {
  type ArgumentsHost,
  applyDecorators,
  Catch,
  PayloadTooLargeException,
  type PipeTransform,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { ProblemFilter } from '../problem.filter.js';
import { invalid, type Problem } from '../problems.js';
import type { NamedFile } from './file-name.js';

const TEXT = { type: 'string' };

/**
 * A route that takes a form with one `file`, held in memory because it is read whole, and `texts` beside it. What may be large goes through
 * `receiveFile` instead. `limits`: the module's own where none are given.
 */
export const TakesFile = (texts: string[], limits?: { fileSize: number; files: number; fields: number }) =>
  applyDecorators(
    UseInterceptors(FileInterceptor('file', limits && { defParamCharset: 'utf8', limits })),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: { ...TEXT, format: 'binary' }, ...Object.fromEntries(texts.map(name => [name, TEXT])) },
      },
    }),
  );

/** The file of the form; refuses a form without one, and says what to do (`next`: 请选择文件后再上传). */
export const FileOfForm = (next: string) => UploadedFile(new FilePipe(next));

class FilePipe implements PipeTransform<Express.Multer.File | undefined, NamedFile> {
  constructor(private readonly next: string) {}

  transform(file: Express.Multer.File | undefined): NamedFile {
    if (!file) throw invalid(`没有收到文件，${this.next}。`, { file: '请选择文件' });
    return { fileName: file.originalname, bytes: file.buffer };
  }
}

/** Names the limit where the parser of forms only says that it was passed. */
@Catch(PayloadTooLargeException)
export abstract class FileTooLarge extends ProblemFilter {
  protected abstract readonly problem: Problem;

  override catch(_thrown: unknown, host: ArgumentsHost): void {
    super.catch(this.problem, host);
  }
}
