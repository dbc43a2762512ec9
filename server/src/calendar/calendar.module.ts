import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { CalendarService } from './calendar.service.js';
import { CalendarStore } from './calendar.store.js';

/** The working days, for every room that counts them. */
@Module({ controllers: [CalendarController], providers: [CalendarStore, CalendarService], exports: [CalendarStore, CalendarService] })
export class CalendarModule {}
