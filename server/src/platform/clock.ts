import { Injectable } from '@nestjs/common';

/** The only place that asks for the time. Tests set it; everything else is handed instants and days. */
@Injectable()
export class Clock {
  private fixed: Date | null = null;

  /** The instant. */
  now(): Date {
    return this.fixed ? new Date(this.fixed) : new Date();
  }

  /** The Chinese calendar day, 'YYYY-MM-DD' in Asia/Shanghai (UTC+8 all year). */
  today(): string {
    return dayOf(this.now());
  }

  /** Stops the clock at an instant, or lets it go again with null: for tests and for loading past years. */
  set(at: Date | null): void {
    this.fixed = at;
  }
}

/** The Asia/Shanghai time of day of an instant, 'HH:MM'. */
export function timeOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
}

/** The Asia/Shanghai day of an instant. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
