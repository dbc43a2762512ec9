import { hasRole } from './actor.js';
import { APPLICATION_KINDS, type ApplicationKind } from './application.words.js';
import { missingEvidence } from './evidence.js';
import { signsLevel } from './ladder.js';
import { chineseDate } from './lights.js';
import type { Guard } from './process.js';
import { ESCALATION_LEVELS, type EscalationLevel, RETURN_REASONS, type TaskFacts } from './task.words.js';

/** What of a task is filled in before it is issued. */
type DraftFacts = Pick<TaskFacts, 'leadUnits' | 'doneCriterion' | 'evidenceRequired' | 'startDate' | 'deadline' | 'cadence'>;

/** G2: exactly one lead unit, a done criterion, an evidence requirement, and a deadline or a cadence. */
export const draftIsComplete: Guard<DraftFacts> = facts => {
  const missing: string[] = [];
  if (facts.leadUnits === 0) missing.push('还没有牵头单位，请指定一个。');
  if (facts.leadUnits > 1) missing.push('牵头单位只能有一个，请把其余的改为责任单位或配合单位。');
  if (!facts.doneCriterion) missing.push('还没有完成标准，请写明做到什么程度算完成。');
  if (!facts.evidenceRequired) missing.push('还没有佐证材料要求，请写明要提交什么材料。');
  if (!facts.deadline && !facts.cadence) missing.push('还没有完成时限；长期推进的任务请设定报送频次。');
  if (facts.startDate && facts.deadline && facts.deadline < facts.startDate) missing.push('完成时限早于开始日期，请改正其中一个。');
  return missing;
};

export const planIsConfirmed: Guard<TaskFacts> = facts => (facts.planConfirmed ? [] : ['所属方案还没有确认，请先确认方案再交办。']);

export const deadlineNotPast: Guard<Pick<TaskFacts, 'deadline'>> = (facts, { today }) =>
  facts.deadline && facts.deadline < today ? ['完成时限已经过去，请先改定时限再交办。'] : [];

/** What was handed out is taken back only while nobody has read it and nothing hangs on it yet. */
export const nobodyTookNotice: Guard<TaskFacts> = facts => {
  const reasons = facts.unitsWithNotice.map(unit => `${unit}已经查看或办理，不能撤回；需要停办的，请按变更或终止办理。`);
  if (facts.openEscalations + facts.openInstructions + facts.openApplications.length > 0)
    reasons.push('已有督办单、批示或申请在办，不能撤回；请先办完或撤回。');
  return reasons;
};

/** Who asked for closing may think better of it until a reviewer has acted; so may the head of the unit. */
export const bySubmitterOrHead: Guard<TaskFacts> = (facts, { actor }) =>
  actor.accountId === facts.submittedBy || hasRole(actor, 'dept_head') ? [] : ['只有提交人或本单位负责人可以撤回。'];

export const leadHasReceived: Guard<TaskFacts> = facts => (facts.leadReceived ? [] : ['牵头单位还没有签收。']);

export const workIsReportedDone: Guard<TaskFacts> = facts => {
  if (facts.leadPercent === null) return ['牵头单位还没有报送过进展，请先报送。'];
  return facts.leadPercent < 100 ? [`最近一次报送的进度是 ${facts.leadPercent}%，完成后请先报送 100% 的进展。`] : [];
};

/** Closing does not wait for reports to be approved, but it does not go over one that was sent back. */
export const lastReportsStand: Guard<TaskFacts> = facts =>
  facts.returnedReports.map(unit => `${unit}最近一次报送的进展被退回，还没有重报，请先重报。`);

/** Nothing is done without proof: closing needs at least one piece of evidence, and of every required kind as many as are asked for. */
export const evidenceIsThere: Guard<TaskFacts> = facts => {
  if (facts.evidenceCount > 0) return missingEvidence(facts.requirements);
  return [`还没有佐证材料${facts.evidenceRequired ? `（要求：${facts.evidenceRequired}）` : ''}，请先上传。`];
};

export const escalationsAnswered: Guard<TaskFacts> = facts =>
  facts.openEscalations === 0 ? [] : [`还有 ${facts.openEscalations} 张督办单没有答复，请先答复。`];

