/**
 * What is done after a change, outside its transaction, and what each carries: ids, never names or texts, for the handler looks at the state
 * of its own moment. It may be handled twice (a killed process) and must then do the thing once, by a unique key in the database.
 */
export type JobPayloads = {
  /** A notice of an act; `together`: what others of the same request bear too. */
  'message.send': { notice: string; taskId: number; historyId: number; together?: string };
  /** Reminders of one kind that the ladder has come to. */
  'message.remind': { notice: 'due_soon' | 'overdue'; firingIds: number[] };
  /** A digest to a person or a group. */
  'message.deliver': { deliveryId: number };
  /** A step of the ladder that the office has set to go out by itself. */
  'ladder.take': { firingId: number; taskId: number };
  /** Who an act on a paper (`historyId`) concerns is told of it. */
  'paper.tell': { paperId: number; historyId: number; to: string };
  /** A paper is turned into PDF. */
  'paper.print': { paperId: number };
  /** Open tasks of some plans (null: of all) have their lights settled anew, a batch from the task after `after`. */
  'light.settle': { planIds: number[] | null; after: number };
};

export type JobName = keyof JobPayloads;

export interface Job {
  /** What the system administrator reads. */
  label: string;
  /** 1 goes before 2. */
  priority: number;
  /** Many that wait are handled in one go. */
  together?: true;
  /** Which fields of the payload are numbers that the administrator may see, and what they number. Nothing else of it is shown. */
  references: Record<string, string>;
}

/** Each has exactly one handler; the program does not start otherwise. */
export const JOBS: Record<JobName, Job> = {
  'message.send': { label: '发送消息', priority: 1, together: true, references: { taskId: '任务', historyId: '办理记录' } },
  'message.remind': { label: '发送到期提醒', priority: 2, references: {} },
  'message.deliver': { label: '发送摘要（邮件、群消息）', priority: 2, references: { deliveryId: '摘要' } },
  'ladder.take': { label: '自动催办', priority: 1, references: { taskId: '任务' } },
  'paper.tell': { label: '发送公文消息', priority: 1, references: { paperId: '公文', historyId: '办理记录' } },
  'paper.print': { label: '公文转换为 PDF', priority: 3, references: { paperId: '公文' } },
  'light.settle': { label: '重算亮灯', priority: 2, references: { after: '任务' } },
};
