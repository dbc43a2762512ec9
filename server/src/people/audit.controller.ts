import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ListQuery, Page } from '../platform/dto.js';
import { Answers, AnswersList, ListOf, TakesList } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { CurrentActor, Permit } from './access.js';
import { AuditFilter, AuditRow, AuditVerification } from './audit.dto.js';
import { AUDIT_SORTS, AuditReader } from './audit.reader.js';

/** The audit administrator's routes: reading and checking, nothing else. */
@ApiTags('审计日志')
@Controller('audit')
export class AuditController {
  constructor(private readonly reader: AuditReader) {}

  @Get()
  @Permit('audit.read')
  @TakesList()
  @AnswersList(AuditRow)
  list(@ListOf(AuditFilter, AUDIT_SORTS) query: ListQuery<AuditFilter>, @CurrentActor() actor: Actor): Promise<Page<AuditRow>> {
    return this.reader.list(query, actor);
  }

  @Post('verification')
  @Permit('audit.read')
  @HttpCode(200)
  @Answers(AuditVerification)
  verify(@CurrentActor() actor: Actor): Promise<AuditVerification> {
    return this.reader.verify(actor);
  }
}
