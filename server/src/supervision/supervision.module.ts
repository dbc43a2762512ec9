import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/messages.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { EscalationController } from './escalation.controller.js';
import { EscalationRoom } from './escalation.room.js';

@Module({
  imports: [TasksModule, MessagesModule],
  controllers: [EscalationController],
  providers: [EscalationRoom],
})
export class SupervisionModule {}
