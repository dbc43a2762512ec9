import { lazy } from 'react';
import type { Room } from '../room.js';

export const channels: Room = {
  pages: [{ path: '/message-settings', page: lazy(() => import('./ChannelPage.js')), permission: 'message.manage' }],
};
