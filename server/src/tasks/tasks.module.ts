import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { AssignmentRoom } from './assignment.room.js';
import { DraftService } from './draft.service.js';
import { TaskFactsLoader } from './task.facts.js';
import { TaskRoom } from './task.room.js';

@Module({
  imports: [PeopleModule],
  providers: [TaskFactsLoader, TaskRoom, AssignmentRoom, DraftService],
  exports: [TaskFactsLoader, DraftService],
})
export class TasksModule {}
