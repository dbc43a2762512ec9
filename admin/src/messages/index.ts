import type { Room } from '../room.js';
import { MessageList } from './MessageList.js';

export const messages: Room = { resource: { name: 'messages', list: MessageList } };
