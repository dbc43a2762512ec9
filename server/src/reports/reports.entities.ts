import { BreakdownTemplate } from './breakdown/template.entity.js';
import { SavedView } from './ledger/saved-view.entity.js';
import { Letterhead } from './papers/letterhead.entity.js';
import { Paper, PaperCheck } from './papers/paper.entity.js';

export const REPORTS_ENTITIES = [BreakdownTemplate, SavedView, Letterhead, Paper, PaperCheck];
