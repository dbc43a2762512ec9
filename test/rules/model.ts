import type { Actor } from '../../server/src/rules/actor.js';
import { APPLICATION_PROCESS, type ApplicationState, wakeOf } from '../../server/src/rules/application.process.js';
import type { ApplicationKind } from '../../server/src/rules/application.words.js';
import { ASSIGNMENT_PROCESS, type AssignmentState } from '../../server/src/rules/assignment.process.js';
import type { EscalationState } from '../../server/src/rules/escalation.process.js';
import { proposeRequirements, requirementFor } from '../../server/src/rules/evidence.js';
import { INSTRUCTION_PROCESS } from '../../server/src/rules/instruction.process.js';
import type { InstructionState } from '../../server/src/rules/instruction.words.js';
import type { ActInput } from '../../server/src/rules/process.js';
import { RETURN_PROCESS } from '../../server/src/rules/return.process.js';
import { type ReturnState, VOID_RETURNS } from '../../server/src/rules/return.words.js';
import { type RecheckResult, type ReturnReason, TASK_PROCESS, type TaskAct, type TaskState } from '../../server/src/rules/task.process.js';
import { actOf } from '../support/bodies.js';
import { TODAY } from '../support/stage.js';
import { Known, type ModelRecord, type Notice, type Order, type Paper, type Report, type Share } from './known.js';
import { type Verdict, verdictOn } from './verdict.js';

/** One task kept in memory and moved by the tables alone. */
export class Model extends Known {
  /** Lines of the tables that the system has gone through by itself. */
  readonly systemActs = new Set<string>();

  /** What the server has to answer. `seenVersion` and `sound` tell how the request was made. */
  verdict(record: ModelRecord, name: string, actor: Actor, input: ActInput, seenVersion: number, sound: boolean): Verdict {
    return verdictOn(record, name, { actor, seen: this.isSeenBy(actor), input, seenVersion, sound });
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
}
