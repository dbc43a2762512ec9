import { applyDecorators, Catch, Inject, PayloadTooLargeException, UseFilters } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config.js';
import { tooLarge } from '../platform/files/blob.store.js';
import { FileOfForm, FileTooLarge, TakesFile } from '../platform/files/form-file.js';

@Catch(PayloadTooLargeException)
class DocumentTooLarge extends FileTooLarge {
  protected readonly problem;

  constructor(@Inject(CONFIG) { documentMaxBytes }: Config) {
    super();
    this.problem = tooLarge(documentMaxBytes);
  }
}

/** A plan's document, with the title that the uploader gives it. */
export const TakesDocument = () => applyDecorators(UseFilters(DocumentTooLarge), TakesFile(['title']));

export const UploadedDocument = () => FileOfForm('请选择文件或粘贴正文后再上传');
