import { Module } from '@nestjs/common';
import { MulterModule } from '@nestjs/platform-express';
import { PeopleModule } from '../people/people.module.js';
import { CONFIG, type Config } from '../platform/config.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { BreakdownController } from './breakdown.controller.js';
import { BreakdownService } from './breakdown.service.js';
import { ConfirmationService } from './confirmation.service.js';
import { DocumentController } from './document.controller.js';
import { DocumentService } from './document.service.js';
import { IntakeController } from './intake.controller.js';
import { IntakeDesk } from './intake.desk.js';
import { LikenessFinder } from './intake.likeness.js';
import { DocumentNames } from './intake.names.js';
import { NamingDesk } from './intake.naming.js';
import { IntakeService } from './intake.service.js';
import { DeskSteps } from './intake.steps.js';
import { UndoDesk } from './intake.undo.js';
import { IntakeWithdrawal } from './intake.withdrawal.js';
import { ObjectActsController, ObjectController } from './objects/object.controller.js';
import { ObjectRoom } from './objects/object.room.js';
import { ObjectService } from './objects/object.service.js';
import { PhaseViewService } from './phase.view.js';
import { PlanController } from './plan.controller.js';
import { PlanService } from './plan.service.js';
import { Reader } from './reader.js';
import { SourceController } from './source.controller.js';
import { SourceService } from './source.service.js';
import { UnitAliases } from './unit.aliases.js';
import { UnitRequestController } from './unit.request.controller.js';
import { UnitRequests } from './unit.requests.js';
import { VersionController } from './version.controller.js';
import { VersionDecisions } from './version.decisions.js';
import { VersionService } from './version.service.js';

/** Documents and what becomes of them: readings, plans, measures, the breakdown into tasks. */
@Module({
  imports: [
    PeopleModule,
    TasksModule,
    MulterModule.registerAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({ defParamCharset: 'utf8', limits: { fileSize: config.documentMaxBytes, files: 1, fields: 5 } }),
    }),
  ],
  controllers: [
    DocumentController,
    IntakeController,
    PlanController,
    BreakdownController,
    SourceController,
    UnitRequestController,
    VersionController,
    ObjectController,
    ObjectActsController,
  ],
  providers: [
    Reader,
    IntakeService,
    IntakeWithdrawal,
    DocumentNames,
    DeskSteps,
    IntakeDesk,
    UnitAliases,
    NamingDesk,
    UnitRequests,
    UndoDesk,
    LikenessFinder,
    DocumentService,
    PlanService,
    PhaseViewService,
    ConfirmationService,
    BreakdownService,
    SourceService,
    VersionService,
    VersionDecisions,
    ObjectRoom,
    ObjectService,
  ],
  exports: [
    IntakeService,
    IntakeDesk,
    DocumentNames,
    UnitAliases,
    DocumentService,
    PlanService,
    ConfirmationService,
    BreakdownService,
    ObjectService,
  ],
})
export class PlansModule {}
