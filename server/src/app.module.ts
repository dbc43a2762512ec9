import { type DynamicModule, Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { CalendarModule } from './calendar/calendar.module.js';
import { MessagesModule } from './messages/messages.module.js';
import { PeopleModule } from './people/people.module.js';
import { PlansModule } from './plans/plans.module.js';
import type { Config } from './platform/config.js';
import type { BlobStore } from './platform/files/blob.store.js';
import { PlatformModule } from './platform/platform.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { SupervisionModule } from './supervision/supervision.module.js';
import { TasksModule } from './tasks/tasks.module.js';

/** The one list of rooms, for the web process, the command line and the tests. */
@Module({})
export class AppModule {
  /** All rooms, on what was opened before. */
  static with(config: Config, source: DataSource, blobs: BlobStore): DynamicModule {
    const platform = PlatformModule.with(config, source, blobs);
    return {
      module: AppModule,
      imports: [platform, PeopleModule, CalendarModule, TasksModule, MessagesModule, PlansModule, SupervisionModule, ReportsModule],
    };
  }
}
