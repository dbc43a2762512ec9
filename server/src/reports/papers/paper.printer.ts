import type { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { BlobStore } from '../../platform/files/blob.store.js';
import { OutboxService } from '../../platform/outbox.service.js';
import { Problem, refused } from '../../platform/problems.js';
import type { Actor } from '../../rules/actor.js';
import { writePaper } from './docx.js';
import type { PaperView } from './paper.dto.js';
import { PaperService, print } from './paper.service.js';
import { PAPERS } from './paper.view.js';
import { toPdf } from './pdf.js';

export interface PaperFile {
  fileName: string;
  content: Buffer | Readable;
}

/** Papers as files: the .docx at once, the PDF by a job, as it takes LibreOffice some seconds. */
@Injectable()
export class PaperPrinter implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly papers: PaperService,
    private readonly outbox: OutboxService,
    private readonly blobs: BlobStore,
  ) {}

  onModuleInit(): void {
    this.outbox.handle('paper.print', ({ paperId }, manager) => this.convert(paperId, manager));
  }

  /** The paper as a Word file. Throws 404 for what the person does not see as a whole. */
  async docx(id: number, actor: Actor): Promise<PaperFile> {
    const { sheet, fileName } = await this.papers.printed(id, actor);
    return { fileName: `${fileName}.docx`, content: await writePaper(sheet) };
  }

  /** The PDF that was made. Throws `paper.no_pdf` while there is none. */
  async pdf(id: number, actor: Actor): Promise<PaperFile> {
    const { paper, fileName } = await this.papers.printed(id, actor);
    if (!paper.pdfSha256) throw new Problem(404, 'paper.no_pdf', '还没有 PDF', paper.pdfTrouble ?? '这份公文还没有转换为 PDF，请先生成。');
    return { fileName: `${fileName}.pdf`, content: await this.blobs.open(paper.pdfSha256) };
  }

  /** Asks for the PDF of an issued paper; asking again changes nothing. */
  async ask(id: number, actor: Actor): Promise<PaperView> {
    const { paper } = await this.papers.printed(id, actor);
    if (paper.state !== 'issued') throw refused('生成 PDF', ['公文印发以后才能生成 PDF，现在可以下载 .docx 草稿。']);
    await this.source.transaction(async manager => {
      const [, asked] = await manager.query(
        'UPDATE paper SET pdf_asked = true, pdf_trouble = NULL WHERE id = $1 AND NOT pdf_asked AND pdf_sha256 IS NULL',
        [id],
      );
      if (asked === 1) await this.outbox.add(manager, 'paper.print', { paperId: id });
    });
    return this.papers.get(id, actor);
  }

  private async convert(id: number, manager: EntityManager): Promise<void> {
    const [paper] = await manager.query(`${PAPERS} WHERE p.id = $1 AND p.pdf_sha256 IS NULL`, [id]);
    if (!paper) return;
    const made = await toPdf(await writePaper(print(paper).sheet));
    const sha256 = 'pdf' in made ? (await this.blobs.put(made.pdf)).sha256 : null;
    const trouble = 'trouble' in made ? made.trouble : null;
    await manager.query('UPDATE paper SET pdf_asked = false, pdf_sha256 = $2, pdf_trouble = $3 WHERE id = $1', [id, sha256, trouble]);
  }
}
