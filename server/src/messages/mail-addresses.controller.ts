import { Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, Input, Takes } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { MyMail } from './mail-addresses.dto.js';
import { MailAddresses } from './mail-addresses.js';

@ApiTags('消息通道')
@Controller('my-mail')
export class MailAddressesController {
  constructor(private readonly addresses: MailAddresses) {}

  @Get()
  @Permit('message.read')
  @Answers(MyMail)
  get(@CurrentActor() actor: Actor): Promise<MyMail> {
    return this.addresses.of(actor.accountId);
  }

  @Put()
  @Permit('message.read')
  @Takes(MyMail)
  @Answers(MyMail)
  set(@Input(MyMail) body: MyMail, @CurrentActor() actor: Actor): Promise<MyMail> {
    return this.addresses.set(body, actor);
  }
}
