import { hasRole } from './actor.js';
import type { Guard } from './process.js';
import type { TaskFacts } from './task.process.js';

/** G2 (domain.md 2.4): exactly one lead unit, a done criterion, an evidence requirement, and a deadline or a cadence. */
export const draftIsComplete: Guard<TaskFacts> = facts => {
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

export const deadlineNotPast: Guard<TaskFacts> = (facts, { today }) =>
  facts.deadline && facts.deadline < today ? ['完成时限已经过去，请先改定时限再交办。'] : [];

export const leadHasReceived: Guard<TaskFacts> = facts => (facts.leadReceived ? [] : ['牵头单位还没有签收。']);

export const workIsReportedDone: Guard<TaskFacts> = facts => {
  if (facts.leadPercent === null) return ['牵头单位还没有报送过进展，请先报送。'];
  return facts.leadPercent < 100 ? [`最近一次报送的进度是 ${facts.leadPercent}%，完成后请先报送 100% 的进展。`] : [];
};

/** Nothing is done without proof: closing needs at least one piece of evidence that has not been withdrawn. */
export const evidenceIsThere: Guard<TaskFacts> = facts =>
  facts.evidenceCount > 0 ? [] : [`还没有佐证材料${facts.evidenceRequired ? `（要求：${facts.evidenceRequired}）` : ''}，请先上传。`];

export const escalationsAnswered: Guard<TaskFacts> = facts =>
  facts.openEscalations === 0 ? [] : [`还有 ${facts.openEscalations} 张督办单没有答复，请先答复。`];

/** G4 (domain.md 2.4): reviewer, submitter and responsible person are three different people. */
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

/** The red notice needs a leader's signature (domain.md E3); the other two are the supervisors' own. */
export const escalationLevelAllowed: Guard<TaskFacts> = (_facts, { input, actor }) => {
  if (!input) return [];
  if (input.level === 'level_3' && !hasRole(actor, 'leader')) return ['红单须由分管领导签发，请报请领导办理。'];
  return [];
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
