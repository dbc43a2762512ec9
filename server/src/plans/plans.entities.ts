import { Document, IntakeRecord } from './document.entity.js';
import { DocumentName, IntakeStep } from './intake.entity.js';
import { Indicator, IndicatorTarget, Measure } from './measure.entity.js';
import { ObjectItem } from './objects/object-item.entity.js';
import { Plan, PlanPhase } from './plan.entity.js';
import { UnitRequest } from './unit.request.entity.js';
import { VersionDifference } from './version.entity.js';

export const PLANS_ENTITIES = [
  Plan,
  PlanPhase,
  Document,
  IntakeRecord,
  IntakeStep,
  DocumentName,
  Measure,
  Indicator,
  IndicatorTarget,
  UnitRequest,
  VersionDifference,
  ObjectItem,
];
