import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { TableController } from './breakdown/table.controller.js';
import { TableService } from './breakdown/table.service.js';
import { TemplateService } from './breakdown/template.service.js';
import { BulkController } from './bulk/bulk.controller.js';
import { BulkActs } from './bulk/bulk.service.js';
import { DashboardController } from './dashboard.controller.js';
import { DashboardService } from './dashboard.service.js';
import { TableExchange } from './exchange/table.exchange.js';
import { LedgerConditions } from './ledger/conditions.js';
import { LedgerExportController } from './ledger/export.controller.js';
import { LedgerExport } from './ledger/export.service.js';
import { LedgerImportController } from './ledger/import.controller.js';
import { LedgerImport } from './ledger/import.service.js';
import { LedgerLines } from './ledger/lines.js';
import { LedgerPages } from './ledger/pages.js';
import { SavedViewController } from './ledger/saved-view.controller.js';
import { SavedViews } from './ledger/saved-view.service.js';
import { LedgerController } from './ledger.controller.js';
import { LedgerService } from './ledger.service.js';
import { ObjectTableController } from './objects/object-table.controller.js';
import { ObjectTableService } from './objects/object-table.service.js';
import { BulletinLedger } from './papers/bulletin.ledger.js';
import { LetterheadController } from './papers/letterhead.controller.js';
import { LetterheadService } from './papers/letterhead.service.js';
import { NoticePapers } from './papers/notice.papers.js';
import { PaperActsController, PaperController } from './papers/paper.controller.js';
import { PaperPrinter } from './papers/paper.printer.js';
import { PaperRoom } from './papers/paper.room.js';
import { PaperService } from './papers/paper.service.js';
import { PaperTeller } from './papers/paper.teller.js';
import { ReviewQueueController } from './review-queue.controller.js';
import { ReviewQueueService } from './review-queue.service.js';
import { TaskViewsController } from './views/views.controller.js';
import { TaskViews } from './views/views.service.js';

@Module({
  imports: [PeopleModule, CalendarModule, TasksModule, MessagesModule, PlansModule],
  controllers: [
    LedgerController,
    LedgerExportController,
    LedgerImportController,
    SavedViewController,
    TaskViewsController,
    BulkController,
    DashboardController,
    ReviewQueueController,
    TableController,
    ObjectTableController,
    PaperController,
    PaperActsController,
    LetterheadController,
  ],
  providers: [
    LedgerConditions,
    LedgerPages,
    LedgerLines,
    LedgerExport,
    LedgerImport,
    SavedViews,
    TaskViews,
    BulkActs,
    TableExchange,
    LedgerService,
    DashboardService,
    ReviewQueueService,
    TableService,
    TemplateService,
    ObjectTableService,
    BulletinLedger,
    LetterheadService,
    NoticePapers,
    PaperPrinter,
    PaperRoom,
    PaperService,
    PaperTeller,
  ],
})
export class ReportsModule {}
