import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { DashboardController } from './dashboard.controller.js';
import { DashboardService } from './dashboard.service.js';
import { LedgerController } from './ledger.controller.js';
import { LedgerService } from './ledger.service.js';
import { ReviewQueueController } from './review-queue.controller.js';
import { ReviewQueueService } from './review-queue.service.js';

@Module({
  imports: [PeopleModule, TasksModule],
  controllers: [LedgerController, DashboardController, ReviewQueueController],
  providers: [LedgerService, DashboardService, ReviewQueueService],
})
export class ReportsModule {}
