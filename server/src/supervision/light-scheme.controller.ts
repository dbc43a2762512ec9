import { Controller, Get, Headers, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, AnswersList, IdParam, Input, type Page, Takes, TakesId, whole } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { ChangeScheme, CreateScheme, PastTrial, SchemeTrial, SchemeView, TrySchemeChange } from './light-scheme.dto.js';
import { LightSchemePast } from './light-scheme.past.js';
import { LightSchemeService } from './light-scheme.service.js';
import { LightSchemeTrial } from './light-scheme.trial.js';

@ApiTags('亮灯规则')
@Controller('light-schemes')
export class LightSchemeController {
  constructor(
    private readonly schemes: LightSchemeService,
    private readonly trial: LightSchemeTrial,
    private readonly past: LightSchemePast,
  ) {}

  @Get()
  @Permit('light_scheme.read')
  @AnswersList(SchemeView)
  async list(): Promise<Page<SchemeView>> {
    return whole(await this.schemes.list());
  }

  @Get(':id')
  @Permit('light_scheme.read')
  @TakesId()
  @Answers(SchemeView)
  get(@IdParam() id: number): Promise<SchemeView> {
    return this.schemes.get(id);
  }

  @Post()
  @Permit('light_scheme.manage')
  @Takes(CreateScheme)
  @Answers(SchemeView, 201)
  create(
    @Input(CreateScheme) body: CreateScheme,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key?: string,
  ): Promise<SchemeView> {
    return this.schemes.create(body, actor, key);
  }

  /** Tries a change on the tasks of today; nothing is written. */
  @Post(':id/trial')
  @HttpCode(200)
  @Permit('light_scheme.manage')
  @TakesId()
  @Takes(TrySchemeChange)
  @Answers(SchemeTrial)
  run(@IdParam() id: number, @Input(TrySchemeChange) body: TrySchemeChange, @CurrentActor() actor: Actor): Promise<SchemeTrial> {
    return this.trial.run(id, body, actor);
  }

  /** Tries a change on the tasks as they stood at the ends of the last twelve months; nothing is written. */
  @Post(':id/past-trial')
  @HttpCode(200)
  @Permit('light_scheme.manage')
  @TakesId()
  @Takes(TrySchemeChange)
  @Answers(PastTrial)
  tryOnPast(@IdParam() id: number, @Input(TrySchemeChange) body: TrySchemeChange, @CurrentActor() actor: Actor): Promise<PastTrial> {
    return this.past.run(id, body, actor);
  }

  @Put(':id')
  @Permit('light_scheme.manage')
  @TakesId()
  @Takes(ChangeScheme)
  @Answers(SchemeView)
  change(@IdParam() id: number, @Input(ChangeScheme) body: ChangeScheme, @CurrentActor() actor: Actor): Promise<SchemeView> {
    return this.schemes.change(id, body, actor);
  }
}
