import { Controller, Delete, Get, HttpCode, Inject, Post, Put, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { CookieOptions, Request, Response } from 'express';
import { CONFIG, type Config } from '../platform/config.js';
import { Answers, Input, Takes } from '../platform/dto.js';
import { SESSION_COOKIE, sessionToken } from './access.guard.js';
import { addressOf, CurrentVisitor, Public, SessionRoute, type Visitor } from './access.js';
import { ChangePassword, SessionView, SignIn } from './session.dto.js';
import { SessionService } from './session.service.js';
import { SessionStore } from './session.store.js';

@ApiTags('登录')
@Controller('session')
export class SessionController {
  constructor(
    private readonly service: SessionService,
    private readonly store: SessionStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  @Takes(SignIn)
  @Answers(SessionView)
  async signIn(@Input(SignIn) body: SignIn, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SessionView> {
    const ip = addressOf(request);
    const agent = request.headers['user-agent'] ?? null;
    const token = await this.service.signIn(body, { ip, agent, formerToken: sessionToken(request) });
    response.cookie(SESSION_COOKIE, token, { ...this.cookie(), maxAge: this.config.sessionHours * 3_600_000 });
    return this.service.describe((await this.store.visitor(token, ip)) as Visitor);
  }

  @Get()
  @SessionRoute()
  @Answers(SessionView)
  describe(@CurrentVisitor() visitor: Visitor): Promise<SessionView> {
    return this.service.describe(visitor);
  }

  @Delete()
  @SessionRoute()
  @HttpCode(204)
  async signOut(@CurrentVisitor() visitor: Visitor, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.service.signOut(visitor);
    response.clearCookie(SESSION_COOKIE, this.cookie());
  }

  @Put('password')
  @SessionRoute()
  @HttpCode(204)
  @Takes(ChangePassword)
  changePassword(@CurrentVisitor() visitor: Visitor, @Input(ChangePassword) body: ChangePassword): Promise<void> {
    return this.service.changePassword(visitor, body, visitor.actor.ip);
  }

  private cookie(): CookieOptions {
    return { httpOnly: true, sameSite: 'lax', secure: this.config.secureCookie, path: '/' };
  }
}
