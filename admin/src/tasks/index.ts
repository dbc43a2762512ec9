import { lazy } from 'react';
import type { Room } from '../room.js';

export const tasks: Room = {
  resource: { name: 'tasks', list: lazy(() => import('./TaskList.js')), show: lazy(() => import('./TaskShow.js')) },
  pages: [{ path: '/mine', page: lazy(() => import('./MyTasks.js')), permission: 'task.mine' }],
};
