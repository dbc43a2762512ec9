import { Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../people/access.js';
import { Answers, AnswersList, IdParam, Input, type Page, Takes, TakesId, whole } from '../../platform/dto.js';
import type { Actor } from '../../rules/actor.js';
import { LetterheadView, SaveLetterhead } from './letterhead.dto.js';
import { LetterheadService } from './letterhead.service.js';

@ApiTags('公文')
@Controller('letterheads')
export class LetterheadController {
  constructor(private readonly letterheads: LetterheadService) {}

  @Get()
  @Permit('letterhead.manage')
  @AnswersList(LetterheadView)
  async list(@CurrentActor() actor: Actor): Promise<Page<LetterheadView>> {
    return whole(await this.letterheads.list(actor));
  }

  @Put(':id')
  @Permit('letterhead.manage')
  @TakesId()
  @Takes(SaveLetterhead)
  @Answers(LetterheadView)
  save(@IdParam() id: number, @Input(SaveLetterhead) body: SaveLetterhead, @CurrentActor() actor: Actor): Promise<LetterheadView> {
    return this.letterheads.save(id, body, actor);
  }
}
