import { Account } from './account.entity.js';
import { Post, PostHolding } from './post.entity.js';
import { Session, SignInThrottle } from './session.entity.js';
import { Unit, UnitAlias } from './unit.entity.js';

/** Every table of this room. */
export const PEOPLE_ENTITIES = [Unit, UnitAlias, Account, Post, PostHolding, Session, SignInThrottle];
