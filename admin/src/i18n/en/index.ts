import english from 'ra-language-english';
import type { Catalogue } from '../index.js';
import { zh } from '../zh/index.js';
import { app } from './app.js';
import { accounts, audit, posts, queue, security, units } from './people.js';
import { resources } from './resources.js';
import { dashboard, messages, tasks } from './rooms.js';
import { review, taskPage } from './task.js';
import { views } from './views.js';

/** The second catalogue. Rooms that are not translated yet speak Chinese in it too. */
export const en = {
  ...zh,
  ra: english.ra as Catalogue['ra'],
  app,
  resources,
  tasks,
  taskPage,
  views,
  review,
  messages,
  dashboard,
  units,
  accounts,
  posts,
  security,
  audit,
  queue,
} satisfies Catalogue;
