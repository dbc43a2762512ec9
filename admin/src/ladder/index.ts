import { lazy } from 'react';
import type { Room } from '../room.js';

export const ladder: Room = {
  pages: [{ path: '/ladder', page: lazy(() => import('./LadderPage.js')), permission: 'ladder.read' }],
};
