import { Delivery, GroupRobot, MailAddress, MessageSetting } from './delivery.entity.js';
import { LadderRung } from './ladder-rung.entity.js';
import { Message } from './message.entity.js';
import { RungDecision, RungFiring } from './rung-firing.entity.js';
import { LadderSweep } from './sweep.mark.js';

export const MESSAGES_ENTITIES = [
  Message,
  RungFiring,
  RungDecision,
  LadderSweep,
  LadderRung,
  Delivery,
  GroupRobot,
  MailAddress,
  MessageSetting,
];
