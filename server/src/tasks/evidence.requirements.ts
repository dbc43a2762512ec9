import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { History } from '../platform/history.js';
import { claimKey } from '../platform/idempotency.js';
import { conflict, denied, notFound, refused } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { EVIDENCE_KINDS, proposeRequirements, type RequiredEvidence, wordsOf } from '../rules/evidence.js';
import { mayPerform } from '../rules/process.js';
import { TASK_PROCESS, type TaskFacts } from '../rules/task.process.js';
import type { RequirementView } from './evidence.dto.js';
import { addRequirements } from './evidence.settling.js';
import { TaskFactsLoader } from './task.facts.js';
import { lockTask } from './task.lock.js';

/** What a task's proof must contain: proposed from the words of its draft, set by the planner, settled when the task is issued. */
@Injectable()
export class EvidenceRequirements {
  constructor(
    private readonly source: DataSource,
    private readonly history: History,
    private readonly facts: TaskFactsLoader,
  ) {}

  /**
   * Sets what the proof of a draft must contain; the words in the breakdown table follow. Throws 404 outside the scope, 403 for anybody but the
   * plan's own side, 409 when the draft has changed meanwhile, 422 once it is no draft any more.
   */
  async set(taskId: number, actor: Actor, version: number, required: RequiredEvidence[], key?: string): Promise<void> {
    await this.source.transaction(async manager => {
      const task = await lockTask(manager, taskId, scopeOf(actor));
      if (!task) throw notFound('task', '项任务');
      const { repeated } = await claimKey(manager, actor.accountId, key, ['evidence.require', taskId, required]);
      if (repeated) return;
      const facts = (await this.facts.ofTasks(manager, [taskId])).get(taskId) as TaskFacts;
      if (!maySet(facts, actor)) throw denied('只有方案主办单位的部门负责人可以设定佐证材料要求。');
      if (task.state !== 'draft')
        throw refused('设定佐证材料要求', ['任务已经送签或交办；如需改动，请撤回送签，已交办的由牵头单位申请变更。']);
      if (task.version !== version)
        throw conflict('这项任务刚刚被他人修改，请刷新后再改；您填写的内容还在。', { taskId, state: task.state, version: task.version });
      await manager.query('DELETE FROM evidence_requirement WHERE task_id = $1', [taskId]);
      await addRequirements(manager, taskId, required);
      const input = { evidenceRequired: wordsOf(required) };
      await manager.query('UPDATE task SET evidence_required = $2, version = version + 1 WHERE id = $1', [taskId, input.evidenceRequired]);
      await this.history.tell(manager, { kind: 'task', act: 'require_evidence', row: task, actor, input });
    });
  }
}

/** What is asked for and how much of it is there; for a draft that nobody has settled yet, what its words propose (`id` null). */
export function requirementsShown({ requirements, evidenceRequired }: TaskFacts): RequirementView[] {
  const settled = requirements.length > 0 ? requirements : proposeRequirements(evidenceRequired).map(each => ({ ...each, count: 0 }));
  return settled.map(each => ({ id: null, ...each, kindLabel: EVIDENCE_KINDS[each.kind] }));
}

/** Those who may do away with a draft may also say what it takes to prove it. */
export function maySet(facts: TaskFacts, actor: Actor): boolean {
  return mayPerform(TASK_PROCESS, TASK_PROCESS.acts.discard, facts, actor);
}
