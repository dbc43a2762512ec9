/** The shapes of the HTTP contract. Dates are 'YYYY-MM-DD' (calendar days in Asia/Shanghai), instants are ISO with offset Z. */
import type { ActField, Cadence, Light, MessageKind, Permission, PhaseKind, ProcessName, Role, TaskState } from './rules.js';

export interface Session {
  account: { id: number; name: string; login: string; mustChangePassword: boolean };
  posts: SessionPost[];
  permissions: Permission[];
  csrfToken: string;
  today: string;
  unread: number;
  limits: { uploadBytes: number; documentBytes: number };
}

export interface SessionPost {
  postId: number;
  name: string;
  role: Role;
  roleLabel: string;
  unitId: number;
  unitName: string;
}

/** RFC 9457, as the server sends it; every text is Chinese and meant for the person at the screen. */
export interface ProblemBody {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  params?: Record<string, string | number>;
  errors?: Record<string, string> & { root?: { serverError: string } };
  reasons?: string[];
  current?: { state: string; stateLabel: string; version: number; actorName: string | null; at: string | null };
}

export interface BlockedAct {
  act: string;
  reasons: string[];
}

/** What a record says about its acts: the screen shows the first as buttons, the second disabled with their reasons. */
export interface Acting {
  id: number;
  version: number;
  permittedActs: string[];
  blockedActs?: BlockedAct[];
}

export interface TaskRow extends Acting {
  no: string | null;
  title: string;
  planId: number;
  planTitle: string;
  measureId: number | null;
  measureNo: string | null;
  section: string | null;
  state: TaskState;
  stateLabel: string;
  light: Light;
  percent: number | null;
  leadUnitId: number | null;
  leadUnitName: string | null;
  supportUnitNames: string[];
  supervisingUnitName: string | null;
  startDate: string | null;
  deadline: string | null;
  originalDeadline: string | null;
  nextDue: string | null;
  phaseYear: number | null;
  phaseName: string | null;
  cadence: Cadence | null;
  lastReportAt: string | null;
  lastReportText: string | null;
  evidenceCount: number;
  openEscalations: number;
  doneCriterion: string | null;
  evidenceRequired: string | null;
  issuedAt: string | null;
  completedAt: string | null;
  myAssignment: (Acting & { state: string; role: 'lead' | 'co_lead' | 'support' }) | null;
}

export interface TaskPhase {
  id: number;
  year: number;
  kind: PhaseKind;
  name: string;
  dueDate: string;
  target: string | null;
  verdict: 'reached' | 'behind' | 'unknown' | null;
  note: string | null;
  recordedAt: string | null;
  recordedBy: string | null;
}

export interface Assignment extends Acting {
  unitId: number;
  unitName: string;
  role: 'lead' | 'co_lead' | 'support';
  roleLabel: string;
  state: string;
  stateLabel: string;
  dueDate: string | null;
  handlerId: number | null;
  handlerName: string | null;
  firstReadAt: string | null;
  receivedAt: string | null;
  receivedByName: string | null;
  lastPercent: number | null;
  mayUpload: boolean;
}

export interface Report {
  id: number;
  assignmentId: number;
  unitName: string;
  percent: number;
  doneText: string;
  problem: string | null;
  nextStep: string | null;
  reportedByName: string;
  at: string;
}

export interface Evidence {
  id: number;
  assignmentId: number;
  unitName: string;
  fileName: string;
  size: number;
  mediaType: string;
  sha256: string;
  previewable: 'image' | 'pdf' | 'text' | null;
  uploadedByName: string;
  uploadedAt: string;
  frozenAt: string | null;
  withdrawnAt: string | null;
  withdrawnReason: string | null;
  mayWithdraw: boolean;
  alsoUsedIn: { taskId: number; no: string | null; title: string }[];
}

export interface Escalation extends Acting {
  noticeNo: string | null;
  level: string;
  levelLabel: string;
  state: string;
  stateLabel: string;
  reason: string;
  replyBy: string;
  issuedByName: string;
  issuedAt: string;
  answer: string | null;
  answeredByName: string | null;
  answeredAt: string | null;
}

