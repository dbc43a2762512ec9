import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, AnswersList, IdParam, Input, type Page, Takes, TakesId, whole } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { CalendarPreview, CalendarYearView, LoadCalendar } from './calendar.dto.js';
import { CalendarService } from './calendar.service.js';

@ApiTags('工作日')
@Controller('calendar')
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  @Get('years')
  @Permit('calendar.read')
  @AnswersList(CalendarYearView)
  async years(): Promise<Page<CalendarYearView>> {
    return whole(await this.calendar.years());
  }

  @Get('years/:year')
  @Permit('calendar.read')
  @TakesId('year')
  @Answers(CalendarYearView)
  year(@IdParam('year') year: number): Promise<CalendarYearView> {
    return this.calendar.year(year);
  }

  /** What a file would change; nothing is written. */
  @Post('preview')
  @HttpCode(200)
  @Permit('calendar.manage')
  @Takes(LoadCalendar)
  @Answers(CalendarPreview)
  preview(@Input(LoadCalendar) { content }: LoadCalendar): Promise<CalendarPreview> {
    return this.calendar.preview(content);
  }

  @Post('loading')
  @HttpCode(200)
  @Permit('calendar.manage')
  @Takes(LoadCalendar)
  @AnswersList(CalendarYearView)
  async load(@Input(LoadCalendar) { content }: LoadCalendar, @CurrentActor() actor: Actor): Promise<Page<CalendarYearView>> {
    return whole(await this.calendar.load(content, actor));
  }
}
