import { Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, Input, Takes } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { PLACEHOLDERS, renderTemplate } from '../rules/templates.js';
import { DeliveryService } from './delivery.service.js';
import { Digests } from './digest.js';
import { ChangeSettings, PreviewTemplates, Rendered, type Settings, SettingsView } from './message.settings.dto.js';
import { MessageSettings } from './message.settings.js';

/** What a preview tells of. */
const SAMPLE = ['【临期提醒】还有 3 天到期：建强县级医院', '【督办升级】督办单·蓝单（提醒）：推进乡村一体化管理'];

@ApiTags('消息通道')
@Controller('message-settings')
export class MessageSettingsController {
  constructor(
    private readonly settings: MessageSettings,
    private readonly deliveries: DeliveryService,
    private readonly digests: Digests,
  ) {}

  @Get()
  @Permit('message.manage')
  @Answers(SettingsView)
  async get(): Promise<SettingsView> {
    return this.view(await this.settings.get());
  }

  @Put()
  @Permit('message.manage')
  @Takes(ChangeSettings)
  @Answers(SettingsView)
  async change(@Input(ChangeSettings) body: ChangeSettings, @CurrentActor() actor: Actor): Promise<SettingsView> {
    return this.view(await this.settings.change(body, actor));
  }

  /** The templates with made-up items; nothing is sent. */
  @Post('preview')
  @HttpCode(200)
  @Permit('message.manage')
  @Takes(PreviewTemplates)
  @Answers(Rendered)
  preview(@Input(PreviewTemplates) body: PreviewTemplates): Rendered {
    const person = this.digests.values('张三', SAMPLE, SAMPLE.length);
    const group = this.digests.values('东阿县卫生健康局', SAMPLE, SAMPLE.length);
    return {
      subject: renderTemplate(body.subject, person),
      body: renderTemplate(body.body, person),
      robot: renderTemplate(body.robot, group),
    };
  }

  private view(settings: Settings): SettingsView {
    return {
      ...settings,
      mailReady: this.deliveries.mailReady,
      placeholders: Object.entries(PLACEHOLDERS).map(([name, meaning]) => ({ name, meaning })),
    };
  }
}
