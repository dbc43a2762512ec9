import { Controller, Get, Headers, HttpCode, Post, Put, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../people/access.js';
import { actsOf } from '../../people/acts.js';
import { Answers, AnswersList, IdParam, Input, ListOf, type ListQuery, type Page, Takes, TakesId, TakesList } from '../../platform/dto.js';
import { disposition } from '../../platform/files/file-name.js';
import type { Actor } from '../../rules/actor.js';
import { PAPER_PROCESS } from '../../rules/paper.process.js';
import { DraftPaper, PaperFilter, PaperRow, PaperView, SavePaperText } from './paper.dto.js';
import { type PaperFile, PaperPrinter } from './paper.printer.js';
import { PaperService } from './paper.service.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

@ApiTags('公文')
@Controller('papers')
export class PaperController {
  constructor(
    private readonly papers: PaperService,
    private readonly printer: PaperPrinter,
  ) {}

  @Get()
  @Permit('paper.read')
  @TakesList()
  @AnswersList(PaperRow)
  list(@ListOf(PaperFilter, []) query: ListQuery<PaperFilter>, @CurrentActor() actor: Actor): Promise<Page<PaperRow>> {
    return this.papers.list(query, actor);
  }

  @Get(':id')
  @Permit('paper.read')
  @TakesId()
  @Answers(PaperView)
  get(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<PaperView> {
    return this.papers.get(id, actor);
  }

  @Post()
  @Permit('paper.draft')
  @Takes(DraftPaper)
  @Answers(PaperView, 201)
  draft(@Input(DraftPaper) body: DraftPaper, @CurrentActor() actor: Actor, @Headers('idempotency-key') key?: string): Promise<PaperView> {
    return this.papers.draft(body, actor, key);
  }

  @Put(':id/text')
  @Permit('paper.draft')
  @TakesId()
  @Takes(SavePaperText)
  @Answers(PaperView)
  write(@IdParam() id: number, @Input(SavePaperText) body: SavePaperText, @CurrentActor() actor: Actor): Promise<PaperView> {
    return this.papers.write(id, body, actor);
  }

  @Get(':id/docx')
  @Permit('paper.read')
  @TakesId()
  async docx(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    return streamed(await this.printer.docx(id, actor), DOCX);
  }

  @Get(':id/pdf')
  @Permit('paper.read')
  @TakesId()
  async pdf(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    return streamed(await this.printer.pdf(id, actor), 'application/pdf');
  }

  /** Has the PDF made; it is there some seconds later. */
  @Post(':id/pdf')
  @HttpCode(200)
  @Permit('paper.read')
  @TakesId()
  @Answers(PaperView)
  ask(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<PaperView> {
    return this.printer.ask(id, actor);
  }
}

/** Each act answers the paper as it then stands. */
export const PaperActsController = actsOf(PAPER_PROCESS, 'paper.read', PaperService, (papers, { id }, actor) => papers.get(id, actor));

function streamed({ fileName, content }: PaperFile, type: string): StreamableFile {
  const options = { type, disposition: disposition('attachment', fileName) };
  return Buffer.isBuffer(content) ? new StreamableFile(content, options) : new StreamableFile(content, options);
}
