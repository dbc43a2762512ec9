import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { denied, notFound, refused } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import type { PlanState } from './plan.entity.js';
import { postFor } from './reach.js';

/** Why the document of a plan in this state cannot be withdrawn. */
const STANDS: Partial<Record<PlanState, string>> = {
  confirmed: '方案已经确认，文件不能再撤回；重新印发的请在方案页上传新版文件。',
  withdrawn: '这份文件已经撤回了。',
};

/** A document uploaded by mistake (the wrong file, the same plan twice) is taken back before it is confirmed: it waits for nobody any more, and is kept. */
@Injectable()
export class IntakeWithdrawal {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Throws `document.not_found`, `permission.denied`, and `act.refused` once the plan is confirmed or the document withdrawn. */
  async withdraw(actor: Actor, documentId: number, reason: string): Promise<void> {
    await this.source.transaction(async manager => {
      const [plan]: { id: number; ownerUnitId: number; state: PlanState }[] = await manager.query(
        `SELECT p.id, p.owner_unit_id AS "ownerUnitId", p.state FROM document d JOIN plan p ON p.id = d.plan_id
          WHERE d.id = $1 AND d.owner_unit_id = ANY($2) FOR UPDATE`,
        [documentId, scopeOf(actor).units],
      );
      if (!plan) throw notFound('document', '份文件');
      if (!postFor(actor, 'plan.upload', plan.ownerUnitId)) throw denied('只有方案主办单位的部门负责人可以撤回文件。');
      const stands = STANDS[plan.state];
      if (stands) throw refused('撤回文件', [stands]);
      await manager.query('UPDATE document SET withdrawn_at = $2 WHERE id = $1', [documentId, this.clock.now()]);
      await manager.query("UPDATE plan SET state = 'withdrawn', version = version + 1 WHERE id = $1", [plan.id]);
      const detail = { reason, planId: plan.id };
      await this.audit.write(manager, { actor, act: 'document.withdraw', objectType: 'document', objectId: documentId, detail });
    });
  }
}
