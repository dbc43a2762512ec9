/** An empty list: what finds nothing shares it, since most clauses name neither units nor times nor figures. Nobody adds to it. */
export const NONE: never[] = [];

/** How an indicator's value is to be compared; "+=" and "+>=" speak of an increase. */
export type Op = '>=' | '<=' | '=' | '>' | '<' | 'between' | '+>=' | '+=';

/** A figure that the text promises or reports. `value` is null only with a `defect` (a number lost in the source). */
export interface Indicator {
  raw: string;
  name: string;
  op: Op;
  value: number | null;
  value2?: number;
  unit: string;
  defect?: string;
}

/** The last calendar day ('YYYY-MM-DD', Asia/Shanghai) that the words in `raw` allow. */
export interface Deadline {
  raw: string;
  date: string;
}

export type Kind = 'measure' | 'target' | 'achievement' | 'heading';

/** A stretch of the text as given; offsets count Unicode code points, `end` exclusive, `text` is exactly that slice. */
export interface Span {
  start: number;
  end: number;
  text: string;
}

/** One decision with its rule and the words that it rests on. */
export interface Reason {
  field: string;
  rule: string;
  words: string;
}

/** One unit of the plan that is not plain context. */
export interface ReadingRecord extends Span {
  kind: Kind;
  /**
   * With the cells of a table behind it, on lines of their own, that say who owes it and by when: they belong to their unit as an annotation in brackets
   * does. No further than it is long itself, so that one who counts the task alone and one who counts the row both find it. Missing where there are none.
   */
  whole?: Span;
  /** the chain of headings above it, outermost first, as written */
  section: string[];
  lead: string[];
  support: string[];
  deadline: Deadline | null;
  /** years that the text ties the unit to, ascending */
  phases: number[];
  indicators: Indicator[];
  /** the parts of a unit in list form, each could become a measure of its own; otherwise [] */
  items: Span[];
  /** 0..1 */
  confidence: number;
  /** what was damaged or doubtful in the source, in Chinese */
  defects: string[];
  /** what the record rests on; empty where it was not asked for */
  why: Reason[];
}

/** Where a row of a breakdown table stands in a text: code points, `end` exclusive. */
export interface RowPlace {
  start: number;
  end: number;
  /** where its task stands, without number, units and times that share a line with it */
  task?: { start: number; end: number };
}

/** A step that the plan itself names, e.g. 2024 重点攻坚. */
export interface PlanPhase {
  year: number;
  name: string;
}

export interface Reading {
  title: string | null;
  /** the year in which the document speaks, to which 今年 and 6月底前 refer */
  documentYear: number | null;
  records: ReadingRecord[];
  phases: PlanPhase[];
  /** rows of breakdown tables that came as text, each one task as offices count them */
  rows: RowPlace[];
}
