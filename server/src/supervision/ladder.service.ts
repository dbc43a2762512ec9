import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LadderBook } from '../messages/ladder.book.js';
import { Audit } from '../platform/audit.service.js';
import { conflict, invalid } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import { AUTOMATIC_KINDS, faultsOfLadder, RUNG_KINDS, type Rung } from '../rules/ladder.js';
import type { ChangeLadder, Ladder } from './ladder.dto.js';

/** The ladder as the head of supervision sets it. */
@Injectable()
export class LadderService {
  constructor(
    private readonly source: DataSource,
    private readonly book: LadderBook,
    private readonly audit: Audit,
  ) {}

  async get(manager: EntityManager = this.source.manager): Promise<Ladder> {
    const rungs = await this.book.rungs(manager);
    const [{ version }] = await manager.query('SELECT max(version) AS version FROM ladder_rung');
    return { rungs: rungs.map(present), version };
  }

  /** Sets all rungs; their order and what they do stay. 400 with every fault, 409 where somebody was faster. */
  change({ rungs, version }: ChangeLadder, actor: Actor): Promise<Ladder> {
    return this.source.transaction(async manager => {
      await manager.query('LOCK TABLE ladder_rung IN SHARE ROW EXCLUSIVE MODE');
      const before = await this.get(manager);
      if (before.version !== version) throw conflict('别人刚刚改过督办阶梯，请刷新后再改；您填写的内容还在。', { version: before.version });
      const after = before.rungs.map(rung => ({ ...rung, ...rungs.find(({ code }) => code === rung.code) }));
      if (rungs.length !== after.length || rungs.some(({ code }) => !before.rungs.some(rung => rung.code === code)))
        throw invalid('督办阶梯的级数与现在的不一致，请刷新后再改。', { rungs: '请刷新后再改' });
      const faults = faultsOfLadder(after);
      if (faults.length > 0)
        throw invalid(`督办阶梯前后不一致：${faults.join('')}`, Object.fromEntries(faults.map((fault, at) => [`fault${at}`, fault])));
      for (const rung of after) await write(manager, rung, version + 1);
      await this.audit.write(manager, { actor, act: 'ladder.change', objectType: 'ladder', objectId: null, detail: { before, after } });
      return this.get(manager);
    });
  }
}

function present(rung: Rung): Ladder['rungs'][number] {
  return {
    ...rung,
    copyTo: rung.copyTo as Ladder['rungs'][number]['copyTo'],
    kindLabel: RUNG_KINDS[rung.kind],
    mayBeAutomatic: AUTOMATIC_KINDS.includes(rung.kind),
  };
}

async function write(manager: EntityManager, rung: Rung, version: number): Promise<void> {
  await manager.query(
    `UPDATE ladder_rung SET name = $2, offset_days = $3, unit = $4, automatic = $5, active = $6, signer = $7, copy_to = $8, reply_days = $9,
            demand = $10, version = $11 WHERE code = $1`,
    [
      rung.code,
      rung.name,
      rung.offsetDays,
      rung.unit,
      rung.automatic,
      rung.active,
      rung.signer,
      JSON.stringify(rung.copyTo),
      rung.replyDays,
      rung.demand,
      version,
    ],
  );
}
