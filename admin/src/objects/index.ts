import { lazy } from 'react';
import type { Room } from '../room.js';

export const objects: Room = {
  resource: { name: 'objects', list: lazy(() => import('./ObjectList.js')), show: lazy(() => import('./ObjectPage.js')) },
};
