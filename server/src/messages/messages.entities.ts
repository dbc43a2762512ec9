import { Message } from './message.entity.js';
import { RungFiring } from './rung-firing.entity.js';

export const MESSAGES_ENTITIES = [Message, RungFiring];
