import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { AuditController } from './audit.controller.js';
import { AuditReader } from './audit.reader.js';
import { FirstAdministrator } from './first.administrator.js';
import { PeopleOf } from './people-of.js';
import { PostController } from './post.controller.js';
import { PostService } from './post.service.js';
import { QueueController } from './queue.controller.js';
import { QueueDesk } from './queue.desk.js';
import { SecurityController } from './security.controller.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';
import { SessionStore } from './session.store.js';
import { Succession } from './succession.js';
import { Throttle } from './throttle.js';
import { UnitController } from './unit.controller.js';
import { UnitRegister } from './unit.register.js';
import { UnitService } from './unit.service.js';
import { UnreadCounter } from './unread.js';

@Module({
  imports: [DiscoveryModule],
  controllers: [SessionController, UnitController, PostController, AccountController, SecurityController, AuditController, QueueController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    AccountService,
    AuditReader,
    FirstAdministrator,
    PeopleOf,
    PostService,
    QueueDesk,
    SessionService,
    SessionStore,
    Succession,
    Throttle,
    UnitRegister,
    UnitService,
    UnreadCounter,
  ],
  exports: [AccountService, PeopleOf, Succession, UnitRegister, UnreadCounter],
})
export class PeopleModule {}
