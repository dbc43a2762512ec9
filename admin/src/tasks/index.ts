import { lazy } from 'react';
import type { Room } from '../room.js';
import { TaskList } from './TaskList.js';

export const tasks: Room = {
  resource: { name: 'tasks', list: TaskList, show: lazy(() => import('./TaskShow.js')) },
  pages: [{ path: '/mine', page: lazy(() => import('./MyTasks.js')), permission: 'task.read' }],
};
