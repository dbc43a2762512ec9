import { Escalation } from './escalation.entity.js';

export const SUPERVISION_ENTITIES = [Escalation];
