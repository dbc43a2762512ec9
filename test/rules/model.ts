import type { Actor } from '../../server/src/rules/actor.js';
import {
  APPLICATION_PROCESS,
  type ApplicationFacts,
  type ApplicationState,
  OPEN_APPLICATIONS,
  wakeOf,
} from '../../server/src/rules/application.process.js';
import type { ApplicationKind } from '../../server/src/rules/application.words.js';
import {
  ASSIGNMENT_PROCESS,
  ASSIGNMENT_ROLES,
  type AssignmentFacts,
  type AssignmentRole,
  type AssignmentState,
} from '../../server/src/rules/assignment.process.js';
import {
  ESCALATION_PROCESS,
  type EscalationFacts,
  type EscalationState,
  escalationPlaces,
} from '../../server/src/rules/escalation.process.js';
import { proposeRequirements, type RequiredEvidence, requirementFor } from '../../server/src/rules/evidence.js';
import { INSTRUCTION_PROCESS, type InstructionFacts, readsInstructions } from '../../server/src/rules/instruction.process.js';
import type { InstructionState } from '../../server/src/rules/instruction.words.js';
import type { Period } from '../../server/src/rules/periods.js';
import { type ActInput, type OpenActs, openActs } from '../../server/src/rules/process.js';
import { RETURN_PROCESS, type ReturnFacts } from '../../server/src/rules/return.process.js';
import { type ReturnState, TAKEN_BACK_RETURNS, VOID_RETURNS } from '../../server/src/rules/return.words.js';
import {
  type EscalationLevel,
  type RecheckResult,
  type ReturnReason,
  TASK_PROCESS,
  type TaskAct,
  type TaskFacts,
  type TaskState,
  UNISSUED_STATES,
} from '../../server/src/rules/task.process.js';
import { actOf } from '../support/bodies.js';
import { TODAY } from '../support/stage.js';
import { type Verdict, verdictOn, type WalkedRecord } from './verdict.js';

export interface Share {
  id: number;
  unitId: number;
  role: AssignmentRole;
  state: AssignmentState;
  version: number;
  handlerId: number | null;
  weight: number | null;
  /** Somebody of the unit has opened the task. */
  read: boolean;
}

/** A report of a share. */
export interface Report {
  id: number;
  shareId: number;
  state: ReturnState;
  version: number;
  reporterId: number;
  percent: number;
  /** The period that it answers. */
  period: string | null;
}

export interface Notice {
  id: number;
  state: EscalationState;
  level: EscalationLevel;
  noticeNo: string;
  /** The round of the ladder in which it was issued. */
  round: number;
  interviewed: boolean;
  version: number;
}

/** A leader's instruction. */
export interface Order {
  id: number;
  state: InstructionState;
  version: number;
}

export interface Paper {
  id: number;
  kind: ApplicationKind;
  state: ApplicationState;
  version: number;
  applicantId: number;
  late: boolean;
  /** What the application asks for, as it was handed in. */
  input: ActInput;
}

/** A record of one of the processes of a task, as the model knows it. */
export interface ModelRecord extends WalkedRecord {
  facts: TaskFacts | AssignmentFacts | ReturnFacts | EscalationFacts | ApplicationFacts | InstructionFacts;
}

/** Due day of a phase whose reporting window is open on the day of the walk. */
export const OPEN_DUE = '2026-11-27';

/** A problem that a review has found at the unit that leads. */
export interface ModelFinding {
  taskId: number;
  unitId: number | undefined;
  kind: ReturnReason;
}

/** One task with all that hangs on it, kept in memory and moved by the tables alone. */
export class Model {
  state: TaskState = 'draft';
  version = 1;
  planConfirmed = true;
  draft: Pick<
    TaskFacts,
    'leadUnits' | 'title' | 'requirement' | 'doneCriterion' | 'evidenceRequired' | 'cadence' | 'startDate' | 'deadline'
  > = {
    leadUnits: 1,
    title: '',
    requirement: '',
    doneCriterion: null,
    evidenceRequired: null,
    cadence: null,
    startDate: null,
    deadline: null,
  };
  phases: TaskFacts['phases'] = [];
  shares: Share[] = [];
  reports: Report[] = [];
  notices: Notice[] = [];
  /** The round of the ladder that counts now. */
  round = 1;
  orders: Order[] = [];
  papers: Paper[] = [];
  evidence: { id: number; requirement: string | null }[] = [];
  requirements: RequiredEvidence[] = [];
  submittedBy: number | null = null;
  signedByLeader = false;
  openSubtasks = 0;
  higher: TaskFacts['higher'] = null;
  recheckOn: string | null = null;
  recheckResult: RecheckResult | null = null;
  successor: string | null = null;

