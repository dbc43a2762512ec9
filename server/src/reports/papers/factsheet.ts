import type { BulletinKind } from '../../rules/paper.words.js';
import type { ProgressClass } from '../../rules/progress-class.js';
import type { EscalationLevel } from '../../rules/task.process.js';

/** The letterhead as it was on the day. */
export interface Head {
  mark: string;
  signature: string;
  sealText: string;
  contactName: string;
  contactPhone: string;
  copyTo: string;
  printer: string;
}

/** A task as it stood on the day. Days are 'YYYY-MM-DD'. */
export interface TaskOnTheDay {
  no: string | null;
  title: string;
  planTitle: string;
  section: string | null;
  leadUnitName: string | null;
  supportUnitNames: string[];
  deadline: string | null;
  /** What the light said, with its numbers. */
  standing: string;
  percent: number | null;
}

interface Common {
  head: Head;
  /** Printed as a letter (信函格式); absent: as a document. */
  layout?: 'letter';
  /** The day on which the facts were taken. */
  day: string;
}

/** 督办单: one notice of the ladder. */
export interface EscalationFacts extends Common {
  kind: 'escalation_notice';
  number: string;
  level: EscalationLevel;
  task: TaskOnTheDay;
  demand: string;
  replyBy: string;
  issuer: string;
  previous: string | null;
  /** Leaders whose instructions on the task are open: named, not quoted. Papers drawn up earlier have none. */
  instructedBy?: string[];
  /** Steps of the ladder below a grave notice that nobody took or skipped before it. */
  unclimbed?: string[];
}

/** 催办通知: one sheet for one unit. */
export interface ReminderFacts extends Common {
  kind: 'reminder';
  number: string;
  unitName: string;
  task: TaskOnTheDay;
  /** Days left (or over, below zero) until the day that counts; null: there is none. */
  daysLeft: number | null;
  /** The same in working days; null where the calendar does not know. */
  workingDaysLeft: number | null;
  words: string | null;
  issuer: string;
}

/** 约谈记录: the minutes of one interview. */
export interface InterviewFacts extends Common {
  kind: 'interview_record';
  number: string;
  /** The notice by which the unit was asked to come. */
  noticeNo: string;
  /** Why it was asked to. */
  reason: string;
  task: TaskOnTheDay;
  heldOn: string;
  venue: string;
  interviewer: string;
  persons: string;
  minutes: string;
  decision: string;
  /** Who wrote it down. */
  issuer: string;
}

/** One line of the ledger behind a bulletin. */
export interface BulletinLine {
  taskId: number;
  no: string | null;
  title: string;
  leadUnitId: number;
  leadUnitName: string;
  deadline: string | null;
  percent: number | null;
  expected: number | null;
  daysOver: number;
  progress: ProgressClass;
}

/** 通报、专报: the state of one plan's ledger on a day. */
export interface BulletinFacts extends Common {
  kind: BulletinKind;
  planId: number;
  planTitle: string;
  lines: BulletinLine[];
}

export type PaperFactsheet = EscalationFacts | ReminderFacts | InterviewFacts | BulletinFacts;
