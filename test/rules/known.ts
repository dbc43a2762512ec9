import type { Actor } from '../../server/src/rules/actor.js';
import {
  APPLICATION_PROCESS,
  type ApplicationFacts,
  type ApplicationState,
  OPEN_APPLICATIONS,
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
import type { RequiredEvidence } from '../../server/src/rules/evidence.js';
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
  type TaskFacts,
  type TaskState,
  UNISSUED_STATES,
} from '../../server/src/rules/task.process.js';
import { TODAY } from '../support/stage.js';
import type { WalkedRecord } from './verdict.js';

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

/** What is known of one task with all that hangs on it, who sees it, and what the guards look at. */
export class Known {
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
    protected readonly findings: ModelFinding[] = [],
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

  /** The acts that the screen has to show. */
  open(record: ModelRecord, actor: Actor): OpenActs {
    return openActs(record.process, record.state, record.facts as never, actor, TODAY);
  }

  /** The period of the phase that is due in the coming week, once the task has been issued. */
  protected get openPeriod(): Period | null {
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

  protected get present(): Share[] {
    return this.shares.filter(share => share.state !== 'replaced');
  }

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
