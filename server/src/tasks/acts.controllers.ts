import { Body, Controller, Headers, HttpCode, Param, Post, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Doorway } from '../platform/doorway.js';
import { IdParam } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { TASK_PROCESSES } from '../rules/index.js';
import type { AnyProcess } from '../rules/process.js';
import { TaskDetails } from './task.details.js';
import type { TaskDetail } from './task.dto.js';

/** The acts of one process, `POST /returns/7/approval`: the noun is the table's, and so is everything else. Answers the task as it then stands. */
function actsOf({ name, collection, label }: AnyProcess): Type {
  @ApiTags(label)
  @Controller(collection)
  class ActsController {
    constructor(
      private readonly doorway: Doorway,
      private readonly details: TaskDetails,
    ) {}

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
      const { taskId } = await this.doorway.perform(name, this.doorway.actOf(name, noun), id, actor, body, key);
      return this.details.of(taskId, actor);
    }
  }
  // Descriptions of the routes tell the controllers apart by their names.
  Object.defineProperty(ActsController, 'name', { value: `${name}_acts` });
  return ActsController;
}

/** One controller for each process whose records hang on a task. They come after those that name their routes in full. */
export const ACTS_CONTROLLERS = TASK_PROCESSES.map(actsOf);
