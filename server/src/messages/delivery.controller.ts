import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Permit } from '../people/access.js';
import { AnswersList, ListOf, type ListQuery, NoFilter, type Page, TakesList } from '../platform/dto.js';
import { DeliveryView } from './delivery.dto.js';
import { DeliveryLog } from './delivery.log.js';

@ApiTags('消息通道')
@Controller('deliveries')
export class DeliveryController {
  constructor(private readonly log: DeliveryLog) {}

  @Get()
  @Permit('message.manage')
  @TakesList()
  @AnswersList(DeliveryView)
  list(@ListOf(NoFilter, []) query: ListQuery<object>): Promise<Page<DeliveryView>> {
    return this.log.list(query);
  }
}
