import { Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../people/access.js';
import { Answers, Input, Takes } from '../../platform/dto.js';
import type { Actor } from '../../rules/actor.js';
import { ChangeView, LedgerView, LedgerViews, SaveView } from './saved-view.dto.js';
import { SavedViews } from './saved-view.service.js';

const TakesKey = () => ApiParam({ name: 'key', schema: { type: 'string' } });

@ApiTags('台账')
@Controller('ledger-views')
export class SavedViewController {
  constructor(private readonly views: SavedViews) {}

  @Get()
  @Permit('task.read')
  @Answers(LedgerViews)
  async list(@CurrentActor() actor: Actor): Promise<{ data: LedgerView[] }> {
    return { data: await this.views.of(actor) };
  }

  @Get(':key')
  @Permit('task.read')
  @TakesKey()
  @Answers(LedgerView)
  one(@Param('key') key: string, @CurrentActor() actor: Actor): Promise<LedgerView> {
    return this.views.byKey(key, actor);
  }

  @Post()
  @Permit('task.read')
  @Takes(SaveView)
  @Answers(LedgerView, 201)
  save(@Input(SaveView) body: SaveView, @CurrentActor() actor: Actor): Promise<LedgerView> {
    return this.views.save(body, actor);
  }

  @Put(':key')
  @Permit('task.read')
  @TakesKey()
  @Takes(ChangeView)
  @Answers(LedgerView)
  change(@Param('key') key: string, @Input(ChangeView) body: ChangeView, @CurrentActor() actor: Actor): Promise<LedgerView> {
    return this.views.change(key, body, actor);
  }

  @Delete(':key')
  @HttpCode(204)
  @Permit('task.read')
  @TakesKey()
  remove(@Param('key') key: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.views.remove(key, actor);
  }
}
