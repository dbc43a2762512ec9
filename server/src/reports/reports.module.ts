import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { TableController } from './breakdown/table.controller.js';
import { TableService } from './breakdown/table.service.js';
import { TemplateService } from './breakdown/template.service.js';
import { DashboardController } from './dashboard.controller.js';
import { DashboardService } from './dashboard.service.js';
import { LedgerController } from './ledger.controller.js';
import { LedgerService } from './ledger.service.js';
import { ReviewQueueController } from './review-queue.controller.js';
import { ReviewQueueService } from './review-queue.service.js';

@Module({
  imports: [PeopleModule, TasksModule, PlansModule],
  controllers: [LedgerController, DashboardController, ReviewQueueController, TableController],
  providers: [LedgerService, DashboardService, ReviewQueueService, TableService, TemplateService],
})
export class ReportsModule {}
