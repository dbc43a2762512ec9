import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { PeopleOf } from './people-of.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';
import { SessionStore } from './session.store.js';
import { Throttle } from './throttle.js';
import { UnitRegister } from './unit.register.js';
import { UnreadCounter } from './unread.js';

@Module({
  imports: [DiscoveryModule],
  controllers: [SessionController],
  providers: [{ provide: APP_GUARD, useClass: AccessGuard }, PeopleOf, SessionService, SessionStore, Throttle, UnitRegister, UnreadCounter],
  exports: [PeopleOf, UnitRegister, UnreadCounter],
})
export class PeopleModule {}
