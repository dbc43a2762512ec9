import { BreakdownTemplate } from './breakdown/template.entity.js';
import { SavedView } from './ledger/saved-view.entity.js';

export const REPORTS_ENTITIES = [BreakdownTemplate, SavedView];
