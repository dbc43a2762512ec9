import { lazy } from 'react';
import type { Room } from '../room.js';

export const papers: Room = {
  resource: { name: 'papers', list: lazy(() => import('./PaperList.js')), show: lazy(() => import('./PaperPage.js')) },
  pages: [{ path: '/letterheads', page: lazy(() => import('./LetterheadPage.js')), permission: 'letterhead.manage' }],
};
