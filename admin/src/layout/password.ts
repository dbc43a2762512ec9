import { lazy } from 'react';
import type { Room } from '../room.js';

export const password: Room = { pages: [{ path: '/password', page: lazy(() => import('./PasswordPage.js')) }] };
