import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiCookieAuth } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Actor } from '../rules/actor.js';
import type { Permission } from '../rules/permissions.js';

/** Who signed in, and over which session. */
export interface Visitor {
  sessionId: number;
  csrfToken: string;
  login: string;
  mustChangePassword: boolean;
  actor: Actor;
}

export interface VisitorRequest extends Request {
  visitor?: Visitor;
}

/** What a route declares about who may call it. */
export type Access = { kind: 'public' } | { kind: 'session' } | { kind: 'permission'; anyOf: Permission[] };

export const ACCESS = 'dudao:access';

const declare = (access: Access) => applyDecorators(SetMetadata(ACCESS, access), ApiCookieAuth());

/** Only for actors whose posts carry a role that `rules/permissions.ts` lists for one of the permissions. */
export const Permit = (...anyOf: Permission[]) => declare({ kind: 'permission', anyOf });

/** For everybody who is signed in, even while the initial password still has to be changed. */
export const SessionRoute = () => declare({ kind: 'session' });

/** For anybody: sign-in, health. */
export const Public = () => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);

export const UNATTENDED = 'dudao:unattended';

/** For what the page asks again and again by itself: it does not keep an idle session alive. */
export const Unattended = () => SetMetadata(UNATTENDED, true);

/** The signed-in actor, made from the database for this request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => visitorOf(context).actor);

/** The signed-in visitor with the session. */
export const CurrentVisitor = createParamDecorator((_: unknown, context: ExecutionContext): Visitor => visitorOf(context));

function visitorOf(context: ExecutionContext): Visitor {
  const { visitor } = context.switchToHttp().getRequest<VisitorRequest>();
  if (!visitor) throw new Error('this route is public: it has no visitor');
  return visitor;
}

/** The caller's address, IPv4 in its plain form. */
export function addressOf(request: Request): string | null {
  return request.ip?.replace(/^::ffff:/, '') ?? null;
}
