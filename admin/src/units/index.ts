import { lazy } from 'react';
import type { Room } from '../room.js';
import { UnitList } from './UnitList.js';

export const units: Room = {
  resource: {
    name: 'units',
    list: UnitList,
    create: lazy(() => import('./UnitCreate.js')),
    edit: lazy(() => import('./UnitEdit.js')),
    recordRepresentation: 'name',
  },
};
