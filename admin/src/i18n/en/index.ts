import english from 'ra-language-english';
import type { Catalogue } from '../catalogue.js';
import { app } from './app.js';
import { calendar } from './calendar.js';
import { channels } from './channels.js';
import { documents } from './documents.js';
import { ladder } from './ladder.js';
import { lightSchemes } from './lightSchemes.js';
import { objects } from './objects.js';
import { papers } from './papers.js';
import { accounts, audit, posts, queue, security, units } from './people.js';
import { plans } from './plans.js';
import { resources } from './resources.js';
import { dashboard, messages, tasks } from './rooms.js';
import { review, taskPage } from './task.js';
import { views } from './views.js';

/** The second catalogue. What the server says (acts, states, reasons) stays Chinese in it too. */
export const en = {
  ra: english.ra as Catalogue['ra'],
  app,
  resources,
  tasks,
  messages,
  dashboard,
  units,
  accounts,
  posts,
  security,
  audit,
  queue,
  taskPage,
  views,
  review,
  documents,
  plans,
  calendar,
  channels,
  ladder,
  lightSchemes,
  papers,
  objects,
} satisfies Catalogue;
