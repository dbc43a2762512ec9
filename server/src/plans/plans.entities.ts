import { Document, IntakeRecord } from './document.entity.js';
import { Indicator, Measure } from './measure.entity.js';
import { Plan, PlanPhase } from './plan.entity.js';

export const PLANS_ENTITIES = [Plan, PlanPhase, Document, IntakeRecord, Measure, Indicator];
