import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalendarStore } from '../calendar/calendar.store.js';
import { LadderBook } from '../messages/ladder.book.js';
import { Clock } from '../platform/clock.js';
import { notFound } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { replyDay, signsLevel } from '../rules/ladder.js';
import { lightOf } from '../rules/lights.js';
import { ESCALATION_LEVELS, type EscalationLevel } from '../rules/task.words.js';
import { LIGHT_COLUMNS } from '../tasks/light.sql.js';
import { Lights } from '../tasks/lights.js';
import { visibleTo } from '../tasks/visible.js';
import type { EscalationForm } from './ladder.dto.js';
import { noticeText } from './ladder.proposals.js';

/** What the form of a notice starts from, so that nobody counts working days by hand. */
@Injectable()
export class EscalationForms {
  constructor(
    private readonly source: DataSource,
    private readonly book: LadderBook,
    private readonly calendar: CalendarStore,
    private readonly lights: Lights,
    private readonly clock: Clock,
  ) {}

  /** By which day a notice of each level would be answered, and what it says, as the task's ladder has it. Throws `task.not_found`. */
  async of(taskId: number, actor: Actor): Promise<EscalationForm> {
    const { manager } = this.source;
    const today = this.clock.today();
    const [task] = await manager.query(`SELECT t.percent, ${LIGHT_COLUMNS('t')} FROM task t WHERE t.id = $1 AND ${visibleTo('t', '$2')}`, [
      taskId,
      scopeOf(actor).units,
    ]);
    if (!task) throw notFound('task', '项任务');
    const calendar = await this.calendar.current(manager);
    const explain = await this.lights.explainer(manager, [taskId], today);
    const { lightReason } = explain(taskId, lightOf({ ...task, issued: true, closed: null }, today));
    const steps = (await this.book.steps(manager, taskId)).filter(({ kind }) => kind in ESCALATION_LEVELS);
    const levels = steps.map(({ kind, replyDays, demand }) => {
      const day = replyDay(replyDays, today, calendar);
      return { level: kind as EscalationLevel, replyBy: day.known ? day.value : null, text: noticeText(lightReason, task.percent, demand) };
    });
    return { signs: (Object.keys(ESCALATION_LEVELS) as EscalationLevel[]).filter(level => signsLevel(actor, level)), levels };
  }
}