  constructor(
    readonly taskId: number,
    readonly ownerUnitId: number,
    readonly officeUnitId: number,
    /** A unit without a share so far. */
    readonly spareUnitId: number,
    private readonly nameOf: (unitId: number) => string,
    /** What reviews have found, at this task and before it: of all walks in the house. */
    private readonly findings: ModelFinding[] = [],
  ) {}

  /** The share of the unit that leads now. */
  get lead(): Share | undefined {
    return this.shares.find(share => share.role === 'lead' && share.state !== 'replaced');
  }

  /** Every record that an act can be tried on, in the order of the screen. */
  records(): ModelRecord[] {
    const roles = Object.keys(ASSIGNMENT_ROLES);
    const shares = [...this.shares].sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.id - b.id);
    return [
      { process: TASK_PROCESS, id: this.taskId, state: this.state, version: this.version, facts: this.taskFacts() },
      ...shares.map(share => ({ process: ASSIGNMENT_PROCESS, ...share, facts: this.shareFacts(share) })),
      ...this.reports.map(report => ({ process: RETURN_PROCESS, ...report, facts: this.reportFacts(report) })),
      ...this.notices.map(notice => ({ process: ESCALATION_PROCESS, ...notice, facts: this.noticeFacts(notice) })),
      ...this.orders.map(order => ({ process: INSTRUCTION_PROCESS, ...order, facts: { places: this.places() } })),
      ...this.papers.map(paper => ({ process: APPLICATION_PROCESS, ...paper, facts: this.paperFacts(paper) })),
    ];
  }

  /** Drafts are seen by owner and supervision; what is issued also by the units that have a share in it. */
  isSeenBy(actor: Actor): boolean {
    const issued = !UNISSUED_STATES.includes(this.state);
    const units = [this.ownerUnitId, this.officeUnitId, ...(issued ? this.present.map(share => share.unitId) : [])];
    return actor.posts.some(post => !post.role.endsWith('_admin') && post.subtree.some(unit => units.includes(unit)));
  }

  /** A person opens the task: that a unit's people have is noted with its share. */
  readBy(actor: Actor): void {
    const units = actor.posts.map(post => post.unitId);
    for (const share of this.shares) share.read ||= units.includes(share.unitId);
  }

  /** The records that this person's screen shows: instructions are a work secret. */
  recordsFor(actor: Actor): ModelRecord[] {
    const reads = readsInstructions(this.places(), actor);
    return this.records().filter(({ process }) => reads || process !== INSTRUCTION_PROCESS);
  }

  /** What the server has to answer. `seenVersion` and `sound` tell how the request was made. */
  verdict(record: ModelRecord, name: string, actor: Actor, input: ActInput, seenVersion: number, sound: boolean): Verdict {
    return verdictOn(record, name, { actor, seen: this.isSeenBy(actor), input, seenVersion, sound });
  }

  /** The acts that the screen has to show. */
  open(record: ModelRecord, actor: Actor): OpenActs {
    return openActs(record.process, record.state, record.facts as never, actor, TODAY);
  }

  /** What a successful act changes. */
  apply(record: ModelRecord, name: string, actor: Actor, input: ActInput): void {
    const { to } = actOf(record.process, name);
    if (record.process === TASK_PROCESS) this.applyToTask(name, to, actor, input);
    else if (record.process === ASSIGNMENT_PROCESS) this.applyToShare(record.id, name, to, input);
    else if (record.process === RETURN_PROCESS) this.applyToReport(record.id, to);
    else if (record.process === APPLICATION_PROCESS) this.applyToPaper(record.id, name, to, input);
    else if (record.process === INSTRUCTION_PROCESS) this.applyToOrder(record.id, to);
    else this.applyToNotice(record.id, name, to);
  }

  /** A unit takes a share over: the answer of the server tells its number. */
  passedOn(id: number, from: Share, unitId: number): void {
    this.shares.push({
      id,
      unitId,
      role: from.role,
      state: 'pending_receipt',
      version: 1,
      handlerId: null,
      weight: from.weight,
      read: false,
    });
  }

  /**
   * A report that was handed in: by the unit's head it needs no further word of the unit. It answers the open period,
   * in place of what has not been approved yet; where that period is settled it stands in between.
   */
  reported(id: number, share: Share, actor: Actor, input: ActInput): void {
    const head = actor.posts.some(({ role, unitId }) => role === 'dept_head' && unitId === share.unitId);
    const period = this.ofPeriod(share.id).some(({ state }) => state === 'approved') ? null : (this.openPeriod?.key ?? null);
    if (period !== null) for (const earlier of this.ofPeriod(share.id)) this.replaced(earlier);
    const percent = Number(
      input.percent ?? this.reports.find(({ shareId, state }) => shareId === share.id && state === 'approved')?.percent,
    );
    const state = head ? 'unit_approved' : 'submitted';
    this.reports.unshift({ id, shareId: share.id, state, version: 1, reporterId: actor.accountId as number, percent, period });
  }

  /** States of the reports whose place another one would take. */
  replacedBy(shareId: number): ReturnState[] {
    const states = this.ofPeriod(shareId).map(({ state }) => state);
    return states.includes('approved') ? [] : states;
  }

  /** Reports of the open period that count. */
  private ofPeriod(shareId: number): Report[] {
    return this.reports.filter(report => report.shareId === shareId && report.period !== null && !VOID_RETURNS.includes(report.state));
  }

  private replaced(earlier: Report): void {
    this.systemActs.add(`cycle_return.replace: done from ${earlier.state}`);
    earlier.state = 'replaced';
    earlier.version += 1;
  }

  /** The period of the phase that is due in the coming week, once the task has been issued. */
  private get openPeriod(): Period | null {
    const phase = this.phases.find(({ dueDate }) => dueDate === OPEN_DUE);
    if (!phase || this.draft.cadence) return null;
    return { key: `P${phase.year}`, label: '本期', begins: TODAY, due: OPEN_DUE, opens: TODAY, locks: null, settled: false };
  }

  /** The reports of a share that count, the newest first. */
  private counted(share: Share): Report[] {
    return this.reports.filter(({ shareId, state }) => shareId === share.id && !VOID_RETURNS.includes(state));
  }

  private lastPercent(share: Share | undefined): number | null {
    return (share && this.counted(share)[0]?.percent) ?? null;
  }

  /** The share's last report that no correction has taken the place of. */
  lastReport(shareId: number): Report | undefined {
    return this.reports.find(report => report.shareId === shareId && !TAKEN_BACK_RETURNS.includes(report.state));
  }

  private applyToReport(id: number, to: ReturnState): void {
    const report = this.reports.find(each => each.id === id) as Report;
    report.state = to;
    report.version += 1;
  }

  /** An application that was handed in: the unit's staff need their head's word, everybody else does not. */
  handedIn(id: number, kind: ApplicationKind, actor: Actor, input: ActInput): void {
    const roles = actor.posts.map(post => post.role);
    const state = roles.includes('unit_staff') && !roles.includes('dept_head') ? 'applied' : 'endorsed';
    const late = kind === 'extension' && (this.draft.deadline ?? '') < TODAY;
    this.papers.unshift({ id, kind, state, version: 1, applicantId: actor.accountId as number, late, input });
  }

  /** A file that was handed in without saying what for: its name tells. Every file of the walk has the same content. */
  proved(id: number, fileName: string): void {
    this.evidence.push({ id, requirement: requirementFor(fileName, this.requirements)?.name ?? null });
  }

  /** What the words ask for; files of what is not asked for any more stand for nothing. */
  private require(words: string | null): void {
    this.requirements = proposeRequirements(words);
    for (const file of this.evidence) if (!this.requirements.some(({ name }) => name === file.requirement)) file.requirement = null;
  }

  private get present(): Share[] {
    return this.shares.filter(share => share.state !== 'replaced');
  }

  private applyToTask(name: string, to: TaskState | 'same', actor: Actor, input: ActInput): void {
    this.version += 1;
    if (to !== 'same') this.state = to;
    this.rearmedBy(name);
    if (name === 'request_completion') this.submittedBy = actor.accountId;
    if (name === 'sign_off') this.signedByLeader = true;
    if (name === 'sign_off' || name === 'issue') this.require(this.draft.evidenceRequired);
    if (name === 'complete' || name === 'confirm_verified') this.recheckOn = (input.recheckOn as string | null) ?? null;
    if (name === 'return' || name === 'refute')
      this.findings.push({ taskId: this.taskId, unitId: this.lead?.unitId, kind: input.reasonKind as ReturnReason });
    if (name === 'note_higher') this.higher = { authority: String(input.authority), reference: String(input.reference) };
    if (name === 'recheck') this.recheckResult = input.result as RecheckResult;
    if (name === 'decompose') this.openSubtasks += 1;
    if (name === 'reopen' || name === 'carry_over') this.successor = this.draft.title;
  }

  private applyToShare(id: number, name: string, to: AssignmentState | 'same', input: ActInput): void {
    const share = this.shares.find(each => each.id === id) as Share;
    share.version += 1;
    if (to !== 'same') share.state = to;
    if (name === 'hand_over') share.handlerId = Number(input.handlerId);
    if (name === 'take_back') share.handlerId = null;
    if (name === 'arrange') share.weight = (input.weight as number | null) ?? null;
    if (name === 'receive' && share.role === 'lead' && this.state === 'issued') this.follows('begin');
  }

  private applyToNotice(id: number, name: string, to: EscalationState | 'same'): void {
    const notice = this.notices.find(each => each.id === id) as Notice;
    if (to !== 'same') notice.state = to;
    if (name === 'record_interview') notice.interviewed = true;
    notice.version += 1;
  }

  private applyToOrder(id: number, to: InstructionState): void {
    const order = this.orders.find(each => each.id === id) as Order;
    order.state = to;
    order.version += 1;
  }

  /** A granted application carries itself out; a late extension leaves the deadline alone. */
  private applyToPaper(id: number, name: string, to: ApplicationState, input: ActInput): void {
    const paper = this.papers.find(each => each.id === id) as Paper;
    paper.state = to;
    paper.version += 1;
    const wake = name === 'grant' ? this.wakeOf(id) : null;
    if (wake === null) return;
    this.follows(wake);
    if (paper.kind === 'extension') this.draft.deadline = input.grantedDate as string;
    if (paper.kind === 'amendment')
      for (const field of ['title', 'requirement', 'doneCriterion', 'evidenceRequired'] as const)
        if (paper.input[field]) this.draft[field] = String(paper.input[field]);
    if (paper.kind === 'amendment' && paper.input.evidenceRequired) this.require(this.draft.evidenceRequired);
  }

  /** The act of the system that follows when an application is granted; none for an extension that was asked for too late. */
  wakeOf(id: number): TaskAct | null {
    return wakeOf(this.papers.find(each => each.id === id) as Paper);
  }

  /** What the system does to the task in the same breath. */
  private follows(act: string): void {
    const { to } = actOf(TASK_PROCESS, act);
    this.systemActs.add(`task.${act}: done from ${this.state}`);
    this.version += 1;
    if (to !== 'same') this.state = to;
    this.rearmedBy(act);
  }

  /** A new round of the ladder begins by these acts only. */
  private rearmedBy(act: string): void {
    if (['rearm', 'record_phase', 'extend', 'resume'].includes(act)) this.round += 1;
  }

  /** Lines of the tables that the system has gone through by itself. */
  readonly systemActs = new Set<string>();

  private places() {
    return {
      owner: [this.ownerUnitId],
      supervising: [this.officeUnitId],
      lead: this.lead ? [this.lead.unitId] : [],
      assigner: [],
    };
  }

  private noticeFacts({ level, interviewed }: Notice): EscalationFacts {
    return { places: escalationPlaces(level, this.places()), level, issuedOn: TODAY, interviewed };
  }

  private taskFacts(): TaskFacts {
    const present = this.present;
    return {
      ...this.draft,
      places: this.places(),
      planConfirmed: this.planConfirmed,
      leadReceived: this.lead?.state === 'received',
      unitsWithNotice: this.shares
        .toSorted((a, b) => b.role.localeCompare(a.role) || a.id - b.id)
        .filter(({ read, version }) => read || version > 1)
        .map(share => this.nameOf(share.unitId)),
      leadPercent: this.lastPercent(this.lead),
      returnedReports: present
        .toSorted((a, b) => b.role.localeCompare(a.role) || a.id - b.id)
        .filter(share => this.isSentBack(share))
        .map(share => this.nameOf(share.unitId)),
      evidenceCount: this.evidence.length,
      requirements: this.requirements.map(each => ({ ...each, count: this.evidence.some(file => file.requirement === each.name) ? 1 : 0 })),
      openEscalations: this.notices.filter(notice => notice.state === 'issued').length,
      issuedNotices: this.notices
        .filter(({ round, state }) => round === this.round && state !== 'withdrawn')
        .map(({ level, noticeNo }) => ({ level, noticeNo }))
        .reverse(),
      openInstructions: this.orders.filter(order => order.state === 'issued').length,
      phases: this.phases,
      submittedBy: this.submittedBy,
      responsibleIds: [
        ...new Set([...this.shares.flatMap(share => share.handlerId ?? []), ...this.reports.map(({ reporterId }) => reporterId)]),
      ],
      unconfirmedUnits: present
        .filter(share => share.role === 'co_lead' && share.state !== 'branch_confirmed')
        .map(share => this.nameOf(share.unitId)),
      openSubtasks: this.openSubtasks,
      leadingUnitIds: this.lead ? [this.lead.unitId] : [],
      openApplications: [...this.papers]
        .reverse()
        .filter(({ state }) => OPEN_APPLICATIONS.includes(state))
        .map(({ kind }) => kind),
      recheckOn: this.recheckOn,
      recheckResult: this.recheckResult,
      higher: this.higher,
      repeatedFindings: this.repeatedFindings(),
      successor: this.successor,
    };
  }

  /** What came to this task and once more to the same unit; the walk takes a single day. */
  private repeatedFindings(): ReturnReason[] {
    const again = (one: ModelFinding) => this.findings.filter(({ unitId, kind }) => unitId === one.unitId && kind === one.kind).length > 1;
    const own = this.findings.filter(each => each.taskId === this.taskId && each.kind !== 'other' && again(each));
    return [...new Set(own.map(({ kind }) => kind))].sort();
  }

  private shareFacts(share: Share): AssignmentFacts {
    const { assigner: _, ...places } = this.places();
    return {
      places: { ...places, assignee: [share.unitId] },
      role: share.role,
      taskState: this.state,
      taskDeadline: this.draft.deadline,
      lastPercent: this.lastPercent(share),
      hasApprovedReport: this.counted(share).some(({ state }) => state === 'approved'),
      periods: this.openPeriod ? [this.openPeriod] : [],
      indicators: [],
      handlerId: share.handlerId,
      otherWeights: this.present.filter(other => other !== share).reduce((sum, { weight }) => sum + (weight ?? 0), 0),
      sharingUnitIds: this.shares.map(({ unitId }) => unitId),
    };
  }

  private isSentBack({ id, role }: Share): boolean {
    return role !== 'support' && this.lastReport(id)?.state === 'returned';
  }

  private reportFacts({ shareId, reporterId, version }: Report): ReturnFacts {
    const share = this.shares.find(({ id }) => id === shareId) as Share;
    const { lead, supervising } = this.places();
    const leads = share.role === 'lead';
    const places = { assignee: [share.unitId], consolidating: leads ? [] : lead, reviewing: leads ? supervising : [], assigner: [] };
    return { places, reporterId, taskState: this.state, untouched: version === 1 };
  }

  private paperFacts(paper: Paper): ApplicationFacts {
    const { kind, applicantId, late } = paper;
    return {
      places: this.places(),
      kind,
      applicantId,
      late,
      taskState: this.state,
      deadline: this.draft.deadline,
      signedByLeader: this.signedByLeader,
    };
  }
}
