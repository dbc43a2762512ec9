import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { AssignmentRoom } from './assignment.room.js';
import { AssignmentsController } from './assignments.controller.js';
import { BulkIssueService } from './bulk-issue.service.js';
import { DraftService } from './draft.service.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceService } from './evidence.service.js';
import { HandlersService } from './handlers.service.js';
import { TaskDetails } from './task.details.js';
import { TaskFactsLoader } from './task.facts.js';
import { TaskRoom } from './task.room.js';
import { TaskRows } from './task.rows.js';
import { TasksController } from './tasks.controller.js';

/** Tasks, each unit's share, reports and evidence. */
@Module({
  imports: [PeopleModule],
  controllers: [EvidenceController, TasksController, AssignmentsController],
  providers: [
    TaskFactsLoader,
    TaskRoom,
    AssignmentRoom,
    DraftService,
    BulkIssueService,
    EvidenceService,
    HandlersService,
    TaskRows,
    TaskDetails,
  ],
  exports: [TaskFactsLoader, DraftService, TaskRows, TaskDetails, EvidenceService],
})
export class TasksModule {}
