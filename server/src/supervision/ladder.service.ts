import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LadderBook } from '../messages/ladder.book.js';
import { planInCharge } from '../plans/reach.js';
import { Audit } from '../platform/audit.service.js';
import { conflict, invalid, notFound } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { AUTOMATIC_KINDS, faultsOfLadder, RUNG_KINDS, type Rung } from '../rules/ladder.js';
import type { ChangeLadder, Ladder } from './ladder.dto.js';

/** The office's ladder (督办阶梯) and those of plans that have one of their own, as the head of supervision sets them. */
@Injectable()
export class LadderService {
  constructor(
    private readonly source: DataSource,
    private readonly book: LadderBook,
    private readonly audit: Audit,
  ) {}

  /** The ladder of the office (null) or of a plan, which without its own goes by the office's; 404 for a plan out of reach. */
  async get(planId: number | null, actor: Actor, manager: EntityManager = this.source.manager): Promise<Ladder> {
    await refuseStrange(manager, planId, actor);
    const choice: { id: number; title: string; own: boolean }[] = await manager.query(
      `SELECT p.id, p.title, EXISTS (SELECT 1 FROM ladder_rung r WHERE r.plan_id = p.id) AS own FROM plan p WHERE p.state <> 'withdrawn' AND ${planInCharge('p', '$1')} ORDER BY p.id DESC`,
      [scopeOf(actor).units],
    );
    const rungs = await this.book.rungs(planId, manager);
    const own = rungs.length > 0;
    const shown = own ? rungs : await this.book.rungs(null, manager);
    const [{ version }] = await manager.query(
      'SELECT coalesce(max(version), 0) AS version FROM ladder_rung WHERE plan_id IS NOT DISTINCT FROM $1::int',
      [planId],
    );
    return { rungs: shown.map(present), own: planId !== null && own, choice, version };
  }

  /** Sets all rungs; their order and what they do stay. 400 with every fault, 404, 409 where somebody was faster. */
  change(planId: number | null, { rungs, version }: ChangeLadder, actor: Actor): Promise<Ladder> {
    return this.source.transaction(async manager => {
      await manager.query('LOCK TABLE ladder_rung IN SHARE ROW EXCLUSIVE MODE');
      const before = await this.get(planId, actor, manager);
      if (before.version !== version) throw conflict('别人刚刚改过督办阶梯，请刷新后再改；您填写的内容还在。', { version: before.version });
      const after = before.rungs.map(rung => ({ ...rung, ...rungs.find(({ code }) => code === rung.code) }));
      if (rungs.length !== after.length || rungs.some(({ code }) => !before.rungs.some(rung => rung.code === code)))
        throw invalid('督办阶梯的级数与现在的不一致，请刷新后再改。', { rungs: '请刷新后再改' });
      const faults = faultsOfLadder(after);
      if (faults.length > 0)
        throw invalid(`督办阶梯前后不一致：${faults.join('')}`, Object.fromEntries(faults.map((fault, at) => [`fault${at}`, fault])));
      await manager.query('DELETE FROM ladder_rung WHERE plan_id IS NOT DISTINCT FROM $1::int', [planId]);
      await manager.query(REPLACE, [planId, version + 1, JSON.stringify(after.map((rung, at) => ({ ...rung, position: at + 1 })))]);
      await this.note(manager, 'ladder.change', planId, { before: before.rungs, after }, actor);
      return this.get(planId, actor, manager);
    });
  }

  /** The plan goes by the office's ladder again; 404 for a plan without one of its own. */
  drop(planId: number, actor: Actor): Promise<Ladder> {
    return this.source.transaction(async manager => {
      await manager.query('LOCK TABLE ladder_rung IN SHARE ROW EXCLUSIVE MODE');
      const before = await this.get(planId, actor, manager);
      if (!before.own) throw notFound('ladder', '个方案单独的督办阶梯');
      await manager.query('DELETE FROM ladder_rung WHERE plan_id = $1', [planId]);
      await this.note(manager, 'ladder.drop', planId, { before: before.rungs }, actor);
      return this.get(planId, actor, manager);
    });
  }

  private note(manager: EntityManager, act: string, planId: number | null, detail: object, actor: Actor): Promise<void> {
    return this.audit.write(manager, { actor, act, objectType: 'ladder', objectId: planId, detail: { ...detail } });
  }
}

async function refuseStrange(manager: EntityManager, planId: number | null, actor: Actor): Promise<void> {
  if (planId === null) return;
  const [plan] = await manager.query(`SELECT 1 FROM plan p WHERE p.id = $1 AND ${planInCharge('p', '$2')}`, [planId, scopeOf(actor).units]);
  if (!plan) throw notFound('plan', '个规划方案');
}

function present(rung: Rung): Ladder['rungs'][number] {
  return {
    ...rung,
    copyTo: rung.copyTo as Ladder['rungs'][number]['copyTo'],
    kindLabel: RUNG_KINDS[rung.kind],
    mayBeAutomatic: AUTOMATIC_KINDS.includes(rung.kind),
  };
}

const COLUMNS = 'code, position, name, kind, unit, automatic, active, signer, demand';

const REPLACE = `
  INSERT INTO ladder_rung (plan_id, version, ${COLUMNS}, offset_days, copy_to, reply_days)
  SELECT $1, $2, ${COLUMNS}, "offsetDays", "copyTo", "replyDays"
    FROM jsonb_to_recordset($3::jsonb) AS r(code text, position int, name text, kind text, unit text, automatic boolean, active boolean, signer text,
         demand text, "offsetDays" int, "copyTo" jsonb, "replyDays" int)`;
