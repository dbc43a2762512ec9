import { lazy } from 'react';
import type { Room } from '../room.js';

export const audit: Room = { resource: { name: 'audit', list: lazy(() => import('./AuditList.js')) } };
