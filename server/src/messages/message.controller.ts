import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit, Unattended } from '../people/access.js';
import { Answers, AnswersList, Input, ListOf, type ListQuery, Takes, TakesList } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { MessageFilter, MessageView, ReadMessages, UnreadCount } from './message.dto.js';
import { MessageService } from './message.service.js';

@ApiTags('消息')
@Controller('messages')
export class MessageController {
  constructor(private readonly messages: MessageService) {}

  @Get()
  @Permit('message.read')
  @TakesList()
  @AnswersList(MessageView)
  list(@CurrentActor() actor: Actor, @ListOf(MessageFilter, ['at']) query: ListQuery<MessageFilter>) {
    return this.messages.list(actor, query);
  }

  @Get('unread')
  @Permit('message.read')
  @Unattended()
  @Answers(UnreadCount)
  async unread(@CurrentActor() actor: Actor): Promise<UnreadCount> {
    return { unread: await this.messages.unread(actor.accountId) };
  }

  @Post('reading')
  @Permit('message.read')
  @HttpCode(200)
  @Takes(ReadMessages)
  @Answers(UnreadCount)
  async read(@CurrentActor() actor: Actor, @Input(ReadMessages) body: ReadMessages): Promise<UnreadCount> {
    return { unread: await this.messages.read(actor, body) };
  }
}
