import type { Actor } from '../../server/src/rules/actor.js';
import type { AssignmentFacts, AssignmentState } from '../../server/src/rules/assignment.process.js';
import type { EscalationFacts, EscalationState } from '../../server/src/rules/escalation.process.js';
import { type ActInput, type AnyProcess, mayPerform, type OpenActs, openActs, reasonsAgainst } from '../../server/src/rules/process.js';
import { type TaskFacts, type TaskState, UNISSUED_STATES } from '../../server/src/rules/task.process.js';
import { actOf } from '../support/bodies.js';
import { TODAY } from '../support/stage.js';

export interface Share {
  id: number;
  unitId: number;
  lead: boolean;
  state: AssignmentState;
  version: number;
  lastPercent: number | null;
  handlerId: number | null;
}

export interface Notice {
  id: number;
  state: EscalationState;
  version: number;
}

/** A record of one of the three processes, as the model knows it. */
export interface ModelRecord {
  process: AnyProcess;
  id: number;
  state: string;
  version: number;
  facts: TaskFacts | AssignmentFacts | EscalationFacts;
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
  draft: Pick<TaskFacts, 'leadUnits' | 'doneCriterion' | 'evidenceRequired' | 'cadence' | 'startDate' | 'deadline'> = {
    leadUnits: 1,
    doneCriterion: null,
    evidenceRequired: null,
    cadence: null,
    startDate: null,
    deadline: null,
  };
  phases: TaskFacts['phases'] = [];
  shares: Share[] = [];
  notices: Notice[] = [];
  evidence: { id: number; frozen: boolean }[] = [];
  submittedBy: number | null = null;
  reporters = new Set<number>();

  constructor(
    readonly taskId: number,
    readonly ownerUnitId: number,
    readonly officeUnitId: number,
    private readonly processes: Record<'task' | 'assignment' | 'escalation', AnyProcess>,
  ) {}

  get lead(): Share | undefined {
    return this.shares.find(share => share.lead);
  }

  /** Every record that an act can be tried on. */
  records(): ModelRecord[] {
    const { task, assignment, escalation } = this.processes;
    return [
      { process: task, id: this.taskId, state: this.state, version: this.version, facts: this.taskFacts() },
      ...this.shares.map(share => ({ process: assignment, ...share, facts: this.shareFacts(share) })),
      ...this.notices.map(notice => ({ process: escalation, ...notice, facts: { places: this.places() } })),
    ];
  }

  /** Drafts are seen by owner and supervision; what is issued also by the units that have a share in it. */
  isSeenBy(actor: Actor): boolean {
    const issued = !UNISSUED_STATES.includes(this.state);
    const units = [this.ownerUnitId, this.officeUnitId, ...(issued ? this.shares.map(share => share.unitId) : [])];
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
    if (record.process.name === 'task') this.applyToTask(name, to, actor);
    else if (record.process.name === 'assignment') this.applyToShare(record.id, name, to, actor, input);
    else this.applyToNotice(record.id, to);
  }

  private applyToTask(name: string, to: TaskState | 'same', actor: Actor): void {
    this.version += 1;
    if (to !== 'same') this.state = to;
    if (name === 'request_completion') this.submittedBy = actor.accountId;
  }

  private applyToShare(id: number, name: string, to: AssignmentState | 'same', actor: Actor, input: ActInput): void {
    const share = this.shares.find(each => each.id === id) as Share;
    share.version += 1;
    if (to !== 'same') share.state = to;
    if (name === 'hand_over') share.handlerId = Number(input.handlerId);
    if (name === 'report') {
      share.lastPercent = Number(input.percent);
      this.reporters.add(actor.accountId as number);
    }
    if (name === 'receive' && share.lead && this.state === 'issued') {
      this.state = actOf(this.processes.task, 'begin').to;
      this.version += 1;
    }
  }

  private applyToNotice(id: number, to: EscalationState): void {
    const notice = this.notices.find(each => each.id === id) as Notice;
    notice.state = to;
    notice.version += 1;
  }

  private places() {
    return { owner: [this.ownerUnitId], supervising: [this.officeUnitId], lead: this.lead ? [this.lead.unitId] : [] };
  }

  private taskFacts(): TaskFacts {
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
    };
  }

  private shareFacts(share: Share): AssignmentFacts {
    return { places: { assignee: [share.unitId] }, taskState: this.state, lastPercent: share.lastPercent };
  }
}
