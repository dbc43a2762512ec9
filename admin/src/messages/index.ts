import { lazy } from 'react';
import type { Room } from '../room.js';

export const messages: Room = { resource: { name: 'messages', list: lazy(() => import('./MessageList.js')) } };
