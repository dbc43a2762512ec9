import { Controller, Get, Headers, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, AnswersList, IdParam, Input, type Page, Takes, TakesId, whole } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { RobotView, SaveRobot } from './robot.dto.js';
import { RobotService } from './robot.service.js';

@ApiTags('消息通道')
@Controller('robots')
export class RobotController {
  constructor(private readonly robots: RobotService) {}

  @Get()
  @Permit('message.manage')
  @AnswersList(RobotView)
  async list(): Promise<Page<RobotView>> {
    return whole(await this.robots.list());
  }

  @Post()
  @Permit('message.manage')
  @Takes(SaveRobot)
  @Answers(RobotView, 201)
  add(@Input(SaveRobot) body: SaveRobot, @CurrentActor() actor: Actor, @Headers('idempotency-key') key?: string): Promise<RobotView> {
    return this.robots.save(null, body, actor, key);
  }

  @Put(':id')
  @Permit('message.manage')
  @TakesId()
  @Takes(SaveRobot)
  @Answers(RobotView)
  save(@IdParam() id: number, @Input(SaveRobot) body: SaveRobot, @CurrentActor() actor: Actor): Promise<RobotView> {
    return this.robots.save(id, body, actor);
  }

  @Post(':id/trial')
  @HttpCode(204)
  @Permit('message.manage')
  @TakesId()
  try(@IdParam() id: number): Promise<void> {
    return this.robots.try(id);
  }
}
