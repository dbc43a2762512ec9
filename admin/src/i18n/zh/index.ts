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
import { ra } from './ra.js';
import { resources } from './resources.js';
import { review } from './review.js';
import { dashboard, messages, tasks } from './rooms.js';
import { taskPage } from './taskPage.js';
import { views } from './views.js';

/** The Chinese catalogue; it decides the keys of every other. */
export const zh = {
  ra,
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
};
