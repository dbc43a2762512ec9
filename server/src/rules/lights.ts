/**
 * The light of a task (亮灯), derived from the day that is due next and never stored. Each light has a word and a shape beside its colour,
 * so that a black-and-white print still tells them apart (domain.md 4.5). The same table makes the function and the ledger's SQL condition.
 */
export const LIGHTS = {
  overdue: { label: '逾期', shape: '■' },
  due_soon: { label: '临期', shape: '▲' },
  normal: { label: '正常', shape: '●' },
  no_date: { label: '长期', shape: '◇' },
  done: { label: '办结', shape: '✓' },
  unissued: { label: '未交办', shape: '○' },
} as const;
export type Light = keyof typeof LIGHTS;

/** Natural days before the due day from which a task is 临期 (提醒 one week ahead, as OpenProject's and Redmine's reminders do; domain.md 4.1). */
export const DUE_SOON_DAYS = 7;

/** The light on a day. `nextDue` is the due day of the phase now judged, or of the end; both dates 'YYYY-MM-DD'. */
export function lightOf(task: { issued: boolean; closed: boolean; nextDue: string | null }, today: string): Light {
  if (!task.issued) return 'unissued';
  if (task.closed) return 'done';
  if (task.nextDue === null) return 'no_date';
  if (task.nextDue < today) return 'overdue';
  return task.nextDue <= addDays(today, DUE_SOON_DAYS) ? 'due_soon' : 'normal';
}

export interface LightBounds {
  issued: boolean;
  closed?: boolean;
  dated?: boolean;
  from?: string;
  to?: string;
}

/** The same rule as conditions on (issued, closed, next due day) for a query: bounds are inclusive, what is absent is not asked. */
export function lightBounds(light: Light, today: string): LightBounds {
  const open = { issued: true, closed: false };
  switch (light) {
    case 'unissued':
      return { issued: false };
    case 'done':
      return { issued: true, closed: true };
    case 'no_date':
      return { ...open, dated: false };
    case 'overdue':
      return { ...open, dated: true, to: addDays(today, -1) };
    case 'due_soon':
      return { ...open, dated: true, from: today, to: addDays(today, DUE_SOON_DAYS) };
    case 'normal':
      return { ...open, dated: true, from: addDays(today, DUE_SOON_DAYS + 1) };
  }
}

/**
 * The day that counts next: the earliest phase that nobody has judged yet, then the end (design: "lights judge the phase first").
 * A phase with a recorded verdict is settled, whichever way it went; one that was over before the task began was never asked of anybody.
 * @param since the day from which the task counts: its issue, or for a draft its start
 */
export function nextDueOf(
  phases: { dueDate: string; verdict: string | null }[],
  deadline: string | null,
  since: string | null,
): string | null {
  const open = phases.filter(({ dueDate, verdict }) => verdict === null && dueDate >= (since ?? '')).map(phase => phase.dueDate);
  if (deadline !== null) open.push(deadline);
  return open.sort()[0] ?? null;
}

/** Calendar arithmetic on 'YYYY-MM-DD'; no time zone is involved. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** 2026-03-05 → 2026年3月5日, as offices write dates (GB/T 9704: no leading zeros). */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
