import { lazy } from 'react';
import type { Room } from '../room.js';

export const units: Room = {
  resource: {
    name: 'units',
    list: lazy(() => import('./UnitList.js')),
    create: lazy(() => import('./UnitCreate.js')),
    edit: lazy(() => import('./UnitEdit.js')),
    recordRepresentation: 'name',
  },
};
