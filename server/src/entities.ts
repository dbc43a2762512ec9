import { CALENDAR_ENTITIES } from './calendar/calendar.entities.js';
import { MESSAGES_ENTITIES } from './messages/messages.entities.js';
import { PEOPLE_ENTITIES } from './people/people.entities.js';
import { PLANS_ENTITIES } from './plans/plans.entities.js';
import type { EntityClass } from './platform/database/data-source.js';
import { PLATFORM_ENTITIES } from './platform/platform.entities.js';
import { REPORTS_ENTITIES } from './reports/reports.entities.js';
import { SUPERVISION_ENTITIES } from './supervision/supervision.entities.js';
import { TASKS_ENTITIES } from './tasks/tasks.entities.js';

/** Every table that the house keeps, room by room. */
export const ENTITIES: EntityClass[] = [
  ...PLATFORM_ENTITIES,
  ...PEOPLE_ENTITIES,
  ...CALENDAR_ENTITIES,
  ...PLANS_ENTITIES,
  ...TASKS_ENTITIES,
  ...SUPERVISION_ENTITIES,
  ...MESSAGES_ENTITIES,
  ...REPORTS_ENTITIES,
];
