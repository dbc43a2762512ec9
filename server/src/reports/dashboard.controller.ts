import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { Dashboard } from './dashboard.dto.js';
import { DashboardService } from './dashboard.service.js';

@ApiTags('工作台')
@Controller('dashboard')
export class DashboardController {
  constructor(private readonly dashboard: DashboardService) {}

  @Get()
  @Permit('dashboard.read')
  @Answers(Dashboard)
  get(@CurrentActor() actor: Actor): Promise<Dashboard> {
    return this.dashboard.of(actor);
  }
}
