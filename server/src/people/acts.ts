import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Res, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Doorway, type Performed } from '../platform/doorway.js';
import { IdParam } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import type { Permission } from '../rules/permissions.js';
import type { AnyProcess } from '../rules/process.js';
import { CurrentActor, Permit } from './access.js';

/** What a caller says who needs no page for an answer, but where the act has left its record (RFC 7240). */
const MINIMAL = 'return=minimal';

/**
 * The acts of one process over HTTP, `POST /returns/7/approval`: the noun is the table's, and so is everything else. A module lists the controller
 * behind those that name their routes in full.
 * @param permission who may call at all; the table decides the rest
 * @param Reader a provider of the room, by which `read` tells what the act has led to
 */
export function actsOf<Room>(
  { name, collection, label }: AnyProcess,
  permission: Permission,
  Reader: Type<Room>,
  read: (room: Room, done: Performed, actor: Actor) => Promise<object>,
): Type {
  @ApiTags(label)
  @Controller(collection)
  class ActsController {
    constructor(
      private readonly doorway: Doorway,
      @Inject(Reader) private readonly room: Room,
    ) {}

    @Post(':id/:noun')
    @HttpCode(200)
    @Permit(permission)
    async act(
      @IdParam() id: number,
      @Param('noun') noun: string,
      @Body() body: unknown,
      @CurrentActor() actor: Actor,
      @Res({ passthrough: true }) response: Response,
      @Headers('idempotency-key') key?: string,
      @Headers('prefer') prefer?: string,
    ): Promise<object> {
      const done = await this.doorway.perform(name, this.doorway.actOf(name, noun), id, actor, body, key);
      if (prefer !== MINIMAL) return read(this.room, done, actor);
      response.set('Preference-Applied', MINIMAL);
      return done;
    }
  }
  // Descriptions of the routes tell the controllers apart by their names.
  Object.defineProperty(ActsController, 'name', { value: `${name}_acts` });
  return ActsController;
}
