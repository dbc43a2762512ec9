import { lazy } from 'react';
import type { Room } from '../room.js';

export const tasks: Room = {
  resource: { name: 'tasks', list: lazy(() => import('./TaskList.js')), show: lazy(() => import('./TaskShow.js')) },
  pages: [
    { path: '/mine', page: lazy(() => import('./MyTasks.js')), permission: 'task.mine' },
    { path: '/task-board', page: lazy(() => import('./views/BoardPage.js')), permission: 'task.read' },
    { path: '/task-calendar', page: lazy(() => import('./views/CalendarPage.js')), permission: 'task.read' },
    { path: '/task-wall', page: lazy(() => import('./views/WallPage.js')), permission: 'task.read' },
    { path: '/task-matrix', page: lazy(() => import('./views/MatrixPage.js')), permission: 'task.read' },
  ],
};
