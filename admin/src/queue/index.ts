import { lazy } from 'react';
import type { Room } from '../room.js';

export const queue: Room = { resource: { name: 'failed-jobs', list: lazy(() => import('./QueuePage.js')) } };
