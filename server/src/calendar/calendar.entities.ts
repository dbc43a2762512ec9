import { CalendarDay, CalendarYear } from './calendar.entity.js';

export const CALENDAR_ENTITIES = [CalendarYear, CalendarDay];
