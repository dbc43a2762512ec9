/**
 * The light of a task (亮灯), derived from a few days that are settled whenever what they follow from changes; never stored itself.
 * Each light has a word and a shape beside its colour, so that a black-and-white print still tells them apart.
 * A scheme (rules/schemes.ts) says from which day a task is yellow or red, and may call a light by another word.
 */
export const LIGHTS = {
  overdue: { label: '逾期', shape: '■' },
  critical: { label: '告急', shape: '◆' },
  due_soon: { label: '临期', shape: '▲' },
  normal: { label: '正常', shape: '●' },
  no_data: { label: '无数据', shape: '□' },
  no_date: { label: '长期', shape: '◇' },
  paused: { label: '已中止', shape: '‖' },
  done: { label: '办结', shape: '✓' },
  ended: { label: '终止、结转', shape: '×' },
  unissued: { label: '未交办', shape: '○' },
} as const;
export type Light = keyof typeof LIGHTS;

/** How a task was closed. */
export type Closed = 'done' | 'ended';

/** What a light is read from. Days are 'YYYY-MM-DD'; a scheme without such a day leaves it null. */
export interface LitTask {
  issued: boolean;
  /** Closed because it was done, or given up or carried over; null while it is open. */
  closed: Closed | null;
  /** The clock stands still. */
  paused: boolean;
  /** The due day of the phase now judged, or of the end. */
  nextDue: string | null;
  /** From this day on the first warning is lit. */
  warnFrom: string | null;
  /** From this day on the second one. */
  criticalFrom: string | null;
  /** There is nothing yet by which the pace could be judged. */
  noData: boolean;
}

/** The light on a day. Past the due day a task is late under any scheme; before it the graver warning counts. */
export function lightOf({ issued, closed, paused, nextDue, warnFrom, criticalFrom, noData }: LitTask, today: string): Light {
  if (!issued) return 'unissued';
  if (closed) return closed;
  if (paused) return 'paused';
  if (nextDue === null) return 'no_date';
  if (nextDue < today) return 'overdue';
  if (criticalFrom !== null && criticalFrom <= today) return 'critical';
  if (warnFrom !== null && warnFrom <= today) return 'due_soon';
  return noData ? 'no_data' : 'normal';
}

/**
 * The day that counts next: the earliest phase that nobody has judged yet, then the end.
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

/** The earlier of two days; the other one where one is missing. */
export function earlierOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** Calendar arithmetic on 'YYYY-MM-DD'; no time zone is involved. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** How many days after `from` `to` is, both YYYY-MM-DD; negative where it is before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** 2026-03-05 → 2026年3月5日, as offices write dates (GB/T 9704: no leading zeros). */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
