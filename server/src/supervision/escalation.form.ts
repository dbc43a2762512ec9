import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalendarStore } from '../calendar/calendar.store.js';
import { LadderBook } from '../messages/ladder.book.js';
import { Clock } from '../platform/clock.js';
import { notFound } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { replyDay } from '../rules/ladder.js';
import { ESCALATION_LEVELS, type EscalationLevel } from '../rules/task.words.js';
import { taskVisibleTo } from '../tasks/visible.js';
import type { EscalationForm } from './ladder.dto.js';

/** What the form of a notice starts from, so that nobody counts working days by hand. */
@Injectable()
export class EscalationForms {
  constructor(
    private readonly source: DataSource,
    private readonly book: LadderBook,
    private readonly calendar: CalendarStore,
    private readonly clock: Clock,
  ) {}

  /** By which day a notice of each level would be answered, and what it demands, as the task's ladder says. Throws `task.not_found`. */
  async of(taskId: number, actor: Actor): Promise<EscalationForm> {
    const { manager } = this.source;
    const [task] = await manager.query(`SELECT 1 WHERE ${taskVisibleTo('$1', '$2')}`, [taskId, scopeOf(actor).units]);
    if (!task) throw notFound('task', '项任务');
    const calendar = await this.calendar.current(manager);
    const steps = (await this.book.steps(manager, taskId)).filter(({ kind }) => kind in ESCALATION_LEVELS);
    const levels = steps.map(({ kind, replyDays, demand }) => {
      const day = replyDay(replyDays, this.clock.today(), calendar);
      return { level: kind as EscalationLevel, replyBy: day.known ? day.value : null, demand };
    });
    return { levels };
  }
}
