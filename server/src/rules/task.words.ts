import type { CountedRequirement } from './evidence.js';
import type { Closed } from './lights.js';
import type { Act, Placed } from './process.js';

export type TaskState =
  | 'draft'
  | 'discarded'
  | 'pending_issue'
  | 'issued'
  | 'in_progress'
  | 'close_requested'
  | 'under_verification'
  | 'returned'
  | 'completed'
  | 'delisted'
  | 'archived'
  | 'suspended'
  | 'terminated'
  | 'carried_over';

export type TaskRelation = 'owner' | 'supervising' | 'lead' | 'assigner';

/** What the guards of a task look at, loaded once. Dates are 'YYYY-MM-DD'. */
export interface TaskFacts extends Placed<TaskRelation> {
  planConfirmed: boolean;
  leadUnits: number;
  title: string;
  requirement: string;
  doneCriterion: string | null;
  evidenceRequired: string | null;
  cadence: string | null;
  startDate: string | null;
  deadline: string | null;
  leadReceived: boolean;
  /** Units that have opened the task or acted on their share since it was handed out. */
  unitsWithNotice: string[];
  /** Percent of the lead unit's last report, null before the first. */
  leadPercent: number | null;
  /** Lead and co-leading units whose last report was sent back and has not been made again. */
  returnedReports: string[];
  /** Evidence neither withdrawn nor replaced by a newer version. */
  evidenceCount: number;
  /** What the proof must contain, with what is there; empty before the task is issued. */
  requirements: CountedRequirement[];
  openEscalations: number;
  /** Notices of the ladder's present round that have not been withdrawn. */
  issuedNotices: { level: EscalationLevel; noticeNo: string }[];
  /** Leaders' instructions that nobody has answered yet. */
  openInstructions: number;
  phases: { id: number; year: number; dueDate: string }[];
  /** Account that asked for closing, null where nobody has. */
  submittedBy: number | null;
  /** Accounts that were in charge of the work: handlers and those who reported. */
  responsibleIds: number[];
  /** Co-leading units whose share the lead unit has not confirmed yet. */
  unconfirmedUnits: string[];
  /** Sub-tasks that are not closed yet. */
  openSubtasks: number;
  /** Units that lead this task or one above it: none of them can be given a part of it again. */
  leadingUnitIds: number[];
  /** Kinds of application (延期 …) that wait for a decision. */
  openApplications: string[];
  recheckOn: string | null;
  /** Result of the last 回头看. */
  recheckResult: RecheckResult | null;
  /** Who above has raised it, and under which number; null for what is the office's own (G10). */
  higher: { authority: string; reference: string } | null;
  /** Kinds of finding that came to this task and within twelve months once more to the same unit (G9). */
  repeatedFindings: ReturnReason[];
  /** Number or title of the task that takes this one further. */
  successor: string | null;
}

export const ESCALATION_LEVELS = {
  level_1: '蓝单（提醒）',
  level_2: '黄单（警示）',
  level_3: '红单（严重）',
  interview: '约谈',
  criticise: '通报',
  accountability: '问责建议',
} as const;
export type EscalationLevel = keyof typeof ESCALATION_LEVELS;
/** Levels that a leader signs himself. */
export const LEADER_LEVELS: readonly EscalationLevel[] = ['level_3', 'interview', 'criticise', 'accountability'];

/** What a phase came to (达到/滞后/无法判断). */
export const PHASE_VERDICTS = { reached: '达到', behind: '滞后', unknown: '无法判断' } as const;
export type PhaseVerdict = keyof typeof PHASE_VERDICTS;

export const RETURN_REASONS = {
  evidence_missing: '佐证材料不足',
  evidence_mismatch: '佐证与报送不符',
  criterion_unmet: '未达到完成标准',
  figures_unclear: '数据不清或前后矛盾',
  other: '其他',
} as const;

export type ReturnReason = keyof typeof RETURN_REASONS;

/** Working days to make good what was sent back, where the reviewer names no day. */
export const DAYS_TO_MEND = 3;
/** Days after which a pause is looked at again. */
export const DAYS_TO_CONFIRM = 30;

/** How a closing is verified. */
export const VERIFICATION_METHODS = { documents: '查阅资料', telephone: '电话核实', on_site: '现场核查' } as const;

/** In whose name an inspection is held (政府督查工作条例 art. 7, 27): a department inspects in the government's name only by its word. */
export const INSPECTIONS = { daily: '日常督导', business: '业务检查', government: '政府督查' } as const;

/** What a look back (回头看) found. */
export const RECHECK_RESULTS = { held: '成果巩固', slipped: '问题反弹' } as const;
export type RecheckResult = keyof typeof RECHECK_RESULTS;

export type TaskTable<Name extends string> = Record<Name, Act<TaskState, TaskRelation, TaskFacts>>;

export const UNDER_WAY: readonly TaskState[] = ['issued', 'in_progress', 'returned'];
/** States in which nothing is owed any more. */
export const CLOSED_STATES: readonly TaskState[] = ['completed', 'delisted', 'archived', 'terminated', 'carried_over', 'discarded'];
/** Closed because it was done, as against given up or carried over. */
export const DONE_STATES: readonly TaskState[] = ['completed', 'delisted', 'archived'];
/** How a task in this state was closed; null while it is open. */
export const closedAs = (state: TaskState): Closed | null =>
  CLOSED_STATES.includes(state) ? (DONE_STATES.includes(state) ? 'done' : 'ended') : null;
/** States before the units hear of the task. */
export const UNISSUED_STATES: readonly TaskState[] = ['draft', 'pending_issue', 'discarded'];

export const reason = (label: string) => ({ name: 'reason', label, kind: 'text', required: true, max: 1000 }) as const;

export const lead = [
  { role: 'unit_staff', as: 'lead' },
  { role: 'dept_head', as: 'lead' },
] as const;
/** A sub-task is supervised by the head of the unit that handed it out; everything else by the supervisors. */
export const supervising = [
  { role: 'supervisor', as: 'supervising' },
  { role: 'supervision_head', as: 'supervising' },
  { role: 'dept_head', as: 'assigner' },
] as const;
export const planner = [{ role: 'dept_head', as: 'owner' }] as const;
export const signer = [{ role: 'leader', as: 'owner' }] as const;
/** What the system does once an application has been granted, or because another act asks for it. */
export const system = [{ role: 'system', as: 'lead' }] as const;