export interface TimelineEntry {
  id: number;
  at: string;
  process: ProcessName | 'evidence';
  act: string;
  actLabel: string;
  actorName: string | null;
  actorPost: string | null;
  unitName: string | null;
  fromLabel: string | null;
  toLabel: string | null;
  text: string | null;
  fields: { label: string; value: string }[];
}

export interface TaskDetail extends TaskRow {
  requirement: string;
  phases: TaskPhase[];
  assignments: Assignment[];
  reports: Report[];
  evidence: Evidence[];
  escalations: Escalation[];
  timeline: TimelineEntry[];
  blockedActs: BlockedAct[];
}

export interface TaskSource {
  documentId: number;
  documentTitle: string;
  planTitle: string;
  measureNo: string | null;
  measureText: string;
  before: string;
  sentence: string;
  after: string;
  section: string[];
}

export type IntakeKind = 'measure' | 'target' | 'achievement' | 'heading';
export type Decision = 'pending' | 'accepted' | 'discarded';

export interface DocumentRow {
  id: number;
  title: string;
  fileName: string;
  format: string;
  size: number;
  chars: number;
  encoding: string | null;
  planId: number;
  planTitle: string;
  planState: 'intake' | 'confirmed';
  uploadedByName: string;
  uploadedAt: string;
  counts: Record<IntakeKind | Decision, number>;
}

export interface Indicator {
  raw: string;
  name: string | null;
  op: string | null;
  value: number | null;
  value2?: number | null;
  unit: string | null;
  defect?: string | null;
}

export interface IntakeRecord {
  id: number;
  seq: number;
  start: number;
  end: number;
  text: string;
  kind: IntakeKind;
  /** A short name given by a person. */
  title: string | null;
  section: string[];
  lead: string[];
  support: string[];
  deadline: { raw: string; date: string | null } | null;
  phases: number[];
  indicators: Indicator[];
  items: { start: number; end: number; text: string }[];
  confidence: number;
  defects: string[];
  why: { field: string; rule: string; words: string }[];
  decision: Decision;
  edited: boolean;
  /** The list that this part was taken out of. */
  parentId: number | null;
  decidedByName: string | null;
  version: number;
  leadUnits: { name: string; unitId: number | null }[];
  supportUnits: { name: string; unitId: number | null }[];
}

/** `text` and the offsets of the records count Unicode code points, not UTF-16 units. */
export interface PlanDocument extends DocumentRow {
  text: string;
  records: IntakeRecord[];
  /** A very long text comes in parts: the code points that this part covers, and where the next begins. */
  window: { from: number; to: number; next: number | null };
}

export interface PlanPhase {
  id: number;
  year: number;
  kind: PhaseKind;
  name: string;
  dueDate: string;
}

export interface Plan {
  id: number;
  title: string;
  kind: string;
  kindLabel: string;
  docNumber: string | null;
  ownerUnitId: number;
  ownerUnitName: string;
  state: 'intake' | 'confirmed';
  stateLabel: string;
  startYear: number | null;
  endYear: number | null;
  phases: PlanPhase[];
  documentId: number | null;
  counts: { measures: number; tasks: number; completed: number; overdue: number };
  confirmedAt: string | null;
  confirmedByName: string | null;
  version: number;
  permissions: { confirm: boolean; breakDown: boolean };
}

export interface PlanConfirmation {
  version: number;
  title: string;
  kind: string;
  docNumber?: string | null;
  startYear: number;
  endYear: number;
  phases: Omit<PlanPhase, 'id'>[];
}

export interface Measure {
  id: number;
  no: string;
  section: string[];
  text: string;
  deadline: string | null;
  deadlineRaw: string | null;
  phases: number[];
  leadNames: string[];
  supportNames: string[];
  indicators: Indicator[];
  documentId: number;
  start: number;
  end: number;
  taskIds: number[];
}

