import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { EscalationForms } from './escalation.form.js';
import { EscalationRoom } from './escalation.room.js';
import { LadderController } from './ladder.controller.js';
import { LadderProposals } from './ladder.proposals.js';
import { LadderService } from './ladder.service.js';
import { LightSchemeController } from './light-scheme.controller.js';
import { LightSchemePast } from './light-scheme.past.js';
import { LightSchemeService } from './light-scheme.service.js';
import { LightSchemeTrial } from './light-scheme.trial.js';

@Module({
  imports: [CalendarModule, TasksModule, MessagesModule],
  controllers: [LightSchemeController, LadderController],
  providers: [EscalationRoom, EscalationForms, LightSchemeService, LightSchemeTrial, LightSchemePast, LadderService, LadderProposals],
})
export class SupervisionModule {}
