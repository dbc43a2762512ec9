import { lazy } from 'react';
import type { Room } from '../room.js';

export const documents: Room = {
  resource: { name: 'documents', list: lazy(() => import('./DocumentList.js')) },
  pages: [{ path: '/documents/:id', page: lazy(() => import('./DocumentDesk.js')), permission: 'plan.read' }],
};
