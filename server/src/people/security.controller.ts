import { Controller, Delete, Get, HttpCode } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ListQuery, Page } from '../platform/dto.js';
import { Answers, AnswersList, IdParam, ListOf, NoFilter, TakesId, TakesList } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { CurrentActor, Permit } from './access.js';
import { permissionTable } from './permission.table.js';
import { OnlineSession, PermissionTable } from './security.dto.js';
import { SESSION_SORTS, SessionService } from './session.service.js';

/** The security administrator's routes. */
@ApiTags('安全')
@Controller()
export class SecurityController {
  constructor(private readonly sessions: SessionService) {}

  @Get('sessions')
  @Permit('security.read')
  @TakesList()
  @AnswersList(OnlineSession)
  list(@ListOf(NoFilter, SESSION_SORTS) query: ListQuery<object>): Promise<Page<OnlineSession>> {
    return this.sessions.online(query);
  }

  @Delete('sessions/:id')
  @Permit('security.read')
  @HttpCode(204)
  @TakesId()
  end(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<void> {
    return this.sessions.endByForce(id, actor);
  }

  @Get('permission-table')
  @Permit('security.read')
  @Answers(PermissionTable)
  table(): PermissionTable {
    return permissionTable();
  }
}
