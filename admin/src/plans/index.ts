import { lazy } from 'react';
import type { Room } from '../room.js';

export const plans: Room = {
  resource: { name: 'plans', list: lazy(() => import('./PlanList.js')) },
  pages: [
    { path: '/plans/:id', page: lazy(() => import('./PlanShow.js')), permission: 'plan.read' },
    { path: '/plans/:id/breakdown', page: lazy(() => import('./BreakdownGrid.js')), permission: 'plan.break_down' },
    { path: '/plans/:id/versions/:documentId', page: lazy(() => import('./VersionPage.js')), permission: 'plan.read' },
  ],
};
