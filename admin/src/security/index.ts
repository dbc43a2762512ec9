import { lazy } from 'react';
import type { Room } from '../room.js';

export const sessions: Room = { resource: { name: 'sessions', list: lazy(() => import('./SessionList.js')) } };
export const permissionTable: Room = {
  pages: [{ path: '/permission-table', page: lazy(() => import('./PermissionTable.js')), permission: 'security.read' }],
};
