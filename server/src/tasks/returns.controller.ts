import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Doorway } from '../platform/doorway.js';
import { IdParam } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { TaskDetails } from './task.details.js';
import type { TaskDetail } from './task.dto.js';

@ApiTags('进展报送')
@Controller('returns')
export class ReturnsController {
  constructor(
    private readonly doorway: Doorway,
    private readonly details: TaskDetails,
  ) {}

  /** Every act of a return's process: the noun is the table's, and so is everything else. */
  @Post(':id/:noun')
  @HttpCode(200)
  @Permit('task.read')
  async act(
    @IdParam() id: number,
    @Param('noun') noun: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key?: string,
  ): Promise<TaskDetail> {
    const { taskId } = await this.doorway.perform('cycle_return', this.doorway.actOf('cycle_return', noun), id, actor, body, key);
    return this.details.of(taskId, actor);
  }
}
