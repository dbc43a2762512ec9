import { lazy } from 'react';
import type { Room } from '../room.js';

export const posts: Room = {
  resource: {
    name: 'posts',
    list: lazy(() => import('./PostList.js')),
    create: lazy(() => import('./PostCreate.js')),
    edit: lazy(() => import('./PostEdit.js')),
    recordRepresentation: 'name',
  },
};
