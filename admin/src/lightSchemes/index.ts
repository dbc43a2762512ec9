import { lazy } from 'react';
import type { Room } from '../room.js';

export const lightSchemes: Room = {
  pages: [
    { path: '/light-schemes', page: lazy(() => import('./SchemeList.js')), permission: 'light_scheme.read' },
    { path: '/light-schemes/:id', page: lazy(() => import('./SchemePage.js')), permission: 'light_scheme.read' },
  ],
};
