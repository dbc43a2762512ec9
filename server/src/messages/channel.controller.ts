import { Controller, Get, Headers, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, Permit } from '../people/access.js';
import {
  Answers,
  AnswersList,
  IdParam,
  Input,
  ListOf,
  type ListQuery,
  type Page,
  Takes,
  TakesId,
  TakesList,
  whole,
} from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { PLACEHOLDERS, renderTemplate } from '../rules/templates.js';
import {
  ChangeSettings,
  DeliveryView,
  MyMail,
  PreviewTemplates,
  Rendered,
  RobotView,
  SaveRobot,
  type Settings,
  SettingsView,
} from './channel.dto.js';
import { DeliveryLog } from './delivery.log.js';
import { DeliveryService } from './delivery.service.js';
import { Digests } from './digest.js';
import { MailAddresses } from './mail-addresses.js';
import { MessageSettings } from './message.settings.js';
import { RobotService } from './robot.service.js';

/** What a preview tells of. */
const SAMPLE = ['【临期提醒】还有 3 天到期：建强县级医院', '【督办升级】督办单·蓝单（提醒）：推进乡村一体化管理'];

@ApiTags('消息通道')
@Controller()
export class ChannelController {
  constructor(
    private readonly settings: MessageSettings,
    private readonly robots: RobotService,
    private readonly addresses: MailAddresses,
    private readonly log: DeliveryLog,
    private readonly deliveries: DeliveryService,
    private readonly digests: Digests,
  ) {}

  @Get('message-settings')
  @Permit('message.manage')
  @Answers(SettingsView)
  async get(): Promise<SettingsView> {
    return this.view(await this.settings.get());
  }

  @Put('message-settings')
  @Permit('message.manage')
  @Takes(ChangeSettings)
  @Answers(SettingsView)
  async change(@Input(ChangeSettings) body: ChangeSettings, @CurrentActor() actor: Actor): Promise<SettingsView> {
    return this.view(await this.settings.change(body, actor));
  }

  /** The templates with made-up items; nothing is sent. */
  @Post('message-settings/preview')
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

  @Get('robots')
  @Permit('message.manage')
  @AnswersList(RobotView)
  async listRobots(): Promise<Page<RobotView>> {
    return whole(await this.robots.list());
  }

  @Post('robots')
  @Permit('message.manage')
  @Takes(SaveRobot)
  @Answers(RobotView, 201)
  add(@Input(SaveRobot) body: SaveRobot, @CurrentActor() actor: Actor, @Headers('idempotency-key') key?: string): Promise<RobotView> {
    return this.robots.save(null, body, actor, key);
  }

  @Put('robots/:id')
  @Permit('message.manage')
  @TakesId()
  @Takes(SaveRobot)
  @Answers(RobotView)
  save(@IdParam() id: number, @Input(SaveRobot) body: SaveRobot, @CurrentActor() actor: Actor): Promise<RobotView> {
    return this.robots.save(id, body, actor);
  }

  @Post('robots/:id/trial')
  @HttpCode(204)
  @Permit('message.manage')
  @TakesId()
  try(@IdParam() id: number): Promise<void> {
    return this.robots.try(id);
  }

  @Get('deliveries')
  @Permit('message.manage')
  @TakesList()
  @AnswersList(DeliveryView)
  list(@ListOf(z.strictObject({}), []) query: ListQuery<object>) {
    return this.log.list(query);
  }

  @Get('my-mail')
  @Permit('message.read')
  @Answers(MyMail)
  myMail(@CurrentActor() actor: Actor): Promise<MyMail> {
    return this.addresses.of(actor.accountId);
  }

  @Put('my-mail')
  @Permit('message.read')
  @Takes(MyMail)
  @Answers(MyMail)
  setMyMail(@Input(MyMail) body: MyMail, @CurrentActor() actor: Actor): Promise<MyMail> {
    return this.addresses.set(body, actor);
  }

  private view(settings: Settings): SettingsView {
    return {
      ...settings,
      mailReady: this.deliveries.mailReady,
      placeholders: Object.entries(PLACEHOLDERS).map(([name, meaning]) => ({ name, meaning })),
    };
  }
}
