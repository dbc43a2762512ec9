import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { listing } from '../platform/database/listing.js';
import { changeVersioned } from '../platform/database/versioned.js';
import type { ListQuery, Page } from '../platform/dto.js';
import { claimKey, keepResult } from '../platform/idempotency.js';
import { invalid, notFound, refused } from '../platform/problems.js';
import { type Actor, ROLES } from '../rules/actor.js';
import { handOver, refuseUnfit, refuseUnsound } from './holdings.js';
import { changeOrganisation } from './organisation.js';
import type { ChangePost, CreatePost, PostFilter, PostRow } from './post.dto.js';
import { Post } from './post.entity.js';
import { Succession } from './succession.js';
import { Unit } from './unit.entity.js';

const NOUN = { code: 'post', label: '个岗位' };

const ROWS = `
  SELECT p.id, p.name, p.role, p.unit_id AS "unitId", u.name AS "unitName", p.active, p.version,
    holder.account_id AS "holderId", ha.name AS "holderName", deputy.account_id AS "deputyId", da.name AS "deputyName"
  FROM post p JOIN unit u ON u.id = p.unit_id
    LEFT JOIN post_holding holder ON holder.post_id = p.id AND holder.capacity = 'holder' AND holder.until IS NULL
    LEFT JOIN account ha ON ha.id = holder.account_id
    LEFT JOIN post_holding deputy ON deputy.post_id = p.id AND deputy.capacity = 'deputy' AND deputy.until IS NULL
    LEFT JOIN account da ON da.id = deputy.account_id`;

const SORTABLE: Record<string, string> = { name: 'name', role: 'role', unitName: '"unitName" COLLATE "zh-x-icu"' };
export const POST_SORTS = Object.keys(SORTABLE);

/** Posts and who holds them, kept by the system administrator. */
@Injectable()
export class PostService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly succession: Succession,
  ) {}

  /** The posts that a filter leaves; `q` looks into post, unit and people. */
  async list(query: ListQuery<PostFilter>): Promise<Page<PostRow>> {
    const { q = null, unitId = null, role = null, vacant = null } = query.filter;
    const sql = `${ROWS} WHERE ($1::text IS NULL OR strpos(concat_ws(' ', p.name, u.name, u.short_name, ha.name, da.name), $1) > 0)
      AND ($2::int IS NULL OR p.unit_id = $2) AND ($3::text IS NULL OR p.role = $3) AND ($4::boolean IS NULL OR (ha.id IS NULL) = $4)`;
    const page = await listing<Omit<PostRow, 'roleLabel'>>(this.source, sql, [q, unitId, role, vacant], SORTABLE, '"unitId", id', query);
    return { ...page, data: page.data.map(labelled) };
  }

  /** One post; throws 404. */
  async get(id: number, manager: EntityManager = this.source.manager): Promise<PostRow> {
    const [row] = await manager.query(`${ROWS} WHERE p.id = $1`, [id]);
    if (!row) throw notFound(NOUN.code, NOUN.label);
    return labelled(row);
  }

  /** Adds a post to a unit, with its people where there are any yet. */
  create(input: CreatePost, actor: Actor, key?: string): Promise<PostRow> {
    return changeOrganisation(this.source, async manager => {
      const repeat = await claimKey(manager, actor.accountId, key, ['post.create', input]);
      if (repeat.recordId) return this.get(repeat.recordId, manager);
      await refuseUnusable(manager, input);
      const { name, role, unitId } = input;
      const inserted = await manager.insert(Post, { name, role, unitId });
      const id: number = inserted.identifiers[0]?.id;
      await this.handOverPlaces(manager, id, unitId, { holderId: null, deputyId: null }, input);
      await refuseUnsound(manager, '新建岗位', actor, peopleOf(input));
      await keepResult(manager, actor.accountId, key, id);
      await this.audit.write(manager, { actor, act: 'post.create', objectType: 'post', objectId: id, detail: { ...input } });
      return this.get(id, manager);
    });
  }

  /** Changes a post or hands it over: the successor sees everything of the post from the next request on, the predecessor nothing. */
  change(id: number, input: ChangePost, actor: Actor): Promise<PostRow> {
    return changeOrganisation(this.source, async manager => {
      const before = await this.get(id, manager);
      await refuseUnusable(manager, input);
      if (!input.active && peopleOf(input).length > 0) throw refused('停用岗位', ['岗位上还有任职人或代理人，请先留空再停用。']);
      const { name, role, unitId, active, version } = input;
      await changeVersioned(manager, Post, NOUN, id, version, { name, role, unitId, active });
      await this.handOverPlaces(manager, id, before.unitId, before, input);
      await refuseUnsound(manager, '修改岗位', actor, peopleOf(input));
      await this.audit.write(manager, { actor, act: 'post.change', objectType: 'post', objectId: id, detail: { before, after: input } });
      return this.get(id, manager);
    });
  }

  /** Empties the places first: holder and deputy may change places. */
  private async handOverPlaces(manager: EntityManager, postId: number, unitId: number, before: Places, after: Places): Promise<void> {
    const now = this.clock.now();
    const places = (['holder', 'deputy'] as const).filter(capacity => before[`${capacity}Id`] !== after[`${capacity}Id`]);
    for (const capacity of places) await handOver(manager, postId, capacity, null, now);
    for (const capacity of places) await handOver(manager, postId, capacity, after[`${capacity}Id`], now);
    if (places.length > 0) await this.succession.happened(manager, unitId, after.holderId ?? after.deputyId);
  }
}

type Places = Pick<PostRow, 'holderId' | 'deputyId'>;

function peopleOf({ holderId, deputyId }: Places): number[] {
  return [holderId, deputyId].filter(id => id !== null);
}

async function refuseUnusable(manager: EntityManager, { unitId, holderId, deputyId }: CreatePost): Promise<void> {
  if (!(await manager.existsBy(Unit, { id: unitId, active: true })))
    throw invalid('选择的单位不存在或已停用，请重新选择。', { unitId: '请重新选择' });
  if (holderId !== null && holderId === deputyId) throw invalid('任职人和代理人不能是同一个人。', { deputyId: '与任职人是同一个人' });
  await refuseUnfit(manager, holderId, 'holderId');
  await refuseUnfit(manager, deputyId, 'deputyId');
}

function labelled(row: Omit<PostRow, 'roleLabel'>): PostRow {
  return { ...row, roleLabel: ROLES[row.role] };
}
