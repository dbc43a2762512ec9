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
import { ESCALATION_PROCESS, type EscalationFacts, type EscalationState } from '../../server/src/rules/escalation.process.js';
import { type ActInput, type AnyProcess, mayPerform, type OpenActs, openActs, reasonsAgainst } from '../../server/src/rules/process.js';
import {
  type RecheckResult,
  TASK_PROCESS,
  type TaskAct,
  type TaskFacts,
  type TaskState,
  UNISSUED_STATES,
} from '../../server/src/rules/task.process.js';
import { actOf } from '../support/bodies.js';
import { TODAY } from '../support/stage.js';

export interface Share {
  id: number;
  unitId: number;
  role: AssignmentRole;
  state: AssignmentState;
  version: number;
  lastPercent: number | null;
  handlerId: number | null;
  weight: number | null;
}

export interface Notice {
  id: number;
  state: EscalationState;
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

/** A record of one of the processes, as the model knows it. */
export interface ModelRecord {
  process: AnyProcess;
  id: number;
  state: string;
  version: number;
  facts: TaskFacts | AssignmentFacts | EscalationFacts | ApplicationFacts;
}

/** What must come of an attempt, and which line of the tables it exercises. */
export interface Verdict {
  status: number;
  line: string;
  reasons?: string[];
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
  notices: Notice[] = [];
  papers: Paper[] = [];
  evidence: { id: number; frozen: boolean }[] = [];
  submittedBy: number | null = null;
  reporters = new Set<number>();
  signedByLeader = false;
  openSubtasks = 0;
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
      ...this.notices.map(notice => ({ process: ESCALATION_PROCESS, ...notice, facts: { places: this.places() } })),
      ...this.papers.map(paper => ({ process: APPLICATION_PROCESS, ...paper, facts: this.paperFacts(paper) })),
    ];
  }

  /** Drafts are seen by owner and supervision; what is issued also by the units that have a share in it. */
  isSeenBy(actor: Actor): boolean {
    const issued = !UNISSUED_STATES.includes(this.state);
    const units = [this.ownerUnitId, this.officeUnitId, ...(issued ? this.present.map(share => share.unitId) : [])];
    return actor.posts.some(post => !post.role.endsWith('_admin') && post.subtree.some(unit => units.includes(unit)));
  }

  /** What the server has to answer. `seenVersion` and `sound` tell how the request was made. */
  verdict(record: ModelRecord, name: string, actor: Actor, input: ActInput, seenVersion: number, sound: boolean): Verdict {
    const { process, state, facts } = record;
    const act = actOf(process, name);
    const line = (what: string) => `${process.name}.${name}: ${what}`;
    if (!this.isSeenBy(actor)) {
      const isAdministrator = actor.posts.every(post => post.role.endsWith('_admin'));
      return isAdministrator ? { status: 403, line: line('administrator') } : { status: 404, line: line('out of sight') };
    }
    if (!mayPerform(process, act, facts as never, actor)) return { status: 403, line: line('not listed') };
    if (!sound) return { status: 400, line: line('wrong fields') };
    if (seenVersion !== record.version) return { status: 409, line: line('seen too long ago') };
    if (!act.from.includes(state)) return { status: 422, line: line(`refused in ${state}`) };
    const context = { actor, today: TODAY, input };
    const reasons = reasonsAgainst(act, facts as never, context);
    if (reasons.length === 0) return { status: 200, line: line(`done from ${state}`) };
    const guard = act.guards.find(each => each(facts, context).length > 0);
    return { status: 422, line: line(`guard ${guard?.name}`), reasons };
  }

  /** The acts that the screen has to show. */
  open(record: ModelRecord, actor: Actor): OpenActs {
    return openActs(record.process, record.state, record.facts as never, actor, TODAY);
  }

  /** What a successful act changes. */
  apply(record: ModelRecord, name: string, actor: Actor, input: ActInput): void {
    const { to } = actOf(record.process, name);
    if (record.process === TASK_PROCESS) this.applyToTask(name, to, actor, input);
    else if (record.process === ASSIGNMENT_PROCESS) this.applyToShare(record.id, name, to, actor, input);
    else if (record.process === APPLICATION_PROCESS) this.applyToPaper(record.id, name, to, input);
    else this.applyToNotice(record.id, to);
  }

  /** A unit takes a share over: the answer of the server tells its number. */
  passedOn(id: number, from: Share, unitId: number): void {
    this.shares.push({
      id,
      unitId,
      role: from.role,
      state: 'pending_receipt',
      version: 1,
      lastPercent: null,
      handlerId: null,
      weight: from.weight,
    });
  }

  /** An application that was handed in: the unit's staff need their head's word, everybody else does not. */
  handedIn(id: number, kind: ApplicationKind, actor: Actor, input: ActInput): void {
    const roles = actor.posts.map(post => post.role);
    const state = roles.includes('unit_staff') && !roles.includes('dept_head') ? 'applied' : 'endorsed';
    const late = kind === 'extension' && (this.draft.deadline ?? '') < TODAY;
    this.papers.unshift({ id, kind, state, version: 1, applicantId: actor.accountId as number, late, input });
  }

  private get present(): Share[] {
    return this.shares.filter(share => share.state !== 'replaced');
  }

  private applyToTask(name: string, to: TaskState | 'same', actor: Actor, input: ActInput): void {
    this.version += 1;
    if (to !== 'same') this.state = to;
    if (name === 'request_completion') this.submittedBy = actor.accountId;
    if (name === 'sign_off') this.signedByLeader = true;
    if (name === 'complete' || name === 'confirm_verified') this.recheckOn = (input.recheckOn as string | null) ?? null;
    if (name === 'recheck') this.recheckResult = input.result as RecheckResult;
    if (name === 'decompose') this.openSubtasks += 1;
    if (name === 'reopen' || name === 'carry_over') this.successor = this.draft.title;
  }

  private applyToShare(id: number, name: string, to: AssignmentState | 'same', actor: Actor, input: ActInput): void {
    const share = this.shares.find(each => each.id === id) as Share;
    share.version += 1;
    if (to !== 'same') share.state = to;
    if (name === 'hand_over') share.handlerId = Number(input.handlerId);
    if (name === 'take_back') share.handlerId = null;
    if (name === 'arrange') share.weight = (input.weight as number | null) ?? null;
    if (name === 'report') {
      share.lastPercent = Number(input.percent);
      this.reporters.add(actor.accountId as number);
    }
    if (name === 'receive' && share.role === 'lead' && this.state === 'issued') this.follows('begin');
  }

  private applyToNotice(id: number, to: EscalationState): void {
    const notice = this.notices.find(each => each.id === id) as Notice;
    notice.state = to;
    notice.version += 1;
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

  private taskFacts(): TaskFacts {
    const present = this.present;
    return {
      ...this.draft,
      places: this.places(),
      planConfirmed: this.planConfirmed,
      leadReceived: this.lead?.state === 'received',
      leadPercent: this.lead?.lastPercent ?? null,
      evidenceCount: this.evidence.length,
      openEscalations: this.notices.filter(notice => notice.state === 'issued').length,
      phases: this.phases,
      submittedBy: this.submittedBy,
      responsibleIds: [...new Set([...this.shares.flatMap(share => share.handlerId ?? []), ...this.reporters])],
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
      successor: this.successor,
    };
  }

  private shareFacts(share: Share): AssignmentFacts {
    const { assigner: _, ...places } = this.places();
    return {
      places: { ...places, assignee: [share.unitId] },
      role: share.role,
      taskState: this.state,
      taskDeadline: this.draft.deadline,
      lastPercent: share.lastPercent,
      handlerId: share.handlerId,
      otherWeights: this.present.filter(other => other !== share).reduce((sum, { weight }) => sum + (weight ?? 0), 0),
      sharingUnitIds: this.shares.map(({ unitId }) => unitId),
    };
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