export interface Target {
  id: number;
  text: string;
  section: string[];
  indicators: Indicator[];
  deadline: string | null;
}

export interface BreakdownRow {
  measureId: number;
  measureNo: string;
  section: string | null;
  measureText: string;
  taskId: number | null;
  taskState: TaskState | null;
  version: number | null;
  title: string;
  doneCriterion: string | null;
  evidenceRequired: string | null;
  leadUnitId: number | null;
  supportUnitIds: number[];
  startDate: string | null;
  deadline: string | null;
  cadence: Cadence | null;
  phases: { phaseId: number; year: number; name: string; dueDate: string | null; target: string | null }[];
  proposed: string[];
  issues: string[];
  permittedActs: string[];
}

export interface Breakdown {
  plan: Plan;
  rows: BreakdownRow[];
}

export interface BulkIssueResult {
  done: number[];
  refused: { id: number; title: string; reasons: string[] }[];
}

export interface Unit {
  id: number;
  name: string;
  shortName: string | null;
  kind: string;
  kindLabel: string;
  parentId: number | null;
  parentName: string | null;
  path: string;
  aliases: string[];
  active: boolean;
  sort: number;
  version: number;
}

export interface AccountRow {
  id: number;
  login: string;
  name: string;
  state: 'active' | 'disabled' | 'locked';
  stateLabel: string;
  posts: { postId: number; name: string; roleLabel: string; unitName: string; capacity: 'holder' | 'deputy' }[];
  lastLoginAt: string | null;
  createdAt: string;
  version: number;
  initialPassword?: string;
}

export interface Post {
  id: number;
  name: string;
  role: Role;
  roleLabel: string;
  unitId: number;
  unitName: string;
  holderId: number | null;
  holderName: string | null;
  deputyId: number | null;
  deputyName: string | null;
  active: boolean;
  version: number;
}

export interface OnlineSession {
  id: number;
  accountName: string;
  login: string;
  ip: string | null;
  agent: string | null;
  createdAt: string;
  lastSeenAt: string;
}

export interface PermissionTable {
  permissions: { permission: string; label: string; roles: string[] }[];
  acts: {
    process: string;
    processLabel: string;
    act: string;
    label: string;
    from: string[];
    to: string;
    who: { roleLabel: string; relationLabel: string }[];
  }[];
  roles: Record<string, string>;
}

export interface AuditRow {
  id: number;
  at: string;
  actorName: string | null;
  ip: string | null;
  act: string;
  actLabel: string;
  objectType: string;
  objectLabel: string;
  objectId: string | null;
  success: boolean;
  detail: Record<string, unknown>;
  hash: string;
}

export interface AuditVerification {
  ok: boolean;
  checked: number;
  brokenAt: number | null;
}

export interface Message {
  id: number;
  kind: MessageKind;
  kindLabel: string;
  title: string;
  body: string | null;
  taskId: number | null;
  at: string;
  readAt: string | null;
}

export interface ReviewItem {
  taskId: number;
  no: string | null;
  title: string;
  leadUnitName: string;
  planTitle: string;
  kind: 'close_requested' | 'escalation_answered' | 'sign_off';
  kindLabel: string;
  since: string;
  light: Light;
  deadline: string | null;
  escalationId: number | null;
}

export interface Dashboard {
  waiting: { key: string; label: string; count: number; to: string }[];
  late: TaskRow[];
  dueSoon: TaskRow[];
  byPhase: {
    year: number;
    name: string;
    planId: number;
    planTitle: string;
    total: number;
    reached: number;
    behind: number;
    open: number;
  }[];
  byUnit: { unitId: number; unitName: string; total: number; completed: number; overdue: number; dueSoon: number; normal: number }[];
  byLight: Record<Light, number>;
  plans: { id: number; title: string; total: number; completed: number; percent: number }[];
}

/** The input of an act, by the names of its fields. */
export type ActInput = Record<string, string | number | null>;
export type { ActField };
