import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { PeopleModule } from '../people/people.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { Housekeeping } from './housekeeping.js';
import { LadderBook } from './ladder.book.js';
import { MessageController } from './message.controller.js';
import { MessageService } from './message.service.js';
import { MessageSweep } from './message.sweep.js';
import { Messenger } from './messenger.js';

/** Imports the tasks so that their process stands open when the notices are hung on its acts. */
@Module({
  imports: [PeopleModule, CalendarModule, TasksModule],
  controllers: [MessageController],
  providers: [LadderBook, Messenger, MessageService, MessageSweep, Housekeeping],
  exports: [Messenger, LadderBook],
})
export class MessagesModule {}