/** How many there are is told to whoever asks for closing, what they say is not. */
export const instructionsAnswered: Guard<TaskFacts> = facts =>
  facts.openInstructions === 0 ? [] : [`还有 ${facts.openInstructions} 条领导批示没有报送落实情况，请本单位负责人先报。`];

/** G1 (政府督查工作条例 art. 7): no inspection in the government's name without its designation or instruction. */
export const governmentHasDesignated: Guard<TaskFacts> = (_facts, { input }) =>
  input?.inspection === 'government' && !input.designation
    ? ['以“政府督查”名义核查，须有本级政府的授权或指示，请填写文号；没有的，请改为日常督导或业务检查。']
    : [];

/** G9: what is found again at the same unit within twelve months is mended in the system, not only in the task. */
export const repeatedFindingIsSystemic: Guard<TaskFacts> = (facts, { input }) =>
  input && !input.systemic
    ? facts.repeatedFindings.map(
        kind => `“${RETURN_REASONS[kind]}”十二个月内在牵头单位重复出现，请填写举一反三的整改措施（制度、流程上怎么改）。`,
      )
    : [];

/** G10: closing inside the house does not close what a higher authority has raised. */
export const higherAuthorityAgrees: Guard<TaskFacts> = ({ higher }, { input }) =>
  input && higher && !input.higherReply
    ? [`这项任务由${higher.authority}交办（${higher.reference}），本级办结不等于上级销号，请填写上级同意销号的文号。`]
    : [];

/** G4: reviewer, submitter and responsible person are three different people. */
export const reviewerIsSomebodyElse: Guard<TaskFacts> = (facts, { actor }) => {
  const reasons: string[] = [];
  if (actor.accountId !== null && actor.accountId === facts.submittedBy) reasons.push('办结申请由您提交，须由其他督查员审核。');
  if (actor.accountId !== null && facts.responsibleIds.includes(actor.accountId)) reasons.push('您是本任务的承办人，须由其他督查员审核。');
  return reasons;
};

export const newDateAhead: Guard<TaskFacts> = (_facts, { input, today }) => {
  const date = input?.resubmitBy;
  return typeof date === 'string' && date < today ? ['补办时限不能早于今天。'] : [];
};

export const escalationDateAhead: Guard<TaskFacts> = (_facts, { input, today }) => {
  const date = input?.replyBy;
  return typeof date === 'string' && date < today ? ['答复时限不能早于今天。'] : [];
};

/** What only a leader signs, nobody else issues. */
export const escalationLevelAllowed: Guard<TaskFacts> = (_facts, { input, actor }) => {
  if (!input) return [];
  const level = input.level as EscalationLevel;
  if (!signsLevel(actor, level)) return [`${ESCALATION_LEVELS[level].replace(/（.*/, '')}须由分管领导签发，请报请领导办理。`];
  return [];
};

/** G12: a rung is climbed once in a round of the ladder, whether the sweep or a person climbs it; a new round begins only by an act. */
export const escalationOncePerRound: Guard<TaskFacts> = (facts, { input }) => {
  const issued = facts.issuedNotices.find(({ level }) => level === input?.level);
  if (!issued) return [];
  const name = ESCALATION_LEVELS[issued.level].replace(/（.*/, '');
  return [`本轮已发过${name}（${issued.noticeNo}），同一级别每轮只发一次；请改发其他级别；确需再发的，先由督查员“重新计催”并写明理由。`];
};

/** A phase is judged once its year has begun to end it: not before its due day unless it is reached, and reached only on proof. */
export const phaseCanBeJudged: Guard<TaskFacts> = (facts, { input, today }) => {
  if (facts.phases.length === 0) return ['这项任务没有分阶段。'];
  if (!input) return [];
  const phase = facts.phases.find(each => each.id === input.phaseId);
  if (!phase) return ['请选择这项任务的一个阶段。'];
  const reasons: string[] = [];
  if (input.verdict === 'reached' && facts.evidenceCount === 0) reasons.push('还没有佐证材料，不能记为“达到”。');
  if (input.verdict !== 'reached' && phase.dueDate > today) reasons.push(`${phase.year}年的阶段时限还没有到，现在只能记“达到”。`);
  return reasons;
};

