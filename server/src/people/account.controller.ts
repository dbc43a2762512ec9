import { Controller, Get, Headers, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ListQuery, Page } from '../platform/dto.js';
import { Answers, AnswersList, IdParam, Input, ListOf, Takes, TakesId, TakesList } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { CurrentActor, Permit } from './access.js';
import { AccountFilter, AccountRow, ChangeAccount, CreateAccount } from './account.dto.js';
import { ACCOUNT_SORTS, AccountService } from './account.service.js';

@ApiTags('账号')
@Controller('accounts')
export class AccountController {
  constructor(private readonly accounts: AccountService) {}

  @Get()
  @Permit('account.read')
  @TakesList()
  @AnswersList(AccountRow)
  list(@ListOf(AccountFilter, ACCOUNT_SORTS) query: ListQuery<AccountFilter>): Promise<Page<AccountRow>> {
    return this.accounts.list(query);
  }

  @Get(':id')
  @Permit('account.read')
  @TakesId()
  @Answers(AccountRow)
  get(@IdParam() id: number): Promise<AccountRow> {
    return this.accounts.get(id);
  }

  @Post()
  @Permit('account.manage')
  @Takes(CreateAccount)
  @Answers(AccountRow, 201)
  create(
    @Input(CreateAccount) body: CreateAccount,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key?: string,
  ): Promise<AccountRow> {
    return this.accounts.create(body, actor, key);
  }

  @Put(':id')
  @Permit('account.manage')
  @TakesId()
  @Takes(ChangeAccount)
  @Answers(AccountRow)
  change(@IdParam() id: number, @Input(ChangeAccount) body: ChangeAccount, @CurrentActor() actor: Actor): Promise<AccountRow> {
    return this.accounts.change(id, body, actor);
  }

  @Post(':id/disabling')
  @Permit('account.manage', 'account.unlock')
  @HttpCode(200)
  @TakesId()
  @Answers(AccountRow)
  disable(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<AccountRow> {
    return this.accounts.perform('disable', id, actor);
  }

  @Post(':id/enabling')
  @Permit('account.manage')
  @HttpCode(200)
  @TakesId()
  @Answers(AccountRow)
  enable(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<AccountRow> {
    return this.accounts.perform('enable', id, actor);
  }

  @Post(':id/unlocking')
  @Permit('account.manage', 'account.unlock')
  @HttpCode(200)
  @TakesId()
  @Answers(AccountRow)
  unlock(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<AccountRow> {
    return this.accounts.perform('unlock', id, actor);
  }

  @Post(':id/password-reset')
  @Permit('account.manage')
  @HttpCode(200)
  @TakesId()
  @Answers(AccountRow)
  resetPassword(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<AccountRow> {
    return this.accounts.resetPassword(id, actor);
  }
}
