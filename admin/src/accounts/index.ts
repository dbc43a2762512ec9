import { lazy } from 'react';
import type { Room } from '../room.js';

export const accounts: Room = {
  resource: {
    name: 'accounts',
    list: lazy(() => import('./AccountList.js')),
    create: lazy(() => import('./AccountCreate.js')),
    edit: lazy(() => import('./AccountEdit.js')),
    recordRepresentation: 'name',
  },
};
