import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { PeopleModule } from '../people/people.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { DeliveryController } from './delivery.controller.js';
import { DeliveryLog } from './delivery.log.js';
import { DeliveryService } from './delivery.service.js';
import { Digests } from './digest.js';
import { FollowedNews } from './followed.js';
import { Housekeeping } from './housekeeping.js';
import { LadderBook } from './ladder.book.js';
import { MailAddressesController } from './mail-addresses.controller.js';
import { MailAddresses } from './mail-addresses.js';
import { MessageController } from './message.controller.js';
import { MessageService } from './message.service.js';
import { MessageSettingsController } from './message.settings.controller.js';
import { MessageSettings } from './message.settings.js';
import { MessageSweep } from './message.sweep.js';
import { Messenger } from './messenger.js';
import { Recipients } from './recipients.js';
import { Reminders } from './reminders.js';
import { RobotController } from './robot.controller.js';
import { RobotKeys } from './robot.keys.js';
import { RobotService } from './robot.service.js';
import { SweepMark } from './sweep.mark.js';

/** Imports the tasks so that their process stands open when the notices are hung on its acts. */
@Module({
  imports: [PeopleModule, CalendarModule, TasksModule],
  controllers: [MessageController, MessageSettingsController, RobotController, DeliveryController, MailAddressesController],
  providers: [
    MessageSettings,
    Digests,
    FollowedNews,
    RobotKeys,
    DeliveryService,
    DeliveryLog,
    RobotService,
    MailAddresses,
    LadderBook,
    Recipients,
    Messenger,
    Reminders,
    MessageService,
    SweepMark,
    MessageSweep,
    Housekeeping,
  ],
  exports: [Messenger, LadderBook, Digests],
})
export class MessagesModule {}
