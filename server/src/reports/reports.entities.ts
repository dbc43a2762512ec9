import { BreakdownTemplate } from './breakdown/template.entity.js';

export const REPORTS_ENTITIES = [BreakdownTemplate];