/** G3: nobody asks for closing while a co-leading unit's share is unconfirmed. */
export const branchesAreConfirmed: Guard<TaskFacts> = facts =>
  facts.unconfirmedUnits.map(unit => `${unit}承担的部分还没有报来并经牵头单位确认。`);

export const subtasksAreClosed: Guard<TaskFacts> = facts =>
  facts.openSubtasks === 0 ? [] : [`还有 ${facts.openSubtasks} 项子任务没有了结。`];

export const nothingApplied: Guard<TaskFacts> = facts =>
  facts.openApplications.map(kind => `${APPLICATION_KINDS[kind as ApplicationKind].label}申请还没有批复，请先办完或撤回。`);

export const noApplicationOf = (kind: ApplicationKind): Guard<TaskFacts> => {
  const guard: Guard<TaskFacts> = facts =>
    facts.openApplications.includes(kind) ? [`已有一份${APPLICATION_KINDS[kind].label}申请在办，请等待批复或先撤回。`] : [];
  return Object.defineProperty(guard, 'name', { value: `noApplicationOf(${kind})` });
};

export const hasDeadline: Guard<TaskFacts> = facts => (facts.deadline ? [] : ['这项任务没有完成时限，不需要延期。']);

/** The asked date may differ from the granted one, but never lies before the present deadline. */
export const askedDateLater: Guard<TaskFacts> = (facts, { input, today }) => {
  const date = input?.askedDate;
  if (typeof date !== 'string') return [];
  if (facts.deadline && date <= facts.deadline) return [`申请的日期应当晚于现在的完成时限（${chineseDate(facts.deadline)}）。`];
  return date < today ? ['申请的日期不能早于今天。'] : [];
};

const AMENDABLE = ['title', 'requirement', 'doneCriterion', 'evidenceRequired'] as const;

export const amendmentChangesSomething: Guard<TaskFacts> = (facts, { input }) => {
  if (!input) return [];
  return AMENDABLE.some(field => input[field] !== null && input[field] !== facts[field]) ? [] : ['没有填写要变更的内容，请至少改动一项。'];
};

export const suspensionEndsAhead: Guard<TaskFacts> = (_facts, { input, today }) => {
  const date = input?.until;
  return typeof date === 'string' && date <= today ? ['预计恢复日期应当晚于今天。'] : [];
};

/** Sub-tasks never form a ring: no unit that leads this task or one above it gets a part of it again. */
export const subtaskUnitIsNew: Guard<TaskFacts> = (facts, { input }) =>
  input && facts.leadingUnitIds.includes(Number(input.unitId)) ? ['这个单位已经牵头本任务或上级任务，不能再承担它的子任务。'] : [];

export const subtaskDateWithin: Guard<TaskFacts> = (facts, { input, today }) => {
  const date = input?.deadline;
  if (typeof date !== 'string') return [];
  if (date < today) return ['子任务的完成时限不能早于今天。'];
  return facts.deadline && date > facts.deadline ? [`子任务的完成时限不能晚于本任务的时限（${chineseDate(facts.deadline)}）。`] : [];
};

export const verificationDateNotAhead: Guard<TaskFacts> = (_facts, { input, today }) => {
  const date = input?.verifiedOn;
  return typeof date === 'string' && date > today ? ['核查日期不能晚于今天。'] : [];
};

export const recheckAhead: Guard<TaskFacts> = (_facts, { input, today }) => {
  const date = input?.recheckOn;
  return typeof date === 'string' && date <= today ? ['回头看日期应当晚于今天。'] : [];
};

/** 办结 and 销号 are two steps: where a look back was ordered, nothing is struck off before it found that the result has held. */
export const recheckHeld: Guard<TaskFacts> = facts => {
  if (facts.recheckResult === 'slipped') return ['回头看发现问题反弹，不能销号，请重新立项。'];
  if (facts.recheckOn && facts.recheckResult === null) return [`定于${chineseDate(facts.recheckOn)}回头看，记录结果后才能销号。`];
  return [];
};

export const noSuccessorYet: Guard<TaskFacts> = facts => (facts.successor ? [`已经重新立项：${facts.successor}。`] : []);

export const successorDateAhead: Guard<TaskFacts> = (_facts, { input, today }) => {
  const date = input?.deadline;
  return typeof date === 'string' && date <= today ? ['新的完成时限应当晚于今天。'] : [];
};
