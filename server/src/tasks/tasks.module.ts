import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { PeopleModule } from '../people/people.module.js';
import { ACTS_CONTROLLERS } from './acts.controllers.js';
import { ApplicationRoom } from './application.room.js';
import { AssignmentRoom } from './assignment.room.js';
import { AssignmentsController } from './assignments.controller.js';
import { BulkIssueService } from './bulk-issue.service.js';
import { DraftService } from './draft.service.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidencePackages } from './evidence.package.js';
import { EvidenceRequirements } from './evidence.requirements.js';
import { EvidenceService } from './evidence.service.js';
import { EvidenceTexts } from './evidence.text.js';
import { EvidenceUploadsController } from './evidence.uploads.controller.js';
import { EvidenceUploads } from './evidence.uploads.js';
import { HandlersService } from './handlers.service.js';
import { Lights } from './lights.js';
import { ReportDays } from './report.days.js';
import { ReportForms } from './report.form.js';
import { ReturnRoom } from './return.room.js';
import { TaskDetails } from './task.details.js';
import { TaskFactsLoader } from './task.facts.js';
import { TaskRoom } from './task.room.js';
import { TaskRows } from './task.rows.js';
import { TasksController } from './tasks.controller.js';
import { CommentService } from './together/comment.service.js';
import { Followers } from './together/follower.service.js';
import { InstructionRoom } from './together/instruction.room.js';
import { TogetherController } from './together/together.controller.js';

/** Tasks, each unit's share, reports and evidence. */
@Module({
  imports: [PeopleModule, CalendarModule],
  controllers: [
    EvidenceController,
    EvidenceUploadsController,
    TogetherController,
    TasksController,
    AssignmentsController,
    ...ACTS_CONTROLLERS,
  ],
  providers: [
    TaskFactsLoader,
    ReportDays,
    Lights,
    TaskRoom,
    AssignmentRoom,
    ReturnRoom,
    ReportForms,
    ApplicationRoom,
    DraftService,
    BulkIssueService,
    EvidenceRequirements,
    EvidenceService,
    EvidenceUploads,
    EvidenceTexts,
    EvidencePackages,
    HandlersService,
    InstructionRoom,
    CommentService,
    Followers,
    TaskRows,
    TaskDetails,
  ],
  exports: [TaskFactsLoader, Lights, DraftService, TaskRows, TaskDetails, EvidenceService],
})
export class TasksModule {}
