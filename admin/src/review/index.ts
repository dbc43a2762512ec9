import { lazy } from 'react';
import type { Room } from '../room.js';

export const review: Room = {
  pages: [{ path: '/review', page: lazy(() => import('./ReviewDesk.js')), permission: 'review.read' }],
};
