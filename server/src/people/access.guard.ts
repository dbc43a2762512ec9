import { timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { parseCookie } from 'cookie';
import type { Request } from 'express';
import { denied, Problem } from '../platform/problems.js';
import { may } from '../rules/permissions.js';
import { ACCESS, type Access, addressOf, UNATTENDED, type Visitor, type VisitorRequest } from './access.js';
import { SessionStore } from './session.store.js';

export const SESSION_COOKIE = 'dudao_session';

/** Methods that change nothing. */
const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** Stands before every route. Closed by default: a route that declares nothing refuses. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionStore,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
    if (!access) throw denied();
    const request = context.switchToHttp().getRequest<VisitorRequest>();
    const changes = !SAFE.includes(request.method);
    if (access.kind === 'public') {
      if (changes) refuseForeignOrigin(request);
      return true;
    }
    const attended = !this.reflector.get<boolean | undefined>(UNATTENDED, context.getHandler());
    const visitor = await this.visitorOf(request, attended);
    if (changes) refuseForeignToken(request, visitor);
    refuseUnlessOpen(access, visitor);
    request.visitor = visitor;
    return true;
  }

  private async visitorOf(request: Request, attended: boolean): Promise<Visitor> {
    const token = sessionToken(request);
    if (!token) throw new Problem(401, 'session.missing', '尚未登录', '请先登录。');
    const visitor = await this.sessions.visitor(token, addressOf(request), attended);
    if (!visitor) throw new Problem(401, 'session.expired', '登录已失效', '您的登录已失效，请重新登录。');
    return visitor;
  }
}

/** The token that the browser sent along; undefined when there is none. */
export function sessionToken(request: Request): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[SESSION_COOKIE];
}

function refuseUnlessOpen(access: Access, visitor: Visitor): void {
  if (visitor.mustChangePassword && access.kind !== 'session')
    throw new Problem(403, 'password.must_change', '请先修改密码', '您使用的是初始密码，请先修改密码，再使用系统。');
  if (access.kind === 'permission' && !access.anyOf.some(permission => may(visitor.actor, permission))) throw denied();
}

/** Another site can make the browser send the cookie, but it cannot read the token. */
function refuseForeignToken(request: Request, visitor: Visitor): void {
  const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''));
  const expected = Buffer.from(visitor.csrfToken);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw forged();
}

/**
 * Before sign-in there is no token; the browser itself tells where the request comes from. Sec-Fetch-Site is not sent over plain http by IP:
 * then Origin has to name the host that was called. A program that sends neither carries nobody's cookies.
 */
function refuseForeignOrigin(request: Request): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw forged();
    return;
  }
  const { origin, host } = request.headers;
  if (origin !== undefined && hostOf(origin) !== host) throw forged();
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function forged(): Problem {
  return new Problem(403, 'csrf.invalid', '请求来源无法确认', '无法确认这个请求来自本系统的页面，请刷新页面后重试。');
}
