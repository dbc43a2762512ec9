import { lazy } from 'react';
import type { Room } from '../room.js';

export const calendar: Room = {
  pages: [{ path: '/calendar', page: lazy(() => import('./CalendarPage.js')), permission: 'calendar.read' }],
};
