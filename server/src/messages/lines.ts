/** What tells the lines of an inbox apart, of a message `m`: messages of one kind that bear the same stand in one. */
export const LINE = "coalesce(m.kind || ':' || m.together, m.id::text)";

/** A message stands in one line of an inbox with another of the same person, which is not itself. */
export const sharesLine = (message: string, other: string) => `${message}.kind = ${other}.kind AND ${message}.together = ${other}.together`;

/** The title of the task in front speaks for all. */
export const titleOfMany = (title: string, tasks: number): string => (tasks > 1 ? `${title}等${tasks}项任务` : title);

/** The tasks that a line of somebody's inbox tells of; the line by any of its messages. */
export const toldTasks = (accountId: string, messageId: string): string => `
  SELECT m.task_id FROM message m WHERE m.recipient_id = ${accountId}
     AND ${LINE} = (SELECT ${LINE} FROM message m WHERE m.recipient_id = ${accountId} AND m.id = ${messageId})`;
