import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { conflict, invalid, notFound } from '../../platform/problems.js';
import { type Actor, ownUnits } from '../../rules/actor.js';
import type { ChangeView, LedgerView, SaveView } from './saved-view.dto.js';

/** So many views one person keeps at most: more, and nobody finds any. */
const MOST = 50;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const COLUMNS = `v.key, v.name, v.unit_id AS "unitId", u.name AS "unitName", o.name AS "ownerName", v.owner_id = $1 AS mine, v.filter, v.sort, v.columns, v.version`;
const FROM = 'FROM saved_view v JOIN account o ON o.id = v.owner_id LEFT JOIN unit u ON u.id = v.unit_id';

/** Views of the ledger that people keep and share. A view holds no tasks: whoever opens it sees what lies in his own reach. */
@Injectable()
export class SavedViews {
  constructor(private readonly source: DataSource) {}

  /** The person's own views and those shared with his units, own ones first. */
  async of(actor: Actor): Promise<LedgerView[]> {
    return this.source.query(`SELECT ${COLUMNS} ${FROM} WHERE v.owner_id = $1 OR v.unit_id = ANY($2) ORDER BY mine DESC, v.name`, [
      actor.accountId,
      ownUnits(actor),
    ]);
  }

  /** A view by the key of its link, for anybody who may see the ledger. Throws 404. */
  async byKey(key: string, actor: Actor, manager: EntityManager = this.source.manager): Promise<LedgerView> {
    const [view] = await manager.query(`SELECT ${COLUMNS} ${FROM} WHERE v.key = $2`, [actor.accountId, uuidOf(key)]);
    if (!view) throw notFound('ledger_view', '个视图');
    return view;
  }

  /** Keeps a new view. Throws 400 for a name that the person uses already, or a unit that is not his own. */
  async save(view: SaveView, actor: Actor): Promise<LedgerView> {
    refuseForeign(view.unitId, actor);
    return this.source.transaction(async manager => {
      // One at a time for each person: two clicks at once must not pass the limit or the name together.
      await manager.query('SELECT id FROM account WHERE id = $1 FOR UPDATE', [actor.accountId]);
      const [{ count }] = await manager.query('SELECT count(*) AS count FROM saved_view WHERE owner_id = $1', [actor.accountId]);
      if (count >= MOST) throw invalid(`每人最多保存 ${MOST} 个视图，请先删去不用的。`);
      await refuseName(manager, view.name, actor, null);
      const key = randomUUID();
      await manager.query(
        `INSERT INTO saved_view (key, owner_id, name, unit_id, filter, sort, columns) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          key,
          actor.accountId,
          view.name,
          view.unitId,
          JSON.stringify(view.filter),
          JSON.stringify(view.sort),
          JSON.stringify(view.columns),
        ],
      );
      return this.byKey(key, actor, manager);
    });
  }

  /** Changes a view of one's own. Throws 404 for somebody else's, 409 when it has been changed meanwhile. */
  async change(key: string, { version, ...view }: ChangeView, actor: Actor): Promise<LedgerView> {
    refuseForeign(view.unitId, actor);
    return this.source.transaction(async manager => {
      await this.own(manager, key, actor);
      await refuseName(manager, view.name, actor, key);
      const [, changed] = await manager.query(
        `UPDATE saved_view SET name = $3, unit_id = $4, filter = $5, sort = $6, columns = $7, version = version + 1 WHERE key = $1 AND version = $2`,
        [key, version, view.name, view.unitId, JSON.stringify(view.filter), JSON.stringify(view.sort), JSON.stringify(view.columns)],
      );
      if (changed === 0) throw conflict('这个视图刚刚在别处改过，请刷新后再改。', {});
      return this.byKey(key, actor, manager);
    });
  }

  /** Removes a view of one's own; its link leads nowhere any more. */
  async remove(key: string, actor: Actor): Promise<void> {
    await this.source.transaction(async manager => {
      await this.own(manager, key, actor);
      await manager.query('DELETE FROM saved_view WHERE key = $1', [key]);
    });
  }

  private async own(manager: EntityManager, key: string, actor: Actor): Promise<void> {
    await manager.query('SELECT id FROM account WHERE id = $1 FOR UPDATE', [actor.accountId]);
    const [view] = await manager.query('SELECT 1 FROM saved_view WHERE key = $1 AND owner_id = $2', [uuidOf(key), actor.accountId]);
    if (!view) throw notFound('ledger_view', '个视图');
  }
}

/** A key as it may stand in the database; anything else that a link carries is a view that does not exist. */
function uuidOf(key: string): string {
  if (!UUID.test(key)) throw notFound('ledger_view', '个视图');
  return key;
}

function refuseForeign(unitId: number | null, actor: Actor): void {
  if (unitId !== null && !ownUnits(actor).includes(unitId)) throw invalid('只能与本单位的同事共享视图。', { unitId: '请选择本单位' });
}

async function refuseName(manager: EntityManager, name: string, actor: Actor, key: string | null): Promise<void> {
  const [other] = await manager.query('SELECT 1 FROM saved_view WHERE owner_id = $1 AND name = $2 AND key IS DISTINCT FROM $3', [
    actor.accountId,
    name,
    key,
  ]);
  if (other) throw invalid(`您已有名为“${name}”的视图，请换一个名称，或打开它后更新。`, { name: '名称已使用' });
}
